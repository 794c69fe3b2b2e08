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

/** Makes a single-use sign-in link for the account and puts its mail into the outbox, both or neither. */
export async function queueSignIn(db: Database, link: NewSignInLink): Promise<{ signInLinkId: string }> {
  return db.transaction().execute(async (trx) => {
    const { signInLinkId } = await addSignInLink(trx, link);
    const about = { kind: "sign-in" as const, invitation_id: null, sign_in_link_id: signInLinkId };
    await trx
      .insertInto("message")
      .values(waitingMessage(about, link.now, link.now))
      .execute();
    return { signInLinkId };
  });
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
