import type { Database, DatabaseTransaction, Wave, WaveContact } from "#db/schema.ts";
import { isAudience } from "#surveys/initiative/audience.ts";
import { type Deed, recordDeed } from "#surveys/initiative/audit.server.ts";
import { checkChoice, checkDay, checkTime } from "#surveys/initiative/field-check.ts";
import { firstProblem, isProblem, type Problem, problem, problemAt } from "#surveys/problem.ts";
import { dueInstant } from "./allowed-time.ts";
import { addContact, type ContactPlan, contactsOf } from "./contact.server.ts";
import { plannableKinds, usualContacts } from "./contact-plan.ts";
import { danishInstant } from "./danish-time.ts";
import { waveOf } from "./wave.server.ts";
import { closingInstant } from "./wave.ts";

/** A contact as its form was filled in. */
export interface TypedContact {
  kind: string;
  audience: string;
  day: string;
  time: string;
}

/**
 * Plans one more contact of a wave. Refused: "wave.not-found", "contact.wave-closed"; "field.missing", "field.not-a-choice",
 * "field.not-a-date", "field.not-a-time" at the field; "contact.outside-wave", "contact.past" at "day".
 */
export async function planContact(
  db: Database,
  deed: Deed,
  { waveId, typed }: { waveId: string; typed: TypedContact },
): Promise<WaveContact | Problem> {
  return db.transaction().execute(async (trx) => {
    const wave = await plannableWave(trx, deed, waveId);
    if (isProblem(wave)) return wave;
    const wrong = checkChoice("what", typed.kind, plannableKinds) ?? checkTimes(wave, typed, deed.now);
    if (wrong) return wrong;
    const audience = isAudience(typed.audience) ? typed.audience : null;
    const kind = typed.kind as ContactPlan["kind"];
    const plan = { kind, channel: "mail" as const, audience, day: typed.day, time: typed.time };
    const contact = await addContact(trx, waveId, plan);
    await recordDeed(trx, deed, "contact.planned", { wave: waveId, name: wave.name, ...plan });
    return contact;
  });
}

/** Moves a contact that has not been carried out. Refused: what `planContact` refuses; "contact.not-found", "contact.carried-out". */
export async function moveContact(
  db: Database,
  deed: Deed,
  { waveId, contactId, ...to }: { waveId: string; contactId: string; day: string; time: string },
): Promise<null | Problem> {
  return db.transaction().execute(async (trx) => {
    const wave = await plannableWave(trx, deed, waveId);
    if (isProblem(wave)) return wave;
    const contact = await pendingContact(trx, waveId, contactId);
    if (isProblem(contact)) return contact;
    const wrong = checkTimes(wave, to, deed.now);
    if (wrong) return wrong;
    const { day, time } = to;
    await trx.updateTable("wave_contact").set({ day, time }).where("id", "=", contactId).execute();
    const was = `${contact.day} ${contact.time}`;
    await recordDeed(trx, deed, "contact.moved", { wave: waveId, name: wave.name, kind: contact.kind, was, day, time });
    return null;
  });
}

/**
 * Removes a contact that has not been carried out. Refused: "wave.not-found", "contact.wave-closed", "contact.not-found",
 * "contact.carried-out"; "contact.invitation-stays": without it nobody else could be written to.
 */
export async function removeContact(
  db: Database,
  deed: Deed,
  { waveId, contactId }: { waveId: string; contactId: string },
): Promise<null | Problem> {
  return db.transaction().execute(async (trx) => {
    const wave = await plannableWave(trx, deed, waveId);
    if (isProblem(wave)) return wave;
    const contact = await pendingContact(trx, waveId, contactId);
    if (isProblem(contact)) return contact;
    if (contact.kind === "invitation") return problem("contact.invitation-stays");
    await trx.deleteFrom("wave_contact").where("id", "=", contactId).execute();
    const { kind, day } = contact;
    await recordDeed(trx, deed, "contact.removed", { wave: waveId, name: wave.name, kind, day });
    return null;
  });
}

/** Gives a wave the usual contacts; those that it has and that stand as the usual ones of `before` did make way, others stay. */
export async function planUsualContacts(trx: DatabaseTransaction, wave: Wave, before: Wave | null): Promise<void> {
  const has = await contactsOf(trx, wave.id);
  const asPlanned = (contacts: ContactPlan[]) =>
    contacts.map(({ kind, channel, audience, day, time }) => `${kind} ${channel} ${audience} ${day} ${time}`).join();
  if (before && asPlanned(has) !== asPlanned(usualContacts(before))) return;
  await trx.deleteFrom("wave_contact").where("wave_id", "=", wave.id).execute();
  for (const contact of usualContacts(wave)) await addContact(trx, wave.id, contact);
}

async function plannableWave(trx: DatabaseTransaction, deed: Deed, waveId: string): Promise<Wave | Problem> {
  const wave = await waveOf(trx, deed.initiativeId, waveId);
  if (!wave) return problem("wave.not-found");
  return wave.state === "closed" || wave.source !== "ringvirk" ? problem("contact.wave-closed") : wave;
}

async function pendingContact(
  trx: DatabaseTransaction,
  waveId: string,
  contactId: string,
): Promise<WaveContact | Problem> {
  const contact = await trx
    .selectFrom("wave_contact")
    .selectAll()
    .where("id", "=", contactId)
    .where("wave_id", "=", waveId)
    .executeTakeFirst();
  if (!contact) return problem("contact.not-found");
  return contact.carried_out_at === null ? contact : problem("contact.carried-out");
}

function checkTimes(wave: Wave, { day, time }: Pick<TypedContact, "day" | "time">, now: Date): Problem | null {
  const wrong = firstProblem([checkDay("day", day), checkTime("time", time)]);
  if (wrong) return wrong;
  const due = dueInstant({ day, time });
  if (due < danishInstant(wave.opens_on, wave.opens_at) || due >= closingInstant(wave)) {
    return problemAt("day", "contact.outside-wave");
  }
  return due < now ? problemAt("day", "contact.past") : null;
}
