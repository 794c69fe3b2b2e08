import { randomBytes } from "node:crypto";
import { createCookie } from "@remix-run/node";
import type { RingvirkContext } from "#app/load-context.ts";
import type { AccountTable, Database } from "#db/schema.ts";
import { hashToken } from "#surveys/fieldwork/invitation-token.ts";

const sessionDays = 14;
const daySeconds = 86_400;

/** Over https the cookie is bound to this host (`__Host-`); over http, as on one's own machine, browsers would refuse that name. */
function sessionCookie(baseUrl: string) {
  const secure = baseUrl.startsWith("https:");
  return createCookie(secure ? "__Host-ringvirk" : "ringvirk", {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure,
    maxAge: sessionDays * daySeconds,
  });
}

/** Begins a session and gives the Set-Cookie header. Only the token's hash is stored; sessions that have run out are forgotten. */
export async function beginSession({ db, clock, settings }: RingvirkContext, accountId: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await db.deleteFrom("session").where("expires_at", "<=", clock().toISOString()).execute();
  const expiresAt = new Date(clock().getTime() + sessionDays * daySeconds * 1000).toISOString();
  await db
    .insertInto("session")
    .values({ token_hash: hashToken(token), account_id: accountId, expires_at: expiresAt })
    .execute();
  return sessionCookie(settings.baseUrl).serialize(token);
}

/** Ends the session on the server and gives the header that removes the cookie. */
export async function endSession({ db, settings }: RingvirkContext, request: Request): Promise<string> {
  const token = await tokenOf(request, settings.baseUrl);
  if (token) await db.deleteFrom("session").where("token_hash", "=", hashToken(token)).execute();
  return sessionCookie(settings.baseUrl).serialize("", { maxAge: 0 });
}

/** Whose request it is; null for strangers and run-out sessions. */
export async function accountOf(
  { db, clock, settings }: RingvirkContext,
  request: Request,
): Promise<AccountTable | null> {
  const token = await tokenOf(request, settings.baseUrl);
  return token ? accountOfSession(db, hashToken(token), clock().toISOString()) : null;
}

async function tokenOf(request: Request, baseUrl: string): Promise<string | null> {
  const token: unknown = await sessionCookie(baseUrl).parse(request.headers.get("Cookie"));
  return typeof token === "string" && token !== "" ? token : null;
}

async function accountOfSession(db: Database, tokenHash: string, now: string): Promise<AccountTable | null> {
  const account = await db
    .selectFrom("session")
    .innerJoin("account", "account.id", "session.account_id")
    .selectAll("account")
    .where("session.token_hash", "=", tokenHash)
    .where("session.expires_at", ">", now)
    .executeTakeFirst();
  return account ?? null;
}
