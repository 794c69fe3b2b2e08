import { CompiledQuery } from "kysely";
import type { Database } from "#db/schema.ts";
import type { Clock } from "#surveys/clock.ts";
import { invitationToken } from "#surveys/fieldwork/invitation-token.ts";
import { hashCode, readTypedCode } from "#surveys/fieldwork/short-code.ts";
import type { TryLimit } from "#surveys/fieldwork/try-limit.ts";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import { sqlOnce } from "./compiled-sql.ts";
import { findRespondent, refusalOf } from "./respondent.server.ts";

/** What entering codes needs besides the database. */
export interface CodeDesk {
  secret: string;
  tries: TryLimit;
  /** Whose tries are counted; see `app/client-address.ts`. */
  client: string;
  clock: Clock;
  wait: (seconds: number) => Promise<void>;
}

/**
 * Takes a typed code. What can be no code costs no try; a wrong one does, and so does one whose wave is not open, else those could be found by
 * guessing.
 *
 * @returns the token of the personal link; refused: "code.empty", "code.length", "code.sign", "code.wrong", "code.too-many",
 * "answer.wave-closed", "answer.wave-not-open". A code that has been answered with leads on: the page behind it says so.
 */
export async function enterCode(db: Database, desk: CodeDesk, typed: string): Promise<{ token: string } | Problem> {
  const read = readTypedCode(typed);
  if ("unfit" in read) return problem(`code.${read.unfit}`, { sign: read.sign });
  const refused = await waitForLeave(desk);
  if (refused) return refused;
  // Counted before it is looked up, so that a thousand tries at once are a thousand tries.
  desk.tries.miss(desk.client, desk.clock());
  const opened = await openByCode(db, desk.secret, read.code, desk.clock());
  if (!isProblem(opened)) desk.tries.pardon(desk.client);
  return opened;
}

async function waitForLeave({ tries, client, clock, wait }: CodeDesk): Promise<Problem | null> {
  let leave = tries.leave(client, clock());
  if ("waitSeconds" in leave && leave.waitSeconds > 0) {
    await wait(leave.waitSeconds);
    leave = tries.leave(client, clock());
  }
  return "backInSeconds" in leave ? problem("code.too-many", { minutes: Math.ceil(leave.backInSeconds / 60) }) : null;
}

/** The token that a whole code opens, without any limit on tries. */
export async function openByCode(
  db: Database,
  secret: string,
  code: string,
  now: Date,
): Promise<{ token: string } | Problem> {
  const invitationId = await findByCode(db, secret, code);
  if (invitationId === null) return problem("code.wrong");
  const token = invitationToken(secret, invitationId);
  const respondent = await findRespondent(db, token, now);
  if (isProblem(respondent)) return problem("code.wrong");
  const refused = refusalOf(respondent);
  return refused && refused.problem !== "answer.already-answered" ? refused : { token };
}

/** The invitation that a code is of, whatever the state of its wave. One keyed hash and one step of an index, right or wrong. */
async function findByCode(db: Database, secret: string, code: string): Promise<string | null> {
  const hash = hashCode(secret, code);
  const sql = sqlOnce(db, "find by code", () => codeQuery(db, hash).compile());
  const { rows } = await db.executeQuery<{ id: string }>(CompiledQuery.raw(sql, [hash]));
  return rows[0]?.id ?? null;
}

function codeQuery(db: Database, hash: string) {
  return db.selectFrom("invitation").select("id").where("code_hash", "=", hash);
}
