import type { Kysely } from "kysely";

/**
 * Creates the table of what has been counted of each wave how often, so that whoever keeps figures knows whether they still hold. Waves that
 * were counted before begin without a row, which reads as 0.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("wave_revision")
    .addColumn("wave_id", "text", (c) => c.primaryKey().references("wave.id"))
    .addColumn("number", "integer", (c) => c.notNull())
    .execute();
}
