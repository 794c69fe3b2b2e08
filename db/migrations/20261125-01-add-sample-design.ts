import { type Kysely, SqliteAdapter, sql } from "kysely";

/**
 * Strata, clusters and first weights of participants and of answers, and the weightings that waves were given. Answers that are there
 * already keep their weight as their first one. Cannot be undone: which answers lay in a cluster would be lost.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const onSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  const number = onSqlite ? sql`real` : sql`double precision`;
  const schema = db.schema;

  for (const name of ["cluster", "stratum"]) {
    await schema
      .alterTable("participant")
      .addColumn(name, "text", (c) => c.notNull().defaultTo(""))
      .execute();
    await schema.alterTable("response").addColumn(name, "text").execute();
  }
  for (const name of ["participant", "response"]) {
    await schema
      .alterTable(name)
      .addColumn("base_weight", number, (c) => c.notNull().defaultTo(1).check(sql`base_weight >= 0`))
      .execute();
  }
  await sql`update response set base_weight = weight`.execute(db);
  await schema
    .createIndex("response_with_design")
    .on("response")
    .columns(["wave_id", "audience"])
    .where(sql<boolean>`cluster is not null or stratum is not null`)
    .execute();

  await schema
    .createTable("weighting")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("wave_id", "text", (c) => c.notNull().references("wave.id"))
    .addColumn("audience", "text", (c) => c.notNull().check(sql`audience in ('resident', 'actor')`))
    .addColumn("number", "integer", (c) => c.notNull())
    .addColumn("margins", "text", (c) => c.notNull())
    .addColumn("cap", number, (c) => c.notNull().check(sql`cap > 1`))
    .addColumn("used_at", "text", (c) => c.notNull())
    .addColumn("used_by", "text", (c) => c.notNull().references("account.id"))
    .addColumn("in_use", "integer", (c) => c.notNull().check(sql`in_use in (0, 1)`))
    .addUniqueConstraint("weighting_once", ["wave_id", "audience", "number"])
    .execute();
}
