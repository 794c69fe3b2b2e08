import { type Kysely, SqliteAdapter, sql } from "kysely";

/**
 * Answers know whom they were given for, and are counted by organisation; organisations can stand for each other. Answers stored before this
 * cannot be filled in: no table says whose they are. Their organisations then read as without answers in that wave. Cannot be undone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const onSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  await db.schema
    .alterTable("response")
    .addColumn("organisation_id", "text", (c) => c.references("organisation.id"))
    .execute();

  await db.schema
    .createTable("organisation_tally")
    .addColumn("wave_id", "text", (c) => c.notNull().references("wave.id"))
    .addColumn("organisation_id", "text", (c) => c.notNull().references("organisation.id"))
    .addColumn("item_key", "text", (c) => c.notNull())
    .addColumn("value", "text", (c) => c.notNull())
    .addColumn("count", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("organisation_tally_primary", ["wave_id", "organisation_id", "item_key", "value"])
    // As with answers: the order of rows would tell the order in which people answered.
    .$call((table) => (onSqlite ? table.modifyEnd(sql`without rowid`) : table))
    .execute();

  await db.schema
    .createTable("organisation_alias")
    .addColumn("initiative_id", "text", (c) => c.notNull().references("initiative.id"))
    .addColumn("organisation_id", "text", (c) => c.notNull().references("organisation.id"))
    .addColumn("same_as", "text", (c) => c.notNull().references("organisation.id"))
    .addPrimaryKeyConstraint("organisation_alias_primary", ["initiative_id", "organisation_id"])
    .addCheckConstraint("organisation_alias_other", sql`organisation_id <> same_as`)
    .execute();
}
