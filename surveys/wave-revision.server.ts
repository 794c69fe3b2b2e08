import { sql } from "kysely";
import type { DatabaseTransaction } from "#db/schema.ts";

/**
 * Says that what is counted of these waves has changed: tallies, pairs with earlier waves, invitations and how many of them are answered.
 * Belongs in the very transaction of the change; figures made before it are then never taken for figures made after it. Only ever rises.
 */
export async function raiseRevisions(trx: DatabaseTransaction, waveIds: Iterable<string>): Promise<void> {
  const rows = [...new Set(waveIds)].map((wave_id) => ({ wave_id, number: 1 }));
  if (rows.length === 0) return;
  await trx
    .insertInto("wave_revision")
    .values(rows)
    .onConflict((conflict) => conflict.column("wave_id").doUpdateSet({ number: sql`wave_revision.number + 1` }))
    .execute();
}
