import type { RingvirkContext } from "#app/load-context.ts";
import { hashToken } from "#surveys/fieldwork/invitation-token.ts";
import { queueSignIn } from "#surveys/fieldwork/sign-in-message.server.ts";
import { type Problem, problem } from "#surveys/problem.ts";

/**
 * Queues a mail with a single-use link when the address has an account. Says nothing about whether it has: the reply is the same, so that
 * nobody can find out who takes part.
 */
export async function askForSignIn({ db, clock, settings }: RingvirkContext, email: string): Promise<Problem | null> {
  const address = email.trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(address) || address.length > 254) return problem("account.email-wrong");
  const account = await db.selectFrom("account").select("id").where("email", "=", address).executeTakeFirst();
  if (account) await queueSignIn(db, { accountId: account.id, secret: settings.secret, now: clock() });
  return null;
}

/** Whether the link would let somebody in; looking does not use it up, for mail scanners look too. */
export async function isSignInLinkGood({ db, clock }: RingvirkContext, token: string): Promise<boolean> {
  const link = await db
    .selectFrom("sign_in_link")
    .select("id")
    .where("token_hash", "=", hashToken(token))
    .where("used_at", "is", null)
    .where("expires_at", ">", clock().toISOString())
    .executeTakeFirst();
  return link !== undefined;
}

/** Uses the link up and gives its account; of two at the same time only one gets in. */
export async function redeemSignInLink(
  { db, clock }: RingvirkContext,
  token: string,
): Promise<{ accountId: string } | Problem> {
  const now = clock().toISOString();
  const used = await db
    .updateTable("sign_in_link")
    .set({ used_at: now })
    .where("token_hash", "=", hashToken(token))
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .returning("account_id")
    .executeTakeFirst();
  return used ? { accountId: used.account_id } : problem("account.sign-in-link-bad");
}
