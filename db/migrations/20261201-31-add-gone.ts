import { type Kysely, sql } from "kysely";

/** Participants who have moved or died are not written to any more. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("participant")
    .addColumn("gone", "text", (c) => c.notNull().defaultTo("").check(sql`gone in ('', 'moved', 'dead')`))
    .execute();
}
