import { type Kysely, sql } from "kysely";

/** What an initiative has put before everybody: a copy of figures that passed disclosure control, and what it was made of. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("publication")
    .addColumn("initiative_id", "text", (c) => c.primaryKey().references("initiative.id"))
    .addColumn("number", "integer", (c) => c.notNull())
    .addColumn("content", "text")
    .addColumn("standing", "text", (c) => c.notNull())
    .addColumn("published_on", "text", (c) => c.notNull())
    .addColumn("listed", "integer", (c) => c.notNull().check(sql`listed in (0, 1)`))
    .execute();
  await db.schema
    .createTable("public_headline")
    .addColumn("initiative_id", "text", (c) => c.notNull().references("initiative.id"))
    .addColumn("ripple_key", "text", (c) => c.notNull())
    .addColumn("words", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("public_headline_primary", ["initiative_id", "ripple_key"])
    .execute();
}
