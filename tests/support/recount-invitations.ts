import { sql } from "kysely";
import type { Database, InvitationCountTable } from "#db/schema.ts";

/** What the invitations themselves say, residents first in each wave. */
export async function recountInvitations(db: Database): Promise<InvitationCountTable[]> {
  const { rows } = await sql<InvitationCountTable>`
    select wave_id, audience, count(*) as invited, sum(answered) as answered
    from invitation join participant on participant.id = participant_id
    group by wave_id, audience order by wave_id, audience desc`.execute(db);
  return rows;
}

/** For tests that write invitations by hand. */
export async function storeInvitationCounts(db: Database): Promise<void> {
  await db.deleteFrom("invitation_count").execute();
  const counts = await recountInvitations(db);
  if (counts.length > 0) await db.insertInto("invitation_count").values(counts).execute();
}
