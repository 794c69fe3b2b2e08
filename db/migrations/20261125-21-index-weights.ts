import { type Kysely, sql } from "kysely";

/** The heaviest answer of a wave without reading all of them; answers that count one, as all do until weights are chosen, are not in it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex("response_by_weight")
    .on("response")
    .columns(["wave_id", "audience", "weight"])
    .where(sql<boolean>`weight <> 1`)
    .execute();
}
