import { sql } from "kysely";
import type { DatabaseTransaction } from "#db/schema.ts";
import { isOnPostgres } from "#db/turns.ts";

/**
 * Lays a wave's answers down anew in the order of their random ids. PostgreSQL keeps rows in the order they came and writes beside each which
 * transaction wrote it, the same as beside the invitation that was marked answered: whoever may read the database's files could tell from that whose
 * answer it was, also when the link key is destroyed. SQLite keeps answers by their id and nothing of the transaction.
 */
export async function mixAnswers(trx: DatabaseTransaction, waveId: string): Promise<void> {
  if (!isOnPostgres(trx)) return;
  await sql`
    with taken as (delete from response where wave_id = ${waveId} returning *)
    insert into response select * from taken order by id
  `.execute(trx);
}
