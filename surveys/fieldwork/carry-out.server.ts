import type { Database, DatabaseTransaction, Wave, WaveContact } from "#db/schema.ts";
import { dayOf } from "#surveys/clock.ts";
import { type Deed, type DeedOfAnyone, recordDeed } from "#surveys/initiative/audit.server.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import { dueInstant, isAllowedNow } from "./allowed-time.ts";
import { addContact, contactsOf, recordCarriedOut, recordSkipped } from "./contact.server.ts";
import { plannableKinds } from "./contact-plan.ts";
import { danishInstant, danishTimeOf } from "./danish-time.ts";
import { queueMessages } from "./message.server.ts";
import { isWaveOver } from "./wave.ts";

/**
 * Carries out every planned contact whose time has come, once, in waves that are open and not paused. When several are due (the server was
 * away, or the wave was paused), the newest alone is carried out and the others are skipped: nobody gets two on one day. In quiet hours, on
 * Sundays and holidays nothing is carried out, however late it is.
 */
export async function carryOutDueContacts(db: Database, now: Date): Promise<void> {
  if (!isAllowedNow(now)) return;
  const waves = await db
    .selectFrom("wave")
    .selectAll()
    .where("state", "=", "open")
    .where("paused", "=", 0)
    .where("id", "in", (due) =>
      due
        .selectFrom("wave_contact")
        .select("wave_id")
        .where("carried_out_at", "is", null)
        .where("day", "<=", dayOf(now)),
    )
    .execute();
  for (const wave of waves.filter((open) => !isWaveOver(open, now))) {
    await db.transaction().execute((trx) => carryOutDueOf(trx, wave.id, now));
  }
}

/**
 * Sends a contact of this kind now, also in quiet hours, to those whom it is for and who have had none of the kind today.
 * Refused: "wave.not-found", "wave.not-open", "wave.paused", "request.unreadable" for a kind that cannot be sent so.
 */
export async function sendContactNow(
  db: Database,
  deed: Deed,
  { waveId, kind: wanted }: { waveId: string; kind: string },
): Promise<{ queued: number } | Problem> {
  const kind = plannableKinds.find((known) => known === wanted);
  if (!kind) return problem("request.unreadable");
  return db.transaction().execute(async (trx) => {
    const wave = await trx
      .selectFrom("wave")
      .selectAll()
      .where("id", "=", waveId)
      .where("initiative_id", "=", deed.initiativeId)
      .executeTakeFirst();
    if (!wave) return problem("wave.not-found");
    if (isWaveOver(wave, deed.now) || wave.state !== "open") return problem("wave.not-open");
    if (wave.paused === 1) return problem("wave.paused");
    const at = { day: dayOf(deed.now), time: danishTimeOf(deed.now) };
    const contact = await addContact(trx, waveId, { kind, channel: "mail", audience: null, ...at });
    const { queued } = await carryOut(trx, contact, deed.now, kind);
    await recordDeed(trx, deed, "contact.sent-now", { wave: waveId, name: wave.name, kind });
    return { queued };
  });
}

async function carryOutDueOf(trx: DatabaseTransaction, waveId: string, now: Date): Promise<void> {
  // The first statement writes, and takes the lock: what is read below is not carried out by another process meanwhile.
  await trx.updateTable("wave").set({ state: "open" }).where("id", "=", waveId).where("state", "=", "open").execute();
  const wave = await trx.selectFrom("wave").selectAll().where("id", "=", waveId).executeTakeFirstOrThrow();
  if (wave.state !== "open" || wave.paused === 1) return;
  const due = (await contactsOf(trx, waveId))
    .filter((contact) => contact.carried_out_at === null && dueInstant(contact) <= now)
    .sort((a, b) => dueInstant(a).getTime() - dueInstant(b).getTime());
  // A thank-you goes to others than a reminder does: neither overtakes the other.
  for (const sameReaders of Map.groupBy(due, ({ kind, audience }) => `${kind === "thank-you"} ${audience}`).values()) {
    for (const overtaken of sameReaders.slice(0, -1)) await skip(trx, wave, overtaken, now);
    const newest = sameReaders.at(-1);
    if (!newest) continue;
    await carryOut(trx, newest, now);
    const about = { ...waveAbout(wave), kind: newest.kind, planned: newest.day };
    await recordDeed(trx, byItself(wave, now), "contact.carried-out", about);
  }
}

async function skip(trx: DatabaseTransaction, wave: Wave, contact: WaveContact, now: Date): Promise<void> {
  await recordSkipped(trx, contact.id, "overtaken", now);
  const about = { ...waveAbout(wave), kind: contact.kind, planned: contact.day, because: "overtaken" };
  await recordDeed(trx, byItself(wave, now), "contact.skipped", about);
}

/** @param ofKind whoever has had a message of this kind today is left out; none: whoever has had any. */
async function carryOut(
  trx: DatabaseTransaction,
  contact: WaveContact,
  now: Date,
  ofKind?: WaveContact["kind"],
): Promise<{ queued: number }> {
  const readers = await readersOf(trx, contact);
  const writtenToday = await writtenSince(trx, contact.wave_id, danishInstant(dayOf(now), "00:00"), ofKind);
  const invitationIds = readers.filter((id) => !writtenToday.has(id));
  await queueMessages(trx, contact, { invitationIds, notBefore: now, now });
  const counts = { queued: invitationIds.length, leftOut: readers.length - invitationIds.length };
  await recordCarriedOut(trx, contact.id, { ...counts, now });
  return { queued: counts.queued };
}

/**
 * Whom a contact is for: a thank-you those who have answered, everything else those who have not and whose invitation has gone out. Whoever has
 * said stop or has no mail address is not among them. Asked again of each at the moment of hand-over.
 */
async function readersOf(trx: DatabaseTransaction, { wave_id, kind, audience }: WaveContact): Promise<string[]> {
  const rows = await trx
    .selectFrom("invitation")
    .innerJoin("participant", "participant.id", "invitation.participant_id")
    .select("invitation.id")
    .where("invitation.wave_id", "=", wave_id)
    .where("invitation.answered", "=", kind === "thank-you" ? 1 : 0)
    .where("participant.opted_out", "=", 0)
    .where("participant.email", "<>", "")
    .$if(audience !== null, (query) =>
      query.where("participant.audience", "=", audience as NonNullable<typeof audience>),
    )
    .where("invitation.id", "in", (written) =>
      written
        .selectFrom("message")
        .select("invitation_id")
        .$narrowType<{ invitation_id: string }>()
        .where("kind", "=", "invitation")
        .where("state", "in", ["sent", "unsure"]),
    )
    .execute();
  return rows.map(({ id }) => id);
}

/** Invitations that have had a message since then, or have one on its way. */
async function writtenSince(
  trx: DatabaseTransaction,
  waveId: string,
  since: Date,
  ofKind?: WaveContact["kind"],
): Promise<Set<string>> {
  const rows = await trx
    .selectFrom("message")
    .innerJoin("invitation", "invitation.id", "message.invitation_id")
    .select("invitation.id")
    .where("invitation.wave_id", "=", waveId)
    .$if(ofKind !== undefined, (query) => query.where("message.kind", "=", ofKind as NonNullable<typeof ofKind>))
    .where((where) =>
      where.or([
        where("message.sent_at", ">=", since.toISOString()),
        where("message.state", "in", ["waiting", "handing-over"]),
      ]),
    )
    .execute();
  return new Set(rows.map(({ id }) => id));
}

function waveAbout({ id, name }: Wave) {
  return { wave: id, name };
}

function byItself({ initiative_id }: Wave, now: Date): DeedOfAnyone {
  return { initiativeId: initiative_id, accountId: null, now };
}
