import { type RawBuilder, sql } from "kysely";
import type { Database, DatabaseTransaction, Tables } from "#db/schema.ts";
import { seedDemo } from "#db/seed.ts";
import { raiseRevisions } from "#surveys/wave-revision.server.ts";
import { journeySecret } from "#tests/support/running-ringvirk.ts";

/** The demo's largest initiative: three closed waves and an open one, two audiences, ties, processes, reports and open answers. */
const slug = "trygt-natteliv";

export interface BigInitiative {
  id: string;
  slug: string;
  /** Answered surveys of people, residents' and actors', in all waves. */
  answers: number;
  /** People who were invited. */
  people: number;
  buildSeconds: number;
}

/**
 * The demo with every resident of one initiative there so many times that its answers come to `wanted`, or as the demo has them where that
 * is more. A copy answers word for word what the original answered, under a pseudonym of their own that goes through all waves, so that
 * tallies and cross-tables are those of the original times the number of copies: `counted-answers.ts` counts that again. Actors stay few.
 * Whatever is drawn is drawn from the demo's seed.
 */
export async function growInitiative(db: Database, wanted: number, now: Date): Promise<BigInitiative> {
  const began = performance.now();
  // The file is thrown away after measuring: nothing in it need outlast a power cut while it is filled.
  await sql`pragma synchronous = off`.execute(db);
  await sql`pragma foreign_keys = off`.execute(db);
  await seedDemo(db, { now, secret: journeySecret, baseUrl: "http://127.0.0.1" });
  const { id } = await db.selectFrom("initiative").select("id").where("slug", "=", slug).executeTakeFirstOrThrow();
  const residents = await countAnswers(db, id, "resident");
  const actors = await countAnswers(db, id, "actor");
  const copies = Math.max(1, Math.round((wanted - actors) / residents));
  if (copies > 1) await db.transaction().execute((trx) => copyResidents(trx, id, copies));
  await sql`analyze`.execute(db);
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
  await sql`pragma foreign_keys = on`.execute(db);
  await sql`pragma synchronous = full`.execute(db);
  return {
    ...{ id, slug, answers: actors + residents * copies, people: await countPeople(db, id) },
    buildSeconds: (performance.now() - began) / 1000,
  };
}

async function countAnswers(db: Database, initiativeId: string, audience: "resident" | "actor"): Promise<number> {
  const { count } = await db
    .selectFrom("response")
    .innerJoin("wave", "wave.id", "response.wave_id")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("initiative_id", "=", initiativeId)
    .where("response.audience", "=", audience)
    .executeTakeFirstOrThrow();
  return count;
}

async function countPeople(db: Database, initiativeId: string): Promise<number> {
  const { count } = await db
    .selectFrom("participant")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("initiative_id", "=", initiativeId)
    .executeTakeFirstOrThrow();
  return count;
}

async function copyResidents(trx: DatabaseTransaction, initiativeId: string, copies: number): Promise<void> {
  const waves = await trx.selectFrom("wave").select("id").where("initiative_id", "=", initiativeId).execute();
  const waveIds = waves.map(({ id }) => id);
  const ofWaves = sql`wave_id in (${sql.join(waveIds)})`;
  const invited = sql`invitation.wave_id in (${sql.join(waveIds)}) and participant.audience = 'resident'`;
  const resident = sql`initiative_id = ${initiativeId} and audience = 'resident'`;
  const invitations = sql`invitation join participant on participant.id = invitation.participant_id`;
  const messages = sql`message join invitation on invitation.id = message.invitation_id
    join participant on participant.id = invitation.participant_id`;
  await copyRows(trx, "message", ["id", "invitation_id"], messages, invited, copies);
  await copyRows(trx, "invitation", ["id", "participant_id", "token_hash"], invitations, invited, copies);
  await copyRows(trx, "participant", ["id", "key", "email"], sql`participant`, resident, copies);
  const answered = sql`${ofWaves} and response.audience = 'resident'`;
  await copyRows(trx, "response", ["id", "pseudonym"], sql`response`, answered, copies);
  for (const [table, columns, wave] of [
    ["tally", ["count", "weight", "weight_squared"], "wave_id"],
    ["shift", ["count", "weight_product"], "from_wave_id"],
  ] as const) {
    const times = columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(column)} * ${copies}`);
    await sql`update ${sql.table(table)} set ${sql.join(times)}
      where ${sql.ref(wave)} in (${sql.join(waveIds)}) and audience = 'resident'`.execute(trx);
  }
  await raiseRevisions(trx, waveIds);
}

/**
 * Each row found, once for every copy but the original. `own` columns get the copy's number at their end: in front of an id, for ids are
 * random, and copies must not stand together on the disk.
 */
async function copyRows(
  trx: DatabaseTransaction,
  table: keyof Tables,
  own: string[],
  from: RawBuilder<unknown>,
  where: RawBuilder<unknown>,
  copies: number,
): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from pragma_table_info(${table})`.execute(trx);
  const values = rows.map(({ name }) => {
    const value = sql.ref(`${table}.${name}`);
    if (!own.includes(name)) return value;
    if (name === "id" && table === "response") return sql`lower(hex(randomblob(16)))`;
    return sql`${value} || '~' || number`;
  });
  await sql`
    with recursive copy(number) as (select 1 union all select number + 1 from copy where number < ${copies - 1})
    insert into ${sql.table(table)} (${sql.join(rows.map(({ name }) => sql.ref(name)))})
    select ${sql.join(values)} from ${from} cross join copy where ${where} order by 1`.execute(trx);
}
