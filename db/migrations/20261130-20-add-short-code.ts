import type { Kysely } from "kysely";

/**
 * A short code for each invitation, kept as a keyed hash. Invitations that are there already have none: the secret they come from is not known
 * here. They get one when their wave's letters are made.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("invitation").addColumn("code_hash", "text").execute();
  await db.schema
    .alterTable("invitation")
    .addColumn("code_number", "integer", (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.createIndex("invitation_code_once").on("invitation").column("code_hash").unique().execute();
}
