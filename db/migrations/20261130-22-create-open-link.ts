import { type Kysely, sql } from "kysely";

/**
 * Open links of waves, those who have begun through one (nobody knows who they are), and the codes that some of them made themselves. How many
 * began and answered is counted with them: whoever came by an open link was not invited.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const schema = db.schema;
  await schema
    .createTable("open_link")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("wave_id", "text", (c) => c.notNull().references("wave.id"))
    .addColumn("audience", "text", (c) => c.notNull().check(sql`audience in ('resident', 'actor')`))
    .addColumn("name", "text", (c) => c.notNull().unique())
    .addColumn("closed", "integer", (c) => c.notNull().defaultTo(0).check(sql`closed in (0, 1)`))
    .addColumn("most_answers", "integer", (c) => c.notNull().check(sql`most_answers > 0`))
    .addColumn("asks_self_code", "integer", (c) => c.notNull().check(sql`asks_self_code in (0, 1)`))
    .addColumn("begun", "integer", (c) => c.notNull().defaultTo(0))
    .addColumn("answered", "integer", (c) => c.notNull().defaultTo(0))
    .addUniqueConstraint("open_link_once", ["wave_id", "audience"])
    .execute();
  await schema
    .createTable("open_visit")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("open_link_id", "text", (c) => c.notNull().references("open_link.id"))
    .addColumn("token_hash", "text", (c) => c.notNull().unique())
    .addColumn("language", "text", (c) => c.notNull())
    .addColumn("kiosk", "integer", (c) => c.notNull().check(sql`kiosk in (0, 1)`))
    .addColumn("answered", "integer", (c) => c.notNull().defaultTo(0).check(sql`answered in (0, 1)`))
    .addColumn("withdrawn", "integer", (c) => c.notNull().defaultTo(0).check(sql`withdrawn in (0, 1)`))
    .addColumn("receipt_hash", "text")
    .execute();
  await schema.createIndex("open_visit_of_link").on("open_visit").columns(["open_link_id", "answered"]).execute();
  await schema
    .createTable("self_code")
    .addColumn("wave_id", "text", (c) => c.notNull().references("wave.id"))
    .addColumn("audience", "text", (c) => c.notNull().check(sql`audience in ('resident', 'actor')`))
    .addColumn("pseudonym", "text", (c) => c.notNull())
    .addColumn("elements", "text", (c) => c.notNull())
    .addColumn("outcome", "text", (c) => c.check(sql`outcome in ('matched', 'ambiguous', 'unmatched')`))
    .addColumn("matched_pseudonym", "text")
    .addPrimaryKeyConstraint("self_code_primary", ["wave_id", "pseudonym"])
    .execute();
}
