import type { AccountTable, Database } from "#db/schema.ts";
import { type Problem, problem } from "#surveys/problem.ts";

/** Refused: "account.not-found". */
export async function accountByEmail(db: Database, email: string): Promise<AccountTable | Problem> {
  const address = email.trim().toLowerCase();
  const account = await db.selectFrom("account").selectAll().where("email", "=", address).executeTakeFirst();
  return account ?? problem("account.not-found");
}
