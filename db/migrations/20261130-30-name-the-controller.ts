import type { Kysely } from "kysely";

/** Who answers for the data of an initiative and how they are reached: what people are told before the first question. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("data_controller")
    .addColumn("initiative_id", "text", (c) => c.primaryKey().references("initiative.id"))
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("email", "text", (c) => c.notNull())
    .addColumn("phone", "text", (c) => c.notNull())
    .execute();
}
