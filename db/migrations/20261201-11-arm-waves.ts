import { type Kysely, sql } from "kysely";

/** A planned wave can be set to open by itself; `not_opened` keeps the stable word of what stood in the way when its time had come. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable("wave")
    .addColumn("armed", "integer", (c) => c.notNull().defaultTo(0).check(sql`armed in (0, 1)`))
    .execute();
  await schema.alterTable("wave").addColumn("not_opened", "text").execute();
}
