import { CompiledQuery } from "kysely";
import type { DatabaseTransaction, InvitationCountTable } from "#db/schema.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { countInvitations } from "#surveys/fieldwork/invitation-count.server.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import { sqlOnce } from "./compiled-sql.ts";
import { deleteDrafts } from "./draft.server.ts";
import { countVisits, keepVisitReceipt, markVisits, readRefusedVisits } from "./open-submission.server.ts";
import { type NewResponse, storeResponses } from "./response.server.ts";

/** Finished answers of one invited person. The invitation is marked and forgotten: it never stands beside the answers. */
export interface Submission {
  /** Of somebody who came by an open link the id of their visit. */
  invitationId: string;
  byOpenLink?: boolean;
  /** Hash of the random name the sender gave this sending; null where it has none. */
  receiptHash?: string | null;
  response: NewResponse & { pseudonym: string };
  codebook: Codebook;
}

/**
 * Stores finished answers in the caller's transaction: marks each invitation answered (only if it was not, only while its wave is
 * open, and only if the person has not withdrawn), stores response and tallies, removes the draft.
 *
 * @returns one outcome per submission, in their order; null where it was stored, now or by the same sending earlier. A refusal changes nothing and does not touch the others.
 */
export async function submitAnswers(
  trx: DatabaseTransaction,
  submissions: Submission[],
): Promise<Array<Problem | null>> {
  if (submissions.length === 0) return [];
  const first = firstOfEach(submissions);
  const invited = first.filter(({ byOpenLink }) => !byOpenLink);
  const visitors = first.filter(({ byOpenLink }) => byOpenLink);
  const marked = new Set([...(await markAnswered(trx, invited)), ...(await markVisits(trx, visitors))]);
  const accepted = first.filter((submission) => marked.has(submission.invitationId));
  await keepReceipts(trx, accepted);
  await storeByVersion(trx, accepted);
  await countInvitations(trx, answeredOf(accepted.filter(({ byOpenLink }) => !byOpenLink)));
  await countVisits(
    trx,
    accepted.filter(({ byOpenLink }) => byOpenLink),
  );
  await deleteDrafts(
    trx,
    accepted.map((submission) => submission.response),
  );
  return await outcomesOf(trx, submissions, new Set(accepted));
}

/** The same invitation twice in one group: the first is taken, the second is told that it has answered. */
function firstOfEach(submissions: Submission[]): Submission[] {
  const seen = new Set<string>();
  return submissions.filter(({ invitationId }) => !seen.has(invitationId) && seen.add(invitationId));
}

/** The first statement of the transaction is this write: it takes the lock at once, so nothing read later can be stale. */
async function markAnswered(trx: DatabaseTransaction, submissions: Submission[]): Promise<Set<string>> {
  if (submissions.length === 0) return new Set();
  const rows = await trx
    .updateTable("invitation")
    .set({ answered: 1 })
    .where(
      "id",
      "in",
      submissions.map((submission) => submission.invitationId),
    )
    .where("answered", "=", 0)
    .where("wave_id", "in", (open) => open.selectFrom("wave").select("wave.id").where("wave.state", "=", "open"))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("participant")
          .select("participant.id")
          .whereRef("participant.id", "=", "invitation.participant_id")
          .where("participant.withdrawn", "=", 0),
      ),
    )
    .returning("id")
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** One by one: each is its own, and one change of a row that has just been written costs little. */
async function keepReceipts(trx: DatabaseTransaction, accepted: Submission[]): Promise<void> {
  for (const { invitationId, receiptHash, byOpenLink } of accepted) {
    if (!receiptHash) continue;
    if (byOpenLink) {
      await keepVisitReceipt(trx, invitationId, receiptHash);
      continue;
    }
    const statement = sqlOnce(trx, "keep receipt", () => receiptUpdate(trx, receiptHash, invitationId).compile());
    await trx.executeQuery(CompiledQuery.raw(statement, [receiptHash, invitationId]));
  }
}

function receiptUpdate(trx: DatabaseTransaction, receiptHash: string, invitationId: string) {
  return trx.updateTable("invitation").set({ receipt_hash: receiptHash }).where("id", "=", invitationId);
}

function answeredOf(accepted: Submission[]): InvitationCountTable[] {
  const groups = Map.groupBy(accepted, ({ response }) => `${response.waveId} ${response.audience}`);
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const { waveId, audience } = first.response;
    return [{ wave_id: waveId, audience, invited: 0, answered: 1 + others.length }];
  });
}

async function storeByVersion(trx: DatabaseTransaction, submissions: Submission[]): Promise<void> {
  const byVersion = Map.groupBy(submissions, ({ response }) => `${response.surveyVersionId} ${response.waveId}`);
  for (const group of byVersion.values()) {
    const codebook = group[0]?.codebook as Codebook;
    await storeResponses(
      trx,
      group.map((submission) => submission.response),
      codebook,
    );
  }
}

async function outcomesOf(
  trx: DatabaseTransaction,
  submissions: Submission[],
  accepted: Set<Submission>,
): Promise<Array<Problem | null>> {
  const refused = submissions.filter((submission) => !accepted.has(submission));
  const invitations = refused.length > 0 ? await readRefused(trx, refused) : new Map<string, RefusedInvitation>();
  return submissions.map((submission) => {
    if (accepted.has(submission)) return null;
    const invitation = invitations.get(submission.invitationId);
    if (!invitation) return problem("answer.unknown-link");
    const { receiptHash } = submission;
    return receiptHash && receiptHash === invitation.receipt_hash ? null : reasonOf(invitation);
  });
}

export interface RefusedInvitation {
  id: string;
  answered: number;
  withdrawn: number;
  receipt_hash: string | null;
  state: "planned" | "open" | "closed";
}

async function readRefused(trx: DatabaseTransaction, refused: Submission[]): Promise<Map<string, RefusedInvitation>> {
  const rows = await trx
    .selectFrom("invitation")
    .innerJoin("wave", "wave.id", "invitation.wave_id")
    .innerJoin("participant", "participant.id", "invitation.participant_id")
    .select(["invitation.id", "invitation.answered", "invitation.receipt_hash", "wave.state", "participant.withdrawn"])
    .where(
      "invitation.id",
      "in",
      refused.map((submission) => submission.invitationId),
    )
    .execute();
  const visits = await readRefusedVisits(
    trx,
    refused.filter(({ byOpenLink }) => byOpenLink),
  );
  return new Map([...rows, ...visits].map((row) => [row.id, row]));
}

function reasonOf(row: RefusedInvitation): Problem {
  if (row.withdrawn === 1) return problem("answer.withdrawn");
  if (row.answered === 1) return problem("answer.already-answered");
  return problem(row.state === "closed" ? "answer.wave-closed" : "answer.wave-not-open");
}
