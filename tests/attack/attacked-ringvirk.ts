import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Database, Role } from "#db/schema.ts";
import type { SeededDemo } from "#db/seed.ts";
import { grantRole } from "#surveys/initiative/role.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { startDemo } from "#tests/support/running-demo.ts";
import type { RunningRingvirk } from "#tests/support/running-ringvirk.ts";

/** Who knocks: nobody signed in, one person per role in "Trygt natteliv", and a stranger who coordinates another initiative alone. */
export type Visitor = "nobody" | Role | "stranger";
export const visitors: Visitor[] = ["nobody", "partner", "analyst", "coordinator", "administrator", "stranger"];

/** The initiative that is attacked, and the one the stranger coordinates. */
export const home = "trygt-natteliv";
export const elsewhere = "tryg-hverdag-i-laerkevang";

export interface Attacked {
  ringvirk: RunningRingvirk;
  demo: SeededDemo;
  /** The Cookie header of each visitor; "" for nobody. */
  cookies: Record<Visitor, string>;
  initiativeIds: { home: string; elsewhere: string };
}

/** The demo on a running server, with everybody signed in. */
export async function startAttacked(): Promise<Attacked> {
  const { ringvirk, demo, now } = await startDemo();
  const slugs = await ringvirk.db.selectFrom("initiative").select(["id", "slug"]).orderBy("slug").execute();
  const initiativeIds = { home: idOf(slugs, home), elsewhere: idOf(slugs, elsewhere) };
  const accountIds = new Map<Visitor, string>(demo.accounts.map(({ role, accountId }) => [role, accountId]));
  accountIds.set("stranger", await addStranger(ringvirk.db, initiativeIds.elsewhere, now));
  const cookies = { nobody: "" } as Record<Visitor, string>;
  for (const [visitor, accountId] of accountIds) cookies[visitor] = await signIn(ringvirk, accountId);
  return { ringvirk, demo, cookies, initiativeIds };
}

/** A new session by a new link. @returns the Cookie header. */
export async function signIn(ringvirk: RunningRingvirk, accountId: string): Promise<string> {
  const reply = await fetch(await ringvirk.signInLinkOf(accountId), { method: "POST", redirect: "manual" });
  return cookieOf(reply);
}

/** The session's cookie as a browser would send it back. */
export function cookieOf(reply: Response): string {
  const session = reply.headers.getSetCookie().find((cookie) => cookie.startsWith("ringvirk="));
  return session?.split(";")[0] ?? "";
}

/**
 * Every table as one hash of its rows, so that two moments can be compared. Sessions are left out: signing in and out is what the tests
 * themselves do.
 */
export async function fingerprint(db: Database): Promise<Record<string, string>> {
  const prints: Record<string, string> = {};
  for (const table of await tableNames(db)) {
    if (table === "session" || table === "sign_in_link") continue;
    const { rows } = await sql.raw<Record<string, unknown>>(`select * from "${table}"`).execute(db);
    const hash = createHash("sha256");
    for (const line of rows.map((row) => JSON.stringify(row)).sort()) hash.update(line);
    prints[table] = `${rows.length} rows ${hash.digest("hex").slice(0, 12)}`;
  }
  return prints;
}

export async function tableNames(db: Database): Promise<string[]> {
  const tables = await db.introspection.getTables();
  return tables.map(({ name }) => name).sort();
}

function idOf(initiatives: Array<{ id: string; slug: string }>, wanted: string): string {
  const found = initiatives.find(({ slug }) => slug === wanted);
  if (!found) throw new Error(`The demo has no ${wanted}`);
  return found.id;
}

async function addStranger(db: Database, initiativeId: string, now: Date): Promise<string> {
  const granted = await grantRole(db, {
    ...{ initiativeId, accountId: null, now, organisationId: "" },
    ...{ email: "otto.oerneklo@example.dk", name: "Otto Ørneklo", role: "coordinator" },
  });
  if (isProblem(granted)) throw new Error(granted.problem);
  return granted.accountId;
}
