import { sql } from "kysely";
import type { DatabaseTransaction } from "#db/schema.ts";
import type { RefusedInvitation, Submission } from "./submission.server.ts";

/** Marks visits of open links answered, as `submitAnswers` does invitations. @returns the ids of those that were not and could be. */
export async function markVisits(trx: DatabaseTransaction, submissions: Submission[]): Promise<Set<string>> {
  if (submissions.length === 0) return new Set();
  const openLinks = trx
    .selectFrom("open_link")
    .innerJoin("wave", "wave.id", "open_link.wave_id")
    .select("open_link.id")
    .where("wave.state", "=", "open");
  const rows = await trx
    .updateTable("open_visit")
    .set({ answered: 1 })
    .where("id", "in", idsOf(submissions))
    .where("answered", "=", 0)
    .where("withdrawn", "=", 0)
    .where("open_link_id", "in", openLinks)
    .returning("id")
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Counts answers that came by open links with their link: never among those who were invited. */
export async function countVisits(trx: DatabaseTransaction, accepted: Submission[]): Promise<void> {
  if (accepted.length === 0) return;
  const visits = await trx.selectFrom("open_visit").select("open_link_id").where("id", "in", idsOf(accepted)).execute();
  for (const [id, ofLink] of Map.groupBy(visits, ({ open_link_id }) => open_link_id)) {
    await trx
      .updateTable("open_link")
      .set({ answered: sql`answered + ${ofLink.length}` })
      .where("id", "=", id)
      .execute();
  }
}

export async function keepVisitReceipt(trx: DatabaseTransaction, visitId: string, receiptHash: string): Promise<void> {
  await trx.updateTable("open_visit").set({ receipt_hash: receiptHash }).where("id", "=", visitId).execute();
}

export async function readRefusedVisits(trx: DatabaseTransaction, refused: Submission[]): Promise<RefusedInvitation[]> {
  if (refused.length === 0) return [];
  return trx
    .selectFrom("open_visit")
    .innerJoin("open_link", "open_link.id", "open_visit.open_link_id")
    .innerJoin("wave", "wave.id", "open_link.wave_id")
    .select(["open_visit.id", "open_visit.answered", "open_visit.receipt_hash", "open_visit.withdrawn", "wave.state"])
    .where("open_visit.id", "in", idsOf(refused))
    .execute();
}

function idsOf(submissions: Submission[]): string[] {
  return submissions.map(({ invitationId }) => invitationId);
}
