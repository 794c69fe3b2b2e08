import { randomUUID } from "node:crypto";
import type { Database, DatabaseTransaction } from "#db/schema.ts";
import { hashToken, signInToken } from "./invitation-token.ts";
import { waitingMessage } from "./message.server.ts";

/** How long a sign-in link lets somebody in. */
export const signInMinutes = 15;

interface NewSignInLink {
  accountId: string;
  secret: string;
  now: Date;
  minutes?: number;
}

const mostWorkingLinks = 3;

/**
 * Makes a single-use sign-in link for the account and puts its mail into the outbox, both or neither. Whoever has three links that still
 * work gets no fourth, also when they are asked for at the same moment: a stranger cannot fill somebody's mailbox.
 * @returns null where there are enough.
 */
export async function queueSignIn(db: Database, link: NewSignInLink): Promise<{ signInLinkId: string } | null> {
  return db.transaction().execute(async (trx) => {
    if ((await workingLinks(trx, link)) >= mostWorkingLinks) return null;
    const { signInLinkId } = await addSignInLink(trx, link);
    const about = { kind: "sign-in" as const, sign_in_link_id: signInLinkId };
    await trx
      .insertInto("message")
      .values(waitingMessage(about, link.now, link.now))
      .execute();
    return { signInLinkId };
  });
}

/** Links that were mailed to the account, not used and not run out. */
async function workingLinks(trx: DatabaseTransaction, { accountId, now }: NewSignInLink): Promise<number> {
  const { count } = await trx
    .selectFrom("sign_in_link")
    .innerJoin("message", "message.sign_in_link_id", "sign_in_link.id")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("account_id", "=", accountId)
    .where("used_at", "is", null)
    .where("expires_at", ">", now.toISOString())
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Makes a single-use sign-in link without a mail, for whoever hands it over another way. */
export async function addSignInLink(
  db: Database | DatabaseTransaction,
  { accountId, secret, now, minutes = signInMinutes }: NewSignInLink,
): Promise<{ signInLinkId: string; token: string }> {
  const signInLinkId = randomUUID();
  const token = signInToken(secret, signInLinkId);
  await db
    .insertInto("sign_in_link")
    .values({
      id: signInLinkId,
      token_hash: hashToken(token),
      account_id: accountId,
      expires_at: new Date(now.getTime() + minutes * 60_000).toISOString(),
      used_at: null,
    })
    .execute();
  return { signInLinkId, token };
}
