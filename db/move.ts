import { createHash } from "node:crypto";
import { type RawBuilder, sql } from "kysely";
import type { Database, DatabaseTransaction } from "./schema.ts";
import { isOnPostgres } from "./turns.ts";

/** A table as it was found on both sides after the move. `hash` is over every row in the order of its key. */
export interface MovedTable {
  name: string;
  rows: number;
  hash: string;
}

/** The two sides do not hold the same: the move was taken back. */
export class MoveFailed extends Error {
  override name = "MoveFailed";
}

type Row = Record<string, unknown>;

interface Shape {
  name: string;
  columns: string[];
  key: string[];
}

/**
 * Copies every row into an empty database of the same shape on the other engine, reads both and compares them, and commits only then: a failure
 * leaves nothing. Nobody else may write on either side meanwhile; on PostgreSQL that is so for all of Ringvirk's transactions.
 *
 * @throws MoveFailed where a table is not the same on both sides afterwards.
 */
export function moveRows(from: Database, to: Database): Promise<MovedTable[]> {
  return from.transaction().execute((source) =>
    to.transaction().execute(async (target) => {
      const shapes = await shapesOf(isOnPostgres(from) ? target : source);
      await checkKeysAtTheEnd(target);
      for (const shape of shapes) {
        for await (const rows of rowsOf(source, shape)) await insert(target, shape.name, rows);
      }
      await checkKeysNow(target);
      const moved: MovedTable[] = [];
      for (const shape of shapes) {
        const [here, there] = [await printOf(source, shape), await printOf(target, shape)];
        if (here.rows !== there.rows || here.hash !== there.hash) {
          throw new MoveFailed(`${shape.name}: ${here.rows} rows (${here.hash}) became ${there.rows} (${there.hash})`);
        }
        moved.push({ name: shape.name, ...there });
      }
      return moved;
    }),
  );
}

/** Whether no table of ours has a row. */
export async function isEmpty(db: Database): Promise<boolean> {
  for (const { name } of await db.introspection.getTables()) {
    const { rows } = await sql<Row>`select 1 from ${sql.table(name)} limit 1`.execute(db);
    if (rows.length > 0) return false;
  }
  return true;
}

/** Tables, columns and keys are the same on both; SQLite tells them in fewer words. */
async function shapesOf(sqlite: DatabaseTransaction): Promise<Shape[]> {
  const tables = await sqlite.introspection.getTables();
  const shapes: Shape[] = [];
  for (const { name } of tables.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const { rows } = await sql<{ name: string; pk: number }>`select name, pk from pragma_table_info(${name})`.execute(
      sqlite,
    );
    const key = rows.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
    if (key.length === 0) throw new MoveFailed(`${name} has no key to go through it by`);
    shapes.push({ name, columns: rows.map((row) => row.name).sort(), key: key.map((row) => row.name) });
  }
  return shapes;
}

/** Of values that one statement takes SQLite allows fewest: 32,766. */
const mostValues = 20_000;

/** All rows of a table in the order of its key, some at a time: a table may be larger than memory. */
async function* rowsOf(trx: DatabaseTransaction, { name, columns, key }: Shape): AsyncGenerator<Row[]> {
  const most = Math.min(500, Math.floor(mostValues / columns.length));
  const listed = (names: string[]) => sql.join(names.map((column) => sql.ref(column)));
  let after: RawBuilder<unknown> = sql`1 = 1`;
  for (;;) {
    const { rows } = await sql<Row>`
      select ${listed(columns)} from ${sql.table(name)} where ${after} order by ${listed(key)} limit ${sql.lit(most)}
    `.execute(trx);
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = sql`(${listed(key)}) > (${sql.join(key.map((column) => last[column]))})`;
  }
}

async function insert(trx: DatabaseTransaction, table: string, rows: Row[]): Promise<void> {
  await trx
    .insertInto(table as "audit")
    .values(rows as never)
    .execute();
}

async function printOf(trx: DatabaseTransaction, shape: Shape): Promise<{ rows: number; hash: string }> {
  const hash = createHash("sha256");
  let count = 0;
  for await (const rows of rowsOf(trx, shape)) {
    count += rows.length;
    for (const row of rows) hash.update(`${JSON.stringify(shape.columns.map((column) => plain(row[column])))}\n`);
  }
  return { rows: count, hash: hash.digest("hex") };
}

function plain(value: unknown): unknown {
  return Buffer.isBuffer(value) ? { bytes: value.toString("base64") } : value;
}

/** A row may come before the one it refers to. */
async function checkKeysAtTheEnd(trx: DatabaseTransaction): Promise<void> {
  if (!isOnPostgres(trx)) {
    await sql`pragma defer_foreign_keys = on`.execute(trx);
    return;
  }
  for (const { table, name } of await foreignKeys(trx)) {
    await sql`alter table ${sql.table(table)} alter constraint ${sql.ref(name)} deferrable initially deferred`.execute(
      trx,
    );
  }
}

/** SQLite does it at the commit. */
async function checkKeysNow(trx: DatabaseTransaction): Promise<void> {
  if (!isOnPostgres(trx)) return;
  await sql`set constraints all immediate`.execute(trx);
  for (const { table, name } of await foreignKeys(trx)) {
    await sql`alter table ${sql.table(table)} alter constraint ${sql.ref(name)} not deferrable`.execute(trx);
  }
}

async function foreignKeys(trx: DatabaseTransaction): Promise<Array<{ table: string; name: string }>> {
  const { rows } = await sql<{ table: string; name: string }>`
    select class.relname as table, conname as name from pg_constraint
    join pg_class class on class.oid = conrelid
    where contype = 'f' and connamespace = current_schema()::regnamespace
  `.execute(trx);
  return rows;
}
