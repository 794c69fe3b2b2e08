import { SqliteAdapter, sql } from "kysely";
import type { Database } from "./schema.ts";

/**
 * Has what was just deleted overwritten in the file itself: SQLite keeps the old page until its log is moved into the database. While somebody
 * reads, it happens at the next move. Other databases have their own ways (`docs/privacy.md`).
 */
export async function overwriteDeleted(db: Database): Promise<void> {
  if (db.getExecutor().adapter instanceof SqliteAdapter) await sql`pragma wal_checkpoint(truncate)`.execute(db);
}
