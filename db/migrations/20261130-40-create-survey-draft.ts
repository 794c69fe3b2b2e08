import type { Kysely } from "kysely";

/** A survey that is being worked on, and every step of the work, so that any of them can be undone. A draft that is used or given up goes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("survey_draft")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("initiative_id", "text", (c) => c.notNull().references("initiative.id"))
    .addColumn("audience", "text", (c) => c.notNull())
    .addColumn("definition", "text", (c) => c.notNull())
    .addColumn("step", "integer", (c) => c.notNull())
    .addColumn("revision", "integer", (c) => c.notNull())
    .addColumn("based_on", "integer")
    .addColumn("started_at", "text", (c) => c.notNull())
    .addColumn("started_by", "text", (c) => c.notNull().references("account.id"))
    .addUniqueConstraint("survey_draft_of_audience", ["initiative_id", "audience"])
    .execute();
  await db.schema
    .createTable("survey_draft_step")
    .addColumn("draft_id", "text", (c) => c.notNull().references("survey_draft.id"))
    .addColumn("number", "integer", (c) => c.notNull())
    .addColumn("what", "text", (c) => c.notNull())
    .addColumn("about", "text", (c) => c.notNull())
    .addColumn("start", "integer", (c) => c.notNull())
    .addColumn("removed", "text", (c) => c.notNull())
    .addColumn("added", "text", (c) => c.notNull())
    .addColumn("made_at", "text", (c) => c.notNull())
    .addColumn("made_by", "text", (c) => c.notNull().references("account.id"))
    .addPrimaryKeyConstraint("survey_draft_step_pk", ["draft_id", "number"])
    .execute();
}
