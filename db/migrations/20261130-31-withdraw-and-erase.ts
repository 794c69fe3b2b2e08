import { type Kysely, sql } from "kysely";

/**
 * A person who withdraws leaves a row without anything about them, so that their link still says so and the invited stay counted; marks that
 * only the link key can make keep them from being invited anew; and of each wave it is counted how many answers were taken back.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("participant")
    .addColumn("withdrawn", "integer", (c) => c.notNull().defaultTo(0).check(sql`withdrawn in (0, 1)`))
    .execute();
  await db.schema
    .createTable("do_not_contact")
    .addColumn("initiative_id", "text", (c) => c.notNull().references("initiative.id"))
    .addColumn("mark", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("do_not_contact_primary", ["initiative_id", "mark"])
    .execute();
  await db.schema
    .createTable("withdrawal_count")
    .addColumn("wave_id", "text", (c) => c.notNull().references("wave.id"))
    .addColumn("audience", "text", (c) => c.notNull().check(sql`audience in ('resident', 'actor')`))
    .addColumn("answers", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("withdrawal_count_primary", ["wave_id", "audience"])
    .execute();
}
