import { type Kysely, sql } from "kysely";

/**
 * Participants may read any of ten languages. The column is made anew: SQLite alters no constraint, and rebuilding the table would pull it
 * from under its invitations. Cannot be undone: those who read one of the eight would have no language.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const table = () => db.schema.alterTable("participant");
  await table()
    .addColumn("read_language", "text", (c) =>
      c
        .notNull()
        .defaultTo("da")
        .check(sql`read_language in ('da', 'en', 'ar', 'tr', 'uk', 'so', 'ur', 'fa', 'pl', 'de')`),
    )
    .execute();
  await sql`update participant set read_language = language`.execute(db);
  await table().dropColumn("language").execute();
  await table().renameColumn("read_language", "language").execute();
}
