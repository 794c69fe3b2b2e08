import type { Kysely } from "kysely";

/** Where a letter to a participant goes; all four "" where none was given. A mail address may be "" from now on, for those with a letter alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const name of ["care_of", "street", "postcode", "town"]) {
    await db.schema
      .alterTable("participant")
      .addColumn(name, "text", (c) => c.notNull().defaultTo(""))
      .execute();
  }
}
