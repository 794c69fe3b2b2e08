import { CompiledQuery } from "kysely";
import type { DatabaseTransaction } from "#db/schema.ts";
import { sqlOnce } from "./compiled-sql.ts";

/** An insert of any number of rows into one table; `compile` is asked once per chunk size and the SQL is used again after that. */
export interface RowInsert<Row> {
  name: string;
  columns: ReadonlyArray<keyof Row & string>;
  compile(trx: DatabaseTransaction, placeholders: Row[]): CompiledQuery;
}

// Few sizes, so that each is compiled once; the largest × 12 columns stays far below SQLite's 32,766 and PostgreSQL's 65,535 variables.
const chunkSizes = [256, 64, 16, 4, 1];

/**
 * Writes rows with as few statements as the chunk sizes allow. Compiling thousands of values anew would cost more than storing them.
 * @returns what the statement returns, of all rows.
 */
export async function insertInChunks<Row extends object, Returned = unknown>(
  trx: DatabaseTransaction,
  insert: RowInsert<Row>,
  rows: Row[],
): Promise<Returned[]> {
  const returned: Returned[] = [];
  let done = 0;
  while (done < rows.length) {
    const size = chunkSizes.find((candidate) => candidate <= rows.length - done) ?? 1;
    const parameters: unknown[] = [];
    for (let i = done; i < done + size; i++) {
      const row = rows[i] as Row;
      for (const column of insert.columns) parameters.push(row[column]);
    }
    const statement = CompiledQuery.raw(sqlFor(trx, insert, rows[0] as Row, size), parameters);
    returned.push(...(await trx.executeQuery<Returned>(statement)).rows);
    done += size;
  }
  return returned;
}

function sqlFor<Row extends object>(
  trx: DatabaseTransaction,
  insert: RowInsert<Row>,
  example: Row,
  size: number,
): string {
  const placeholders = () => new Array<Row>(size).fill(ordered(insert, example));
  return sqlOnce(trx, `${insert.name} ${size}`, () => insert.compile(trx, placeholders()));
}

/** The compiled statement takes its columns in the order of the first row's keys. */
function ordered<Row extends object>(insert: RowInsert<Row>, row: Row): Row {
  return Object.fromEntries(insert.columns.map((column) => [column, row[column]])) as Row;
}
