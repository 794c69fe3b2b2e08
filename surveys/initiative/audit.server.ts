import { randomUUID } from "node:crypto";
import type { Database, DatabaseTransaction } from "#db/schema.ts";

export interface AuditEntry {
  at: Date;
  /** Null where nobody is signed in: the worker, the command line. */
  accountId: string | null;
  initiativeId: string | null;
  /** Noun and past verb, such as "goals.sealed". */
  action: string;
  /** What was done, without personal data: ids, numbers, names of goals. Kept as JSON. */
  detail: Record<string, unknown>;
}

/** Who does something in an initiative, and when: what every function that changes one is handed. */
export interface Deed {
  initiativeId: string;
  accountId: string;
  now: Date;
}

/** A deed that may also be done where nobody is signed in: on the command line. */
export type DeedOfAnyone = Omit<Deed, "accountId"> & { accountId: string | null };

/** `recordAudit` for a deed in an initiative. */
export function recordDeed(
  db: Database | DatabaseTransaction,
  { initiativeId, accountId, now }: DeedOfAnyone,
  action: string,
  detail: Record<string, unknown>,
): Promise<void> {
  return recordAudit(db, { at: now, accountId, initiativeId, action, detail });
}

/** Writes who did what and when; in the transaction of the deed itself, so that there is never one without the other. */
export async function recordAudit(db: Database | DatabaseTransaction, entry: AuditEntry): Promise<void> {
  await db
    .insertInto("audit")
    .values({
      id: randomUUID(),
      at: entry.at.toISOString(),
      account_id: entry.accountId,
      initiative_id: entry.initiativeId,
      action: entry.action,
      detail: JSON.stringify(entry.detail),
    })
    .execute();
}
