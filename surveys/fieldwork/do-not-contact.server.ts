import { createHmac } from "node:crypto";
import type { Audience, Database, DatabaseTransaction } from "#db/schema.ts";
import { linkKeyOf } from "#surveys/initiative/initiative.server.ts";

/** Whom a mark is about, as the coordinator's list names them. */
export interface ListedPerson {
  email: string;
  key: string;
}

/**
 * Keeps somebody who has withdrawn from being invited anew when their list is uploaded again: a mark of the address and one of the list's key,
 * which can be made with the link key alone. Without one (it was destroyed) no mark is made: nobody can answer any more either.
 */
export async function markDoNotContact(
  trx: DatabaseTransaction,
  { initiativeId, audience }: { initiativeId: string; audience: Audience },
  person: ListedPerson,
): Promise<void> {
  const key = await linkKeyOf(trx, initiativeId);
  const marks = key === null ? [] : marksOf(key, audience, person);
  if (marks.length === 0) return;
  await trx
    .insertInto("do_not_contact")
    .values(marks.map((mark) => ({ initiative_id: initiativeId, mark })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Says of each person of a list whether they have withdrawn from the initiative. */
export async function withdrawnFrom(
  db: Database | DatabaseTransaction,
  { initiativeId, audience }: { initiativeId: string; audience: Audience },
): Promise<(person: ListedPerson) => boolean> {
  const rows = await db.selectFrom("do_not_contact").select("mark").where("initiative_id", "=", initiativeId).execute();
  const key = rows.length === 0 ? null : await linkKeyOf(db, initiativeId);
  if (key === null) return () => false;
  const marks = new Set(rows.map(({ mark }) => mark));
  return (person) => marksOf(key, audience, person).some((mark) => marks.has(mark));
}

/** An address stands for the person whoever they are asked as; a key only within its own list. */
function marksOf(linkKey: string, audience: Audience, { email, key }: ListedPerson): string[] {
  const address = email.normalize("NFC").trim().toLowerCase();
  const named = key.normalize("NFC").trim();
  const mark = (text: string) => createHmac("sha256", linkKey).update(text).digest("base64url");
  return [
    ...(address === "" ? [] : [mark(`do-not-contact:email:${address}`)]),
    ...(named === "" ? [] : [mark(`do-not-contact:key:${audience}:${named}`)]),
  ];
}
