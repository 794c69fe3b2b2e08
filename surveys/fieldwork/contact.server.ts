import { randomUUID } from "node:crypto";
import type { Database, DatabaseTransaction, WaveContact } from "#db/schema.ts";

/** What is planned of a contact. */
export type ContactPlan = Pick<WaveContact, "kind" | "channel" | "audience" | "day" | "time">;

/** A wave's contacts in the order in which they come. */
export function contactsOf(db: Database | DatabaseTransaction, waveId: string): Promise<WaveContact[]> {
  return db
    .selectFrom("wave_contact")
    .selectAll()
    .where("wave_id", "=", waveId)
    .orderBy("day")
    .orderBy("time")
    .orderBy("position")
    .execute();
}

/** Writes a contact of a wave down, after those that it has. */
export async function addContact(trx: DatabaseTransaction, waveId: string, plan: ContactPlan): Promise<WaveContact> {
  const last = await trx
    .selectFrom("wave_contact")
    .select((select) => select.fn.max<number | null>("position").as("position"))
    .where("wave_id", "=", waveId)
    .executeTakeFirst();
  const contact: WaveContact = {
    ...{ id: randomUUID(), wave_id: waveId, position: Number(last?.position ?? 0) + 1 },
    ...plan,
    ...{ carried_out_at: null, queued: 0, left_out: 0, skipped: null },
  };
  await trx.insertInto("wave_contact").values(contact).execute();
  return contact;
}

/** Commits that a contact will not be carried out any more, and why (a stable word). */
export async function recordSkipped(
  trx: DatabaseTransaction,
  contactId: string,
  skipped: "overtaken",
  now: Date,
): Promise<void> {
  const changes = { carried_out_at: now.toISOString(), skipped };
  await trx.updateTable("wave_contact").set(changes).where("id", "=", contactId).execute();
}

/** Commits that a contact has been carried out. */
export async function recordCarriedOut(
  trx: DatabaseTransaction,
  contactId: string,
  { queued, leftOut = 0, now }: { queued: number; leftOut?: number; now: Date },
): Promise<void> {
  await trx
    .updateTable("wave_contact")
    .set((set) => ({ carried_out_at: now.toISOString(), queued: set("queued", "+", queued), left_out: leftOut }))
    .where("id", "=", contactId)
    .execute();
}
