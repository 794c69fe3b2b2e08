import { createHash, createHmac, randomUUID } from "node:crypto";
import type { BounceTable, Database, DatabaseTransaction } from "#db/schema.ts";
import { dayOf } from "#surveys/clock.ts";
import { raiseRevisions } from "#surveys/wave-revision.server.ts";
import { type BounceSettings, bounceAddressesIn, type ReturnedTo } from "./bounce-address.ts";
import { type Returned, readReturned } from "./read-bounce.server.ts";

/** Days with a soft bounce after which an address counts as one that does not work. */
export const softDays = 3;

/** What became of a mail found in the bounce mailbox: `ours` when it says something about one of our mails and that has been recorded. */
export type Taken = Returned & { ours: boolean };

/**
 * Records what a returned mail says, once however often it is read. Hard: the message has failed and no further mail goes to the address.
 * Soft: the same after three different days. Complaint: the person is sent nothing more, as if they had said stop.
 * Believed is only what comes back to an address that we made for a mail of ours to the address it still goes to.
 */
export async function takeReturned(
  trx: DatabaseTransaction,
  bounces: BounceSettings,
  source: Buffer,
  now: Date,
): Promise<Taken> {
  const returned = await readReturned(source);
  if (returned.kind === "auto-reply" || returned.kind === "other") return { ...returned, ours: false };
  const digest = createHash("sha256").update(source).digest("hex");
  let ours = false;
  for (const to of bounceAddressesIn(bounces, source.toString("latin1"))) {
    const message = await messageOf(trx, to);
    if (!message) continue;
    ours = true;
    await recordBounce(
      trx,
      message,
      { ...returned, kind: returned.kind, digest, mark: addressMark(bounces.secret, message.address) },
      now,
    );
  }
  return { ...returned, ours };
}

/** Whether mails to a participant's address came back for good. */
export async function isAddressDead(
  db: Database,
  secret: string,
  { participantId, email }: { participantId: string; email: string },
): Promise<boolean> {
  const ended = await db
    .selectFrom("bounce")
    .select("address_mark")
    .where("participant_id", "=", participantId)
    .where("ends_address", "=", 1)
    .execute();
  return ended.length > 0 && ended.some(({ address_mark }) => address_mark === addressMark(secret, email));
}

/** A person says that the address works after all, by having the mail sent again. */
export async function forgetBouncesOf(trx: DatabaseTransaction, participantId: string): Promise<void> {
  await trx.deleteFrom("bounce").where("participant_id", "=", participantId).execute();
}

interface BouncedMessage {
  id: string;
  participantId: string | null;
  address: string;
}

async function messageOf(trx: DatabaseTransaction, to: ReturnedTo): Promise<BouncedMessage | null> {
  const found = await trx
    .selectFrom("message")
    .leftJoin("invitation", "invitation.id", "message.invitation_id")
    .leftJoin("participant", "participant.id", "invitation.participant_id")
    .leftJoin("sign_in_link", "sign_in_link.id", "message.sign_in_link_id")
    .leftJoin("account", "account.id", "sign_in_link.account_id")
    .leftJoin("confirmation_request as request", "request.id", "message.confirmation_request_id")
    .select(["message.id", "participant.id as participantId", "participant.email"])
    .select(["account.email as accountEmail", "request.email as requestEmail"])
    .where("message.id", "=", to.messageId)
    .executeTakeFirst();
  const address = found?.email ?? found?.accountEmail ?? found?.requestEmail ?? "";
  if (!found || address === "" || !to.wentTo(address)) return null;
  return { id: found.id, participantId: found.participantId, address };
}

interface Bounce {
  kind: BounceTable["kind"];
  status: string;
  digest: string;
  mark: string;
}

async function recordBounce(
  trx: DatabaseTransaction,
  message: BouncedMessage,
  bounce: Bounce,
  now: Date,
): Promise<void> {
  const day = dayOf(now);
  const ends =
    bounce.kind === "hard" || (bounce.kind === "soft" && (await softDaysOf(trx, message, bounce, day)) >= softDays);
  const inserted = await trx
    .insertInto("bounce")
    .values({
      ...{
        id: randomUUID(),
        mail_digest: bounce.digest,
        message_id: message.id,
        participant_id: message.participantId,
      },
      ...{ address_mark: bounce.mark, kind: bounce.kind, status: bounce.status, day, ends_address: ends ? 1 : 0 },
    })
    .onConflict((conflict) => conflict.columns(["mail_digest", "message_id"]).doNothing())
    .executeTakeFirst();
  if (Number(inserted.numInsertedOrUpdatedRows ?? 0) === 0) return;
  if (ends) await markBounced(trx, message);
  if (bounce.kind === "complaint" && message.participantId)
    await trx.updateTable("participant").set({ opted_out: 1 }).where("id", "=", message.participantId).execute();
}

/** The different days on which mail to the address came back, this one among them. */
async function softDaysOf(
  trx: DatabaseTransaction,
  message: BouncedMessage,
  { mark }: Bounce,
  day: string,
): Promise<number> {
  const rows = await trx
    .selectFrom("bounce")
    .select("day")
    .distinct()
    .where("address_mark", "=", mark)
    .where("participant_id", message.participantId === null ? "is" : "=", message.participantId)
    .where("kind", "=", "soft")
    .execute();
  return new Set([...rows.map((row) => row.day), day]).size;
}

/** A mail that came back was not delivered: it stands with those that failed. The report on who was not reached is reckoned anew. */
async function markBounced(trx: DatabaseTransaction, { id }: BouncedMessage): Promise<void> {
  await trx
    .updateTable("message")
    .set({ state: "failed", problem: "bounced", lease_until: null })
    .where("id", "=", id)
    .where("state", "in", ["sent", "unsure", "handing-over"])
    .execute();
  const wave = await trx
    .selectFrom("message")
    .innerJoin("invitation", "invitation.id", "message.invitation_id")
    .select("invitation.wave_id")
    .where("message.id", "=", id)
    .executeTakeFirst();
  if (wave) await raiseRevisions(trx, [wave.wave_id]);
}

function addressMark(secret: string, address: string): string {
  return createHmac("sha256", secret).update(`address\n${address.trim().toLowerCase()}`).digest("base64url");
}
