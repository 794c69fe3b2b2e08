import { sql } from "kysely";
import type { Database, DatabaseTransaction, InvitationCountTable } from "#db/schema.ts";

/**
 * Adds to how many were invited to a wave and how many of them have answered. Belongs in the transaction in which they were: nobody counts the
 * invitations themselves, of which there may be a million.
 */
export async function countInvitations(trx: DatabaseTransaction, more: InvitationCountTable[]): Promise<void> {
  if (more.length === 0) return;
  await trx
    .insertInto("invitation_count")
    .values(more)
    .onConflict((conflict) =>
      conflict.columns(["wave_id", "audience"]).doUpdateSet({
        invited: sql`invitation_count.invited + excluded.invited`,
        answered: sql`invitation_count.answered + excluded.answered`,
      }),
    )
    .execute();
}

/** By wave and audience, residents first; an audience of which nobody was invited is left out. */
export async function invitationCounts(db: Database, waveIds: string[]): Promise<InvitationCountTable[]> {
  if (waveIds.length === 0) return [];
  return db
    .selectFrom("invitation_count")
    .selectAll()
    .where("wave_id", "in", waveIds)
    .where("invited", ">", 0)
    .orderBy("audience", "desc")
    .execute();
}
