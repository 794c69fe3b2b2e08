import { randomUUID } from "node:crypto";
import type { ConfirmationRequestTable, Database, DatabaseTransaction, LanguageCode } from "#db/schema.ts";
import { dayOf } from "#surveys/clock.ts";
import { type Deed, recordDeed } from "#surveys/initiative/audit.server.ts";
import { reportSubject } from "#surveys/initiative/confirmation.server.ts";
import {
  type ConfirmationSubject,
  subjectColumns,
  type Witness,
  witnessColumns,
} from "#surveys/initiative/confirmation.ts";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import { planAsking } from "./confirmation-plan.server.ts";
import { confirmationToken, hashToken } from "./invitation-token.ts";
import { waitingAnew, waitingMessage } from "./message.server.ts";

/** Whom to ask, as typed. */
export interface AskInput {
  /** The id of an organisation of the initiative, or "outside". */
  confirmer: string;
  /** Of an organisation outside. */
  confirmerName: string;
  /** Where to write: for one outside, and for one of the initiative that nobody signs in for. */
  confirmerEmail: string;
}

export interface Asking {
  subject: ConfirmationSubject;
  ask: AskInput;
  /** Whether the reporter asks, or the coordinator or an analyst. */
  askedAs: ConfirmationRequestTable["asked_as"];
  secret: string;
  language: LanguageCode;
}

/** How long a link can be used to confirm, and to amend what was said. */
export const confirmationDays = 30;

/** Whom one link goes to. */
export interface AskPlan {
  witness: Witness;
  recipients: Array<{ email: string; language: LanguageCode }>;
}

/**
 * Asks another organisation to confirm, by a link of its own in a mail: one request for each address, request and mail in one transaction.
 * An organisation of the initiative is written to at the addresses of those who sign in for it; where nobody does, and outside, the address
 * is typed. Here the coordinator or an analyst asks. Refused: "change-report.not-found", and as `planAsking` refuses.
 */
export function askAboutReport(
  db: Database,
  { reportId, ...given }: Deed & Omit<Asking, "subject" | "askedAs"> & { reportId: string },
): Promise<Problem | null> {
  return db.transaction().execute(async (trx) => {
    const subject = await reportSubject(trx, given.initiativeId, reportId);
    if (!subject) return problem("change-report.not-found");
    return askInside(trx, { ...given, subject, askedAs: "team" });
  });
}

/** Asks another organisation about anything that can be confirmed. Refused as `planAsking` refuses. */
export function askToConfirm(db: Database, given: Deed & Asking): Promise<Problem | null> {
  return db.transaction().execute((trx) => askInside(trx, given));
}

async function askInside(trx: DatabaseTransaction, given: Deed & Asking): Promise<Problem | null> {
  const plan = await planAsking(trx, given);
  if (isProblem(plan)) return plan;
  await storeRequests(trx, given, plan);
  return null;
}

/** Writes what was planned, in the caller's transaction. */
export async function storeRequests(trx: DatabaseTransaction, given: Deed & Asking, plan: AskPlan): Promise<void> {
  const { subject, askedAs, secret, now, ...deed } = given;
  const columns = { ...subjectColumns(subject), ...witnessColumns(plan.witness) };
  for (const { email, language } of plan.recipients) {
    const id = randomUUID();
    await trx
      .insertInto("confirmation_request")
      .values({
        ...{ id, initiative_id: deed.initiativeId, ...columns, email, language },
        token_hash: hashToken(confirmationToken(secret, id)),
        ...{ asked_by: deed.accountId, asked_as: askedAs, asked_on: dayOf(now) },
        expires_at: new Date(now.getTime() + confirmationDays * 86_400_000).toISOString(),
      })
      .execute();
    await trx
      .insertInto("message")
      .values(waitingMessage({ kind: "confirmation", confirmation_request_id: id }, now, now))
      .execute();
    const { organisation_id: organisationId, report_id: reportId, process } = columns;
    const about = { id, reportId, process, organisationId };
    await recordDeed(trx, { ...deed, now }, "confirmation.asked", about);
  }
}

/**
 * Puts the mail of a request back into the outbox after it failed, or when nobody knows whether it arrived: a person's choice.
 * Refused: "message.not-found", "message.not-requeueable".
 */
export async function sendRequestAgain(db: Database, deed: Deed, requestId: string): Promise<Problem | null> {
  return db.transaction().execute(async (trx) => {
    const message = await trx
      .selectFrom("message")
      .innerJoin("confirmation_request as request", "request.id", "message.confirmation_request_id")
      .select(["message.id", "message.state", "request.expires_at"])
      .where("request.id", "=", requestId)
      .where("request.initiative_id", "=", deed.initiativeId)
      .executeTakeFirst();
    if (!message) return problem("message.not-found");
    const left = message.state === "unsure" || message.state === "failed";
    if (!left || message.expires_at <= deed.now.toISOString()) return problem("message.not-requeueable");
    await trx.updateTable("message").set(waitingAnew(deed.now)).where("id", "=", message.id).execute();
    const told = { message: message.id, kind: "confirmation", was: message.state };
    await recordDeed(trx, deed, "message.requeued", told);
    return null;
  });
}

/** Forgets where an ended link was sent: the address has no use any more. */
export async function forgetEndedAddresses(db: Database, now: Date): Promise<void> {
  await db
    .updateTable("confirmation_request")
    .set({ email: "" })
    .where("email", "<>", "")
    .where("expires_at", "<=", now.toISOString())
    .execute();
}
