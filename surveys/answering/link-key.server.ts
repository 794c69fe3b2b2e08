import { overwriteDeleted } from "#db/overwrite-deleted.ts";
import type { Database, DatabaseTransaction } from "#db/schema.ts";
import { type Clock, dayOf } from "#surveys/clock.ts";
import { noContact } from "#surveys/fieldwork/contact-data.ts";
import { type Deed, type DeedOfAnyone, recordDeed } from "#surveys/initiative/audit.server.ts";
import { checkDay } from "#surveys/initiative/field-check.ts";
import { isLinked } from "#surveys/initiative/initiative.server.ts";
import { type Problem, problem, problemAt } from "#surveys/problem.ts";
import { startRounds } from "#surveys/rounds.ts";

/** What destroying an initiative's link key would do today. */
export interface LinkStanding {
  /** The key is there: answers of the same person can be found again, and by whoever has the database. */
  linked: boolean;
  /** Waves by state; while one is open nothing can be destroyed, and a planned one could never open. */
  waves: { planned: number; open: number; closed: number };
  /** Participants of whom anything is kept. */
  people: number;
  /** The day on which it is destroyed by itself; null where nobody has set one. */
  endsOn: string | null;
}

/** How an initiative stands before or after its link key is destroyed. */
export async function linkStanding(db: Database, initiativeId: string): Promise<LinkStanding> {
  const waves = await db.selectFrom("wave").select("state").where("initiative_id", "=", initiativeId).execute();
  const of = (wanted: string) => waves.filter(({ state }) => state === wanted).length;
  const { people } = await db
    .selectFrom("participant")
    .select(({ fn }) => fn.countAll<number>().as("people"))
    .where("initiative_id", "=", initiativeId)
    .where("withdrawn", "=", 0)
    .executeTakeFirstOrThrow();
  const retention = await db
    .selectFrom("retention")
    .select("ends_on")
    .where("initiative_id", "=", initiativeId)
    .executeTakeFirst();
  const linked = await isLinked(db, initiativeId);
  return {
    linked,
    waves: { planned: of("planned"), open: of("open"), closed: of("closed") },
    people: linked ? Number(people) : 0,
    endsOn: retention?.ends_on ?? null,
  };
}

/**
 * Lets go of an initiative's people for good: the link key is destroyed, and contact data, groups, drafts, uploaded lists and what could be tried
 * against the key with it. Answers, their groups and all figures stay; the waves stay linked to each other, and to nobody.
 *
 * @param typed the initiative's name in its address, as the person typed it to show that it is meant.
 * Refused: "link-key.not-typed" at "slug", "link-key.wave-open", "link-key.destroyed".
 */
export async function destroyLinkKey(db: Database, deed: Deed, typed: string): Promise<Problem | null> {
  const refused = await db.transaction().execute(async (trx) => {
    const { slug } = await trx
      .selectFrom("initiative")
      .select("slug")
      .where("id", "=", deed.initiativeId)
      .executeTakeFirstOrThrow();
    if (typed.trim().toLowerCase() !== slug) return problemAt("slug", "link-key.not-typed", { slug });
    return letGo(trx, deed, "asked");
  });
  if (refused === null) await overwriteDeleted(db);
  return refused;
}

/**
 * Sets the day from which the initiative holds neither contact data nor link key; "" takes it back.
 * Refused at "endsOn": "field.not-a-date", "link-key.day-gone" for a day before tomorrow; "link-key.destroyed".
 */
export async function setRetention(db: Database, deed: Deed, endsOn: string): Promise<Problem | null> {
  const day = endsOn.trim();
  if (day !== "") {
    const wrong = checkDay("endsOn", day);
    if (wrong) return wrong;
    if (day <= dayOf(deed.now)) return problemAt("endsOn", "link-key.day-gone");
  }
  return db.transaction().execute(async (trx) => {
    if (!(await isLinked(trx, deed.initiativeId))) return problem("link-key.destroyed");
    await trx.deleteFrom("retention").where("initiative_id", "=", deed.initiativeId).execute();
    if (day !== "")
      await trx.insertInto("retention").values({ initiative_id: deed.initiativeId, ends_on: day }).execute();
    await recordDeed(trx, deed, "retention.set", { ends_on: day === "" ? null : day });
    return null;
  });
}

/** Lets go of the people of every initiative whose day has come; one with an open wave waits until it has closed. @returns their ids. */
export async function destroyDueLinkKeys(db: Database, now: Date): Promise<string[]> {
  const due = await db
    .selectFrom("retention")
    .innerJoin("link_key", "link_key.initiative_id", "retention.initiative_id")
    .select("retention.initiative_id")
    .where("retention.ends_on", "<=", dayOf(now))
    .execute();
  const gone: string[] = [];
  for (const { initiative_id: initiativeId } of due) {
    const refused = await db
      .transaction()
      .execute((trx) => letGo(trx, { initiativeId, accountId: null, now }, "its day has come"));
    if (refused === null) gone.push(initiativeId);
  }
  if (gone.length > 0) await overwriteDeleted(db);
  return gone;
}

/** Destroys what is due when the server starts and once an hour. */
export function startRetention(db: Database, clock: Clock): { stop: () => Promise<void> } {
  return startRounds(() => destroyDueLinkKeys(db, clock()), { pauseSeconds: 3600 });
}

async function letGo(
  trx: DatabaseTransaction,
  deed: DeedOfAnyone,
  because: "asked" | "its day has come",
): Promise<Problem | null> {
  const { initiativeId } = deed;
  const open = await trx
    .selectFrom("wave")
    .select("id")
    .where("initiative_id", "=", initiativeId)
    .where("state", "=", "open")
    .executeTakeFirst();
  if (open) return problem("link-key.wave-open");
  const destroyed = await trx.deleteFrom("link_key").where("initiative_id", "=", initiativeId).executeTakeFirst();
  if (destroyed.numDeletedRows === 0n) return problem("link-key.destroyed");
  const people = await eraseContacts(trx, initiativeId);
  await eraseWhatTheKeyOpened(trx, initiativeId);
  await recordDeed(trx, deed, "link-key.destroyed", { because, people });
  return null;
}

/** Which organisation somebody was asked for stays: networks are read by it, and it says no more than the organisation's own answer does. */
async function eraseContacts(trx: DatabaseTransaction, initiativeId: string): Promise<number> {
  const erased = await trx
    .updateTable("participant")
    .set((column) => ({ ...noContact, key: column.ref("id") }))
    .where("initiative_id", "=", initiativeId)
    .where("withdrawn", "=", 0)
    .executeTakeFirst();
  await trx.deleteFrom("upload").where("initiative_id", "=", initiativeId).execute();
  const people = trx.selectFrom("participant").select("id").where("initiative_id", "=", initiativeId);
  await trx.deleteFrom("bounce").where("participant_id", "in", people).execute();
  return Number(erased.numUpdatedRows);
}

/** Marks and self-made codes can be tried against guesses by whoever has kept a copy of the key. */
async function eraseWhatTheKeyOpened(trx: DatabaseTransaction, initiativeId: string): Promise<void> {
  const waves = trx.selectFrom("wave").select("id").where("initiative_id", "=", initiativeId);
  await trx.deleteFrom("draft").where("wave_id", "in", waves).execute();
  await trx.deleteFrom("do_not_contact").where("initiative_id", "=", initiativeId).execute();
  await trx.updateTable("self_code").set({ elements: "[]" }).where("wave_id", "in", waves).execute();
}
