import type { Kysely } from "kysely";

/** Which questions' figures are withheld while a weighting is in use. Weightings that were stored before withhold none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("weighting")
    .addColumn("withheld", "text", (c) => c.notNull().defaultTo("[]"))
    .execute();
}
