import type { Kysely } from "kysely";

/**
 * A draft counts how often it was written, so that two tabs or devices never write over each other unseen. An invitation keeps a hash of the
 * random name that a phone gave its own sending, so that a sending whose reply was lost can be told from somebody else's: it stands with
 * the invitation and never with the answer, and says nothing about it. What was answered before has none.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("draft")
    .addColumn("revision", "integer", (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable("invitation").addColumn("receipt_hash", "text").execute();
}
