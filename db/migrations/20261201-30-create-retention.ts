import type { Kysely } from "kysely";

/** The day on which an initiative lets go of its people by itself: contact data and link key. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("retention")
    .addColumn("initiative_id", "text", (c) => c.primaryKey().references("initiative.id"))
    .addColumn("ends_on", "text", (c) => c.notNull())
    .execute();
}
