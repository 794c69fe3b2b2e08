import { type RawBuilder, sql } from "kysely";
import type { Database } from "#db/schema.ts";
import { isOnPostgres } from "#db/turns.ts";
import { readWithheldQuestions } from "#surveys/impact/weighting/withheld-questions.server.ts";
import { type HeaviestWeight, type ShiftGroup, Tallies, type TallyGroup } from "./tallies.ts";

/**
 * Reads the tallies of these waves and the paired cross-tables of these pairs of waves: one query each, whatever the number of items and
 * segments. Nothing is read from the answers themselves but the largest weight of each wave; see `readSampledWaves` for the one case in
 * which tallies do not suffice. What weights in use withhold is left out.
 */
export async function readTallies(
  db: Database,
  waveIds: string[],
  wavePairs: Array<{ from: string; to: string }>,
): Promise<Tallies> {
  const tallies = waveIds.length === 0 ? [] : await tallyGroups(db, waveIds);
  const shifts = wavePairs.length === 0 ? [] : await shiftGroups(db, wavePairs);
  const heaviest = waveIds.length === 0 ? [] : await heaviestWeights(db, waveIds);
  const withheld = await readWithheldQuestions(db, [...waveIds, ...wavePairs.flatMap(({ from, to }) => [from, to])]);
  return new Tallies(
    tallies.filter(({ waveId, audience, itemKey }) => !withheld.has(waveId, audience, itemKey)),
    shifts.filter(
      ({ fromWaveId, toWaveId, audience, itemKey }) =>
        !withheld.has(fromWaveId, audience, itemKey) && !withheld.has(toWaveId, audience, itemKey),
    ),
    heaviest,
  );
}

/** Of waves and audiences in which any answer counts for other than one: elsewhere nothing is read. */
async function heaviestWeights(db: Database, waveIds: string[]): Promise<HeaviestWeight[]> {
  const weighted = await db
    .selectFrom("tally")
    .select(["wave_id as waveId", "audience"])
    .distinct()
    .where("wave_id", "in", waveIds)
    .where("segment", "=", "")
    .where((where) =>
      where.or([where("weight", "!=", where.ref("count")), where("weight_squared", "!=", where.ref("count"))]),
    )
    .execute();
  const found = await Promise.all(
    weighted.map(async (place) => ({ ...place, weight: await heaviestWeight(db, place) })),
  );
  return found.flatMap(({ weight, ...place }) => (weight === null ? [] : [{ ...place, weight }]));
}

/** Through the index of weights other than one, so that it costs the same for ten answers and a million. */
async function heaviestWeight(
  db: Database,
  { waveId, audience }: Pick<HeaviestWeight, "waveId" | "audience">,
): Promise<number | null> {
  const answers = db
    .selectFrom("response")
    .select("weight")
    .where("wave_id", "=", waveId)
    .where("audience", "=", audience)
    .limit(1);
  const other = await answers.where("weight", "!=", sql.lit(1)).orderBy("weight", "desc").executeTakeFirst();
  if (other && Number(other.weight) > 1) return Number(other.weight);
  const usual = await answers.where("weight", "=", 1).executeTakeFirst();
  const heaviest = usual ?? other;
  return heaviest ? Number(heaviest.weight) : null;
}

function tallyGroups(db: Database, waveIds: string[]): Promise<TallyGroup[]> {
  return db
    .selectFrom("tally")
    .select(["wave_id as waveId", "audience", "segment", "item_key as itemKey"])
    .select(joinedCells(db, ["value"], ["weight", "weight_squared"]).as("cells"))
    .where("wave_id", "in", waveIds)
    .groupBy(["wave_id", "audience", "segment", "item_key"])
    .orderBy("wave_id")
    .orderBy("audience")
    .orderBy("segment")
    .orderBy("item_key")
    .execute();
}

function shiftGroups(db: Database, wavePairs: Array<{ from: string; to: string }>): Promise<ShiftGroup[]> {
  return db
    .selectFrom("shift")
    .select(["from_wave_id as fromWaveId", "to_wave_id as toWaveId", "audience", "segment", "item_key as itemKey"])
    .select(joinedCells(db, ["from_value", "to_value"], ["weight_product"]).as("cells"))
    .where((where) =>
      where.or(
        wavePairs.map(({ from, to }) => where.and([where("from_wave_id", "=", from), where("to_wave_id", "=", to)])),
      ),
    )
    .groupBy(["from_wave_id", "to_wave_id", "audience", "segment", "item_key"])
    .orderBy("from_wave_id")
    .orderBy("to_wave_id")
    .orderBy("audience")
    .orderBy("segment")
    .orderBy("item_key")
    .execute();
}

/**
 * The rows of a group as one text: three times as quick to read as the rows. The groups follow the primary key, so nothing is sorted. A sum of
 * weights that is the number of people is left empty: writing it out would take a quarter of the time.
 */
function joinedCells(db: Database, codes: string[], sums: string[]): RawBuilder<string> {
  const text = (column: string) => sql`cast(${sql.ref(column)} as text)`;
  const sum = (column: string) => sql`case when ${sql.ref(column)} = count then '' else ${text(column)} end`;
  const cell = sql.join([...codes.map(text), text("count"), ...sums.map(sum)], sql` || ',' || `);
  return isOnPostgres(db)
    ? sql<string>`string_agg(${cell}, ',' order by ${sql.join(codes.map((code) => sql.ref(code)))})`
    : sql<string>`group_concat(${cell}, ',')`;
}
