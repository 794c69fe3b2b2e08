import { sql } from "kysely";
import type { Database, DatabaseTransaction, OrganisationTallyTable, ShiftTable, TallyTable } from "#db/schema.ts";
import { raiseRevisions } from "#surveys/wave-revision.server.ts";
import { insertInChunks, type RowInsert } from "./chunked-insert.ts";
import { foldByOrganisation } from "./organisation-answers.ts";
import { foldPairs } from "./response-pairs.server.ts";
import { type CodebookByVersion, storedResponses, type TalliedResponse } from "./tallied-response.server.ts";
import { TallyFold } from "./tally.ts";

/**
 * Counts answers that have just been stored: their items into `tally`, and for each person who also answered another wave of the
 * initiative, whichever came first, the pair into `shift`; what they say for an organisation into `organisation_tally`.
 *
 * @param responses of any waves of one initiative, already in `response`, none counted before.
 */
export async function tallyResponses(
  trx: DatabaseTransaction,
  responses: TalliedResponse[],
  codebooks: CodebookByVersion,
): Promise<void> {
  const fold = new TallyFold();
  for (const response of responses) fold.add(response);
  await foldPairs(trx, fold, responses, codebooks);
  await addToTables(trx, fold, foldByOrganisation(responses));
  await raiseRevisions(
    trx,
    responses.map((response) => response.waveId),
  );
}

/**
 * Takes counted answers out again: what is left is what counting the others alone would give (sums of weights may differ in the last bits).
 *
 * @param responses of one initiative, still in `response` and each counted.
 */
export async function untallyResponses(
  trx: DatabaseTransaction,
  responses: TalliedResponse[],
  codebooks: CodebookByVersion,
): Promise<void> {
  const fold = new TallyFold();
  for (const response of responses) fold.add(response);
  await foldPairs(trx, fold, responses, codebooks);
  await addToTables(trx, negated(fold), foldByOrganisation(responses).map(negatedCount));
  const waveIds = [...new Set(responses.map(({ waveId }) => waveId))];
  await trx.deleteFrom("tally").where("wave_id", "in", waveIds).where("count", "=", 0).execute();
  await trx
    .deleteFrom("shift")
    .where((where) => where.or([where("from_wave_id", "in", waveIds), where("to_wave_id", "in", waveIds)]))
    .where("count", "=", 0)
    .execute();
  await trx.deleteFrom("organisation_tally").where("wave_id", "in", waveIds).where("count", "=", 0).execute();
  await raiseRevisions(trx, waveIds);
}

/** Additions that take away what was added. */
function negated({ tallies, shifts }: Pick<TallyFold, "tallies" | "shifts">): Pick<TallyFold, "tallies" | "shifts"> {
  return {
    tallies: tallies.map((cell) => ({
      ...negatedCount(cell),
      weight: -cell.weight,
      weight_squared: -cell.weight_squared,
    })),
    shifts: shifts.map((cell) => ({ ...negatedCount(cell), weight_product: -cell.weight_product })),
  };
}

function negatedCount<Cell extends { count: number }>(cell: Cell): Cell {
  return { ...cell, count: -cell.count };
}

/**
 * Makes an initiative's tallies anew from its stored answers. Gives what counting at each answer gave (sums of weights may differ in the
 * last bits); needed after answers were erased or a codebook's reading was mended.
 */
export function rebuildTallies(db: Database, initiativeId: string): Promise<void> {
  return db.transaction().execute((trx) => recountTallies(trx, initiativeId));
}

/** The same within the transaction of what made it necessary, such as other weights. */
export async function recountTallies(trx: DatabaseTransaction, initiativeId: string): Promise<void> {
  const waves = trx.selectFrom("wave").select("id").where("initiative_id", "=", initiativeId);
  // A write comes first and takes the lock, so that no answer slips in between reading and counting.
  await trx.deleteFrom("tally").where("wave_id", "in", waves).execute();
  await trx.deleteFrom("shift").where("from_wave_id", "in", waves).execute();
  await trx.deleteFrom("organisation_tally").where("wave_id", "in", waves).execute();
  const waveIds = (await waves.execute()).map((wave) => wave.id);
  if (waveIds.length === 0) return;
  await raiseRevisions(trx, waveIds);
  const codebooks: CodebookByVersion = new Map();
  for await (const page of storedResponses(trx, waveIds, codebooks)) {
    const fold = new TallyFold();
    for (const response of page) fold.add(response);
    await foldPairs(trx, fold, page, codebooks, "earlier-waves-only");
    await addToTables(trx, fold, foldByOrganisation(page));
  }
}

async function addToTables(
  trx: DatabaseTransaction,
  fold: Pick<TallyFold, "tallies" | "shifts">,
  byOrganisation: OrganisationTallyTable[],
): Promise<void> {
  await insertInChunks(trx, tallyInsert, fold.tallies);
  await insertInChunks(trx, shiftInsert, fold.shifts);
  await insertInChunks(trx, organisationInsert, byOrganisation);
}

const tallyInsert: RowInsert<TallyTable> = {
  name: "tally",
  columns: ["wave_id", "audience", "segment", "item_key", "value", "count", "weight", "weight_squared"],
  compile: (trx, placeholders) =>
    trx
      .insertInto("tally")
      .values(placeholders)
      .onConflict((conflict) =>
        conflict.columns(["wave_id", "audience", "segment", "item_key", "value"]).doUpdateSet({
          count: sql`tally.count + excluded.count`,
          weight: sql`tally.weight + excluded.weight`,
          weight_squared: sql`tally.weight_squared + excluded.weight_squared`,
        }),
      )
      .compile(),
};

const shiftInsert: RowInsert<ShiftTable> = {
  name: "shift",
  columns: [
    "from_wave_id",
    "to_wave_id",
    "audience",
    "segment",
    "item_key",
    "from_value",
    "to_value",
    "count",
    "weight_product",
  ],
  compile: (trx, placeholders) =>
    trx
      .insertInto("shift")
      .values(placeholders)
      .onConflict((conflict) =>
        conflict
          .columns(["from_wave_id", "to_wave_id", "audience", "segment", "item_key", "from_value", "to_value"])
          .doUpdateSet({
            count: sql`shift.count + excluded.count`,
            weight_product: sql`shift.weight_product + excluded.weight_product`,
          }),
      )
      .compile(),
};

const organisationInsert: RowInsert<OrganisationTallyTable> = {
  name: "organisation tally",
  columns: ["wave_id", "organisation_id", "item_key", "value", "count"],
  compile: (trx, placeholders) =>
    trx
      .insertInto("organisation_tally")
      .values(placeholders)
      .onConflict((conflict) =>
        conflict
          .columns(["wave_id", "organisation_id", "item_key", "value"])
          .doUpdateSet({ count: sql`organisation_tally.count + excluded.count` }),
      )
      .compile(),
};
