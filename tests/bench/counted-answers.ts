import type { Database, ResponseTable, ShiftTable, TallyTable } from "#db/schema.ts";
import { type CodebookByVersion, readResponses } from "#surveys/answering/tallied-response.server.ts";
import { TallyFold } from "#surveys/answering/tally.ts";

const pageSize = 4000;

/**
 * What tallies and cross-tables save: everything they hold of these waves counted from the answers themselves, person by person in the order
 * of their codes, so that nobody is looked for twice and memory stays flat.
 */
export async function countAnswers(db: Database, waveIds: string[]): Promise<TallyFold> {
  const fold = new TallyFold();
  const codebooks: CodebookByVersion = new Map();
  for await (const rows of peopleInTurn(db, waveIds)) {
    const responses = await readResponses(db, rows, codebooks);
    for (const response of responses) fold.add(response);
    for (const ofPerson of Map.groupBy(responses, (one) => `${one.audience} ${one.pseudonym}`).values()) {
      for (const [index, one] of ofPerson.entries()) {
        for (const other of ofPerson.slice(index + 1)) fold.addPair(one, other);
      }
    }
  }
  return fold;
}

/** All answers of some people at a time; who answered is never told apart over two pages. */
async function* peopleInTurn(db: Database, waveIds: string[]): AsyncGenerator<ResponseTable[]> {
  let after = "";
  for (;;) {
    const rows = await db
      .selectFrom("response")
      .selectAll()
      .where("wave_id", "in", waveIds)
      .where("pseudonym", ">", after)
      .orderBy("pseudonym")
      .limit(pageSize)
      .execute();
    const last = rows.at(-1)?.pseudonym;
    if (rows.length < pageSize) {
      yield rows;
      return;
    }
    const whole = rows.filter(({ pseudonym }) => pseudonym !== last);
    yield whole;
    after = whole.at(-1)?.pseudonym ?? "";
  }
}

/** @returns how many cells were compared. @throws where a single one differs, in the tables or in what was counted. */
export async function expectSameCounts(db: Database, waveIds: string[], fold: TallyFold): Promise<number> {
  const tallies = await db.selectFrom("tally").selectAll().where("wave_id", "in", waveIds).execute();
  const shifts = await db
    .selectFrom("shift")
    .selectAll()
    .where("from_wave_id", "in", waveIds)
    .where("to_wave_id", "in", waveIds)
    .execute();
  compare(tallies, fold.tallies, ["count", "weight", "weight_squared"]);
  compare(shifts, fold.shifts, ["count", "weight_product"]);
  return tallies.length + shifts.length;
}

function compare<Row extends TallyTable | ShiftTable>(
  stored: Row[],
  counted: Row[],
  numbers: Array<keyof Row & string>,
): void {
  const keyOf = (row: Row) =>
    Object.entries(row)
      .filter(([column]) => !numbers.includes(column as keyof Row & string))
      .sort()
      .join("|");
  const others = new Map(counted.map((row) => [keyOf(row), row]));
  if (stored.length !== counted.length) throw new Error(`${stored.length} cells stored, ${counted.length} counted`);
  for (const row of stored) {
    const other = others.get(keyOf(row));
    const isSame = (column: keyof Row) => Math.abs(Number(row[column]) / Number(other?.[column]) - 1) < 1e-9;
    if (!numbers.every(isSame)) throw new Error(`${keyOf(row)} differs: ${JSON.stringify([row, other])}`);
  }
}
