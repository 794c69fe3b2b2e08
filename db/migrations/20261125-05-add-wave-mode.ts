import { type Kysely, sql } from "kysely";

/**
 * How people answered a wave. Waves that Ringvirk sent were answered on the web, unless a coordinator says otherwise; of waves made elsewhere
 * nobody has said, so theirs stays null. Taking it back forgets what was said.
 */
export async function up(db: Kysely<{ wave: { mode: string | null; source: string } }>): Promise<void> {
  await db.schema
    .alterTable("wave")
    .addColumn("mode", "text", (c) => c.check(sql`mode in ('web', 'paper', 'phone', 'face-to-face', 'mixed')`))
    .execute();
  await db.updateTable("wave").set({ mode: "web" }).where("source", "=", "ringvirk").execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("wave").dropColumn("mode").execute();
}
