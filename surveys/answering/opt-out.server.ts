import type { Database } from "#db/schema.ts";
import { hashToken } from "#surveys/fieldwork/invitation-token.ts";
import { type Problem, problem } from "#surveys/problem.ts";

/**
 * Sends the holder of a link no more mails about the initiative; those already waiting are dropped at hand-over. May be asked again and
 * again; the link itself can still be answered with.
 */
export async function stopMails(db: Database, token: string): Promise<Problem | null> {
  const { numUpdatedRows } = await db
    .updateTable("participant")
    .set({ opted_out: 1 })
    .where("id", "in", (invited) =>
      invited
        .selectFrom("invitation")
        .select("invitation.participant_id")
        .where("invitation.token_hash", "=", hashToken(token)),
    )
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n ? null : problem("answer.unknown-link");
}
