import { CompiledQuery, PostgresAdapter } from "kysely";
import { retryPassing } from "./passing-fault.ts";
import type { Database, DatabaseTransaction } from "./schema.ts";

/**
 * A transaction that may run at the same time as others of its kind, in this process or another. Every other transaction has the database's
 * writers to itself, so that what it reads holds until it commits; this one must itself see to what it reads and then writes: by a statement
 * that checks as it writes, a unique key, or `takeTurns`. On SQLite, which lets one writer in at a time, it is like any other.
 */
export function besideOthers<Result>(
  db: Database,
  work: (trx: DatabaseTransaction) => Promise<Result>,
): Promise<Result> {
  if (!isOnPostgres(db)) return db.transaction().execute(work);
  return retryPassing(() => db.transaction().setIsolationLevel("read committed").execute(work));
}

/** Of transactions beside each other, those that name the same thing go on one after the other from here, until they have committed. */
export async function takeTurns(trx: DatabaseTransaction, names: Iterable<string>): Promise<void> {
  if (!isOnPostgres(trx)) return;
  // All in one order: two that wait for each other's would never end.
  for (const name of [...new Set(names)].sort()) {
    await trx.executeQuery(CompiledQuery.raw("select pg_advisory_xact_lock(hashtextextended($1, 0))", [name]));
  }
}

export function isOnPostgres(db: Pick<Database, "getExecutor">): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}
