import type { Kysely } from "kysely";

/**
 * The comparison group of an initiative, every naming of it: a row is added and none is ever changed, so that when it was named stays known.
 * `segment` "" means that the naming before was taken back.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("comparison_group")
    .addColumn("initiative_id", "text", (c) => c.notNull().references("initiative.id"))
    .addColumn("number", "integer", (c) => c.notNull())
    .addColumn("segment", "text", (c) => c.notNull())
    .addColumn("named_at", "text", (c) => c.notNull())
    .addColumn("named_by", "text", (c) => c.notNull().references("account.id"))
    .addPrimaryKeyConstraint("comparison_group_pk", ["initiative_id", "number"])
    .execute();
}
