import { sql } from "kysely";
import type { DatabaseTransaction, ResponseTable } from "#db/schema.ts";
import { findVisit, visitPseudonym } from "./open-visit.server.ts";
import { removeResponses } from "./response-removal.server.ts";

/**
 * Takes back the answer of somebody who came by an open link, with what they had typed and the code they made. Never more than this wave's: an
 * answer that was matched to it may be somebody else's.
 *
 * @returns the answers that are gone; null where the token opens no such link.
 */
export async function takeVisitBack(
  trx: DatabaseTransaction,
  token: string,
): Promise<{ initiativeId: string; isNew: boolean; rows: ResponseTable[] } | null> {
  const visit = await findVisit(trx, token);
  if (!visit) return null;
  const pseudonym = visit.key === null ? null : visitPseudonym(visit.key, visit.id);
  const rows = pseudonym === null ? [] : await answersOf(trx, visit, pseudonym);
  if (rows.length > 0) await removeResponses(trx, rows);
  for (const table of ["draft", "self_code"] as const) {
    await trx
      .deleteFrom(table)
      .where("wave_id", "=", visit.waveId)
      .where("pseudonym", "=", pseudonym ?? "")
      .execute();
  }
  await trx
    .updateTable("open_link")
    .set({ answered: sql`answered - ${rows.length}` })
    .where("id", "=", visit.linkId)
    .execute();
  await trx
    .updateTable("open_visit")
    .set({ withdrawn: 1, answered: 0, receipt_hash: null })
    .where("id", "=", visit.id)
    .execute();
  return { initiativeId: visit.initiativeId, isNew: visit.withdrawn === 0, rows };
}

/** Under the visit's own pseudonym, or the one it was matched to when the wave was closed. */
async function answersOf(
  trx: DatabaseTransaction,
  { waveId, audience }: { waveId: string; audience: ResponseTable["audience"] },
  pseudonym: string,
): Promise<ResponseTable[]> {
  const code = await trx
    .selectFrom("self_code")
    .select("matched_pseudonym")
    .where("wave_id", "=", waveId)
    .where("pseudonym", "=", pseudonym)
    .executeTakeFirst();
  return trx
    .selectFrom("response")
    .selectAll()
    .where("wave_id", "=", waveId)
    .where("audience", "=", audience)
    .where("pseudonym", "=", code?.matched_pseudonym ?? pseudonym)
    .execute();
}
