import type { Updateable } from "kysely";
import type { Database, MessageTable } from "#db/schema.ts";
import { isOnPostgres } from "#db/turns.ts";
import type { DropReason } from "./due-mail.server.ts";
import type { HandOver } from "./mailer.ts";
import { mostAttempts, pauseMinutes } from "./message.ts";

/** A message that this worker alone may hand over, until `leaseUntil`. */
export interface Claim {
  id: string;
  kind: MessageTable["kind"];
  invitation_id: string | null;
  sign_in_link_id: string | null;
  confirmation_request_id: string | null;
  attempts: number;
  leaseUntil: string;
}

/** Longer than a hand-over may take (`handOverMinutes`), so that a lease that has run out means a worker that has died. */
export const leaseMinutes = 15;

// A person waits for a sign-in mail; a hundred thousand invitations must not stand before it, nor before the few who are asked to confirm.
const kindsByUrgency: Array<MessageTable["kind"]> = [
  "sign-in",
  "confirmation",
  "last-call",
  "invitation",
  "reminder",
  "thank-you",
];

/** Whom somebody is waiting for at the screen: no limit of pace holds it back. */
export function isUrgent({ kind }: Pick<Claim, "kind">): boolean {
  return kind === "sign-in";
}

/**
 * Takes the most urgent message that is due and commits it as `handing-over` before anything is sent. Null when none is due.
 * @param only "urgent" leaves all but the urgent ones.
 */
export async function claimNext(db: Database, now: Date, only?: "urgent"): Promise<Claim | null> {
  const leaseUntil = new Date(now.getTime() + leaseMinutes * 60_000).toISOString();
  for (const kind of kindsByUrgency) {
    if (only === "urgent" && !isUrgent({ kind })) continue;
    const claimed = await db
      .updateTable("message")
      .set({ state: "handing-over", lease_until: leaseUntil })
      .where("state", "=", "waiting")
      .where("id", "=", (due) =>
        due
          .selectFrom("message")
          .select("id")
          .where("state", "=", "waiting")
          .where("kind", "=", kind)
          .where("not_before", "<=", now.toISOString())
          .orderBy("not_before")
          .limit(1)
          // SQLite lets one writer in at a time. PostgreSQL lets all in: each passes over the message that another is just taking.
          .$if(isOnPostgres(db), (one) => one.forUpdate().skipLocked()),
      )
      .returning(["id", "kind", "invitation_id", "sign_in_link_id", "confirmation_request_id", "attempts"])
      .executeTakeFirst();
    if (claimed) return { ...claimed, leaseUntil };
  }
  return null;
}

/**
 * Messages whose worker died between hand-over and record: nobody knows whether they were sent, so they are never sent again by themselves.
 * @returns how many there were.
 */
export async function markInterrupted(db: Database, now: Date): Promise<number> {
  const result = await db
    .updateTable("message")
    .set({ state: "unsure", problem: "interrupted" })
    .where("state", "=", "handing-over")
    .where("lease_until", "<", now.toISOString())
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Commits how a hand-over went. */
export async function recordHandOver(db: Database, claim: Claim, result: HandOver, now: Date): Promise<void> {
  const attempts = claim.attempts + 1;
  if (result.outcome === "sent")
    return record(db, claim, { state: "sent", attempts, sent_at: now.toISOString(), problem: null });
  const { problem } = result;
  if (result.outcome === "unsure") return record(db, claim, { state: "unsure", attempts, problem });
  const isOver = (result.outcome === "refused" && result.forGood) || attempts >= mostAttempts;
  if (isOver) return record(db, claim, { state: "failed", attempts, problem, lease_until: null });
  const notBefore = new Date(now.getTime() + pauseMinutes(attempts) * 60_000).toISOString();
  return record(db, claim, { state: "waiting", attempts, problem, lease_until: null, not_before: notBefore });
}

/** Puts a message back untried, until its place in the line has come. */
export function recordPostponed(db: Database, claim: Claim, until: Date): Promise<void> {
  return record(db, claim, { state: "waiting", lease_until: null, not_before: until.toISOString() });
}

export function recordDropped(db: Database, claim: Claim, reason: DropReason): Promise<void> {
  return record(db, claim, { state: "dropped", problem: reason, lease_until: null });
}

/** Its wave is paused: it waits until the coordinator goes on. */
export function recordPaused(db: Database, claim: Claim): Promise<void> {
  return record(db, claim, { state: "paused", lease_until: null });
}

/** Only the claim's holder may write: a late worker does not touch a message that was queued again meanwhile. */
async function record(db: Database, claim: Claim, changes: Updateable<MessageTable>): Promise<void> {
  await db
    .updateTable("message")
    .set(changes)
    .where("id", "=", claim.id)
    .where("lease_until", "=", claim.leaseUntil)
    .where("state", "in", ["handing-over", "unsure"])
    .execute();
}
