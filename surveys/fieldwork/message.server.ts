import { randomUUID } from "node:crypto";
import type {
  Audience,
  ContactKind,
  Database,
  DatabaseTransaction,
  MessageTable,
  NewMessage,
  WaveContact,
} from "#db/schema.ts";
import { type Deed, recordDeed } from "#surveys/initiative/audit.server.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import { forgetBouncesOf } from "./bounce.server.ts";
import { contactKinds, type MessageState, messageStates } from "./message.ts";
import { chunked } from "./participant.server.ts";

/** Puts one message of a contact per invitation into the outbox, in the caller's transaction. The database refuses a second to any of them. */
export async function queueMessages(
  trx: DatabaseTransaction,
  { id, kind, channel }: Pick<WaveContact, "id" | "kind" | "channel">,
  { invitationIds, notBefore, now }: { invitationIds: string[]; notBefore: Date; now: Date },
): Promise<void> {
  const of = { kind, channel, contact_id: id };
  const rows = invitationIds.map((invitation_id) => waitingMessage({ ...of, invitation_id }, notBefore, now));
  for (const chunk of chunked(rows)) await trx.insertInto("message").values(chunk).execute();
}

/** The one thing that a mail is about. */
type MessageSubject = Partial<
  Pick<MessageTable, "invitation_id" | "sign_in_link_id" | "confirmation_request_id" | "dry_run_id">
>;

/** A mail as it is put into the outbox. */
export function waitingMessage(
  about: Pick<NewMessage, "kind" | "channel" | "contact_id"> & MessageSubject,
  notBefore: Date,
  now: Date,
): NewMessage {
  return {
    id: randomUUID(),
    ...{ channel: "mail", contact_id: null },
    ...{ invitation_id: null, sign_in_link_id: null, confirmation_request_id: null, dry_run_id: null },
    ...about,
    state: "waiting",
    attempts: 0,
    not_before: notBefore.toISOString(),
    lease_until: null,
    created_at: now.toISOString(),
    sent_at: null,
    problem: null,
  };
}

export type MessageCounts = Record<MessageState, number>;
export type ContactMessageCounts = Record<ContactKind, MessageCounts>;

/** How a wave's mails stand, counted by state. */
export async function messagesOf(db: Database, waveId: string): Promise<ContactMessageCounts> {
  const rows = await db
    .selectFrom("message")
    .innerJoin("invitation", "invitation.id", "message.invitation_id")
    .select((select) => ["message.kind", "message.state", select.fn.countAll<number>().as("count")])
    .where("invitation.wave_id", "=", waveId)
    .groupBy(["message.kind", "message.state"])
    .execute();
  const countsOf = (kind: MessageTable["kind"]): MessageCounts => {
    const counts = Object.fromEntries(messageStates.map((state) => [state, 0])) as MessageCounts;
    for (const row of rows) if (row.kind === kind) counts[row.state] = Number(row.count);
    return counts;
  };
  return Object.fromEntries(contactKinds.map((kind) => [kind, countsOf(kind)])) as ContactMessageCounts;
}

/** A mail that a person must look at. */
export interface TroubledMessage {
  id: string;
  kind: MessageTable["kind"];
  state: MessageState;
  email: string;
  attempts: number;
  /** A stable word, said in `mail:problem.<word>`. */
  problem: string | null;
}

/** Mails of a wave that may or may not have arrived: the coordinator decides whether they are sent again. */
export function unsureMessages(db: Database, waveId: string, most = 200): Promise<TroubledMessage[]> {
  return troubledMessages(db, waveId, "unsure", most);
}

/** Mails of a wave that did not arrive and will not be tried again by themselves. */
export function failedMessages(db: Database, waveId: string, most = 200): Promise<TroubledMessage[]> {
  return troubledMessages(db, waveId, "failed", most);
}

/**
 * Puts an unsure or failed mail of the initiative back into the outbox: the one way in which a mail can be sent twice, and a person's choice.
 * Of one that came back it says, too, that the address works after all.
 * Refused: "message.not-found", "message.not-requeueable".
 */
export async function requeueMessage(db: Database, deed: Deed, messageId: string): Promise<null | Problem> {
  return db.transaction().execute(async (trx) => {
    const message = await trx
      .selectFrom("message")
      .innerJoin("invitation", "invitation.id", "message.invitation_id")
      .innerJoin("wave", "wave.id", "invitation.wave_id")
      .select(["message.state", "message.kind", "message.problem", "invitation.participant_id"])
      .where("message.id", "=", messageId)
      .where("wave.initiative_id", "=", deed.initiativeId)
      .executeTakeFirst();
    if (!message) return problem("message.not-found");
    if (message.state !== "unsure" && message.state !== "failed") return problem("message.not-requeueable");
    // A late worker may just be writing how it went after all: then this comes to nothing.
    const { numUpdatedRows } = await trx
      .updateTable("message")
      .set(waitingAnew(deed.now))
      .where("id", "=", messageId)
      .where("state", "=", message.state)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return problem("message.not-requeueable");
    if (message.problem === "bounced") await forgetBouncesOf(trx, message.participant_id);
    await recordDeed(trx, deed, "message.requeued", { message: messageId, kind: message.kind, was: message.state });
    return null;
  });
}

/**
 * Puts all failed mails of a wave back into the outbox: they never left, so none can arrive twice. For when the mail server was set up wrong;
 * so those that came back are left.
 */
export async function requeueFailedMessages(db: Database, deed: Deed, waveId: string): Promise<{ requeued: number }> {
  return db.transaction().execute(async (trx) => {
    const result = await trx
      .updateTable("message")
      .set(waitingAnew(deed.now))
      .where("state", "=", "failed")
      .where((where) => where.or([where("problem", "is", null), where("problem", "<>", "bounced")]))
      .where("invitation_id", "in", (of) =>
        of
          .selectFrom("invitation")
          .innerJoin("wave", "wave.id", "invitation.wave_id")
          .select("invitation.id")
          .where("wave.id", "=", waveId)
          .where("wave.initiative_id", "=", deed.initiativeId),
      )
      .executeTakeFirst();
    const requeued = Number(result.numUpdatedRows);
    await recordDeed(trx, deed, "messages.requeued", { wave: waveId, requeued });
    return { requeued };
  });
}

/**
 * How many people of each closed wave have not answered and were not reached: the mail server refused the invitation for good, it came back, or
 * it was dropped before hand-over. What comes back is seen where a bounce mailbox is read.
 */
export async function undeliveredCounts(
  db: Database,
  initiativeId: string,
): Promise<Array<{ waveId: string; audience: Audience; people: number }>> {
  const counts = await db
    .selectFrom("message")
    .innerJoin("invitation", "invitation.id", "message.invitation_id")
    .innerJoin("participant", "participant.id", "invitation.participant_id")
    .innerJoin("wave", "wave.id", "invitation.wave_id")
    .select(({ fn }) => ["wave.id as waveId", "participant.audience", fn.countAll<number>().as("people")])
    .where("message.state", "in", ["failed", "dropped"])
    .where("message.kind", "=", "invitation")
    .where("invitation.answered", "=", 0)
    .where("wave.initiative_id", "=", initiativeId)
    .where("wave.state", "=", "closed")
    .groupBy(["wave.id", "participant.audience"])
    .execute();
  return counts.map((count) => ({ ...count, people: Number(count.people) }));
}

/** A mail that has left nobody's hands, put into the outbox once more. */
export function waitingAnew(now: Date) {
  return { state: "waiting" as const, attempts: 0, not_before: now.toISOString(), lease_until: null, problem: null };
}

function troubledMessages(db: Database, waveId: string, state: MessageState, most: number): Promise<TroubledMessage[]> {
  return (
    db
      .selectFrom("message")
      .innerJoin("invitation", "invitation.id", "message.invitation_id")
      .innerJoin("participant", "participant.id", "invitation.participant_id")
      .select([
        "message.id",
        "message.kind",
        "message.state",
        "participant.email",
        "message.attempts",
        "message.problem",
      ])
      .where("invitation.wave_id", "=", waveId)
      .where("message.state", "=", state)
      .where("participant.withdrawn", "=", 0)
      // Whom a thank-you could not reach has answered: nobody may read that beside an address.
      .where("message.kind", "<>", "thank-you")
      .orderBy("participant.email")
      .limit(most)
      .execute()
  );
}
