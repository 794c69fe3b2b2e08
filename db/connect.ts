import { connectPostgres } from "./postgres.ts";
import type { Database } from "./schema.ts";
import { connectSqlite } from "./sqlite.ts";

/**
 * The one way to a database.
 * @param place a file, ":memory:", or the address of a database on a PostgreSQL server (`postgres://…`).
 */
export function connect(place: string): Database {
  return isPostgresAddress(place) ? connectPostgres(place) : connectSqlite(place);
}

export function isPostgresAddress(place: string): boolean {
  return /^postgres(ql)?:\/\//.test(place);
}
