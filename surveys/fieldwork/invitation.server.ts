import { randomUUID } from "node:crypto";
import type { Audience, ContactKind, Database, DatabaseTransaction, Wave } from "#db/schema.ts";
import { dayOf } from "#surveys/clock.ts";
import { type Deed, recordDeed } from "#surveys/initiative/audit.server.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import { raiseRevisions } from "#surveys/wave-revision.server.ts";
import { addContact, type ContactPlan, contactsOf, recordCarriedOut } from "./contact.server.ts";
import { danishTimeOf } from "./danish-time.ts";
import { countInvitations } from "./invitation-count.server.ts";
import { hashToken, invitationToken } from "./invitation-token.ts";
import { queueMessages } from "./message.server.ts";
import { chunked, organisationsTakingPart } from "./participant.server.ts";
import { newCodes } from "./short-code.server.ts";
import { firstSending } from "./wave.ts";

/**
 * Makes an invitation for everyone whom the wave has a survey for and who has none to it yet, and a waiting mail for each of them who has a mail
 * address. The others get a letter (`letters.server.ts`).
 * @returns how many were invited.
 */
export async function inviteEveryone(
  trx: DatabaseTransaction,
  { wave, secret, now }: { wave: Wave; secret: string; now: Date },
): Promise<number> {
  const people = await uninvited(trx, wave, dayOf(now));
  const invitations = people.map((person) => {
    const id = randomUUID();
    const token_hash = hashToken(invitationToken(secret, id));
    return { id, wave_id: wave.id, participant_id: person.id, token_hash, answered: 0 };
  });
  const codes = await newCodes(
    trx,
    secret,
    invitations.map(({ id }) => id),
  );
  const coded = invitations.map((invitation) => ({ ...invitation, ...codes.get(invitation.id) }));
  for (const chunk of chunked(coded)) await trx.insertInto("invitation").values(chunk).execute();
  const byAudience = Map.groupBy(people, ({ audience }) => audience);
  const counts = [...byAudience].map(([audience, { length }]) => ({ audience, invited: length, answered: 0 }));
  await countInvitations(
    trx,
    counts.map((count) => ({ wave_id: wave.id, ...count })),
  );
  await raiseRevisions(trx, [wave.id]);
  const invitationIds = invitations.filter((_, index) => people[index]?.email !== "").map(({ id }) => id);
  await queueInvitations(trx, wave, { invitationIds, now });
  return invitations.length;
}

/** Their mails belong to the wave's invitation, which is written down when its first are queued; those of newcomers are counted with it. */
async function queueInvitations(
  trx: DatabaseTransaction,
  wave: Wave,
  { invitationIds, now }: { invitationIds: string[]; now: Date },
): Promise<void> {
  if (invitationIds.length === 0) return;
  const notBefore = firstSending(wave, now);
  const planned = (await contactsOf(trx, wave.id)).find(({ kind }) => kind === "invitation");
  const contact = planned ?? (await addContact(trx, wave.id, mailAt("invitation", notBefore)));
  await queueMessages(trx, contact, { invitationIds, notBefore, now });
  await recordCarriedOut(trx, contact.id, { queued: invitationIds.length, now });
}

function mailAt(kind: ContactKind, instant: Date): ContactPlan {
  return { kind, channel: "mail", audience: null, day: dayOf(instant), time: danishTimeOf(instant) };
}

/**
 * Reminds, once per wave, everyone who has been written to and has not answered. Whoever answers before their reminder is handed over gets
 * none; neither do those whose invitation never went out.
 * Refused: "wave.not-found", "wave.not-open", "wave.paused", "wave.reminder-already-sent".
 */
export async function remindWave(db: Database, deed: Deed, waveId: string): Promise<{ reminded: number } | Problem> {
  return db.transaction().execute(async (trx) => {
    const wave = await trx
      .selectFrom("wave")
      .select(["state", "paused"])
      .where("id", "=", waveId)
      .where("initiative_id", "=", deed.initiativeId)
      .executeTakeFirst();
    if (!wave) return problem("wave.not-found");
    if (wave.state !== "open") return problem("wave.not-open");
    if (wave.paused === 1) return problem("wave.paused");
    if (await hasReminders(trx, waveId)) return problem("wave.reminder-already-sent");
    const invitationIds = await unanswered(trx, waveId);
    const contact = await addContact(trx, waveId, mailAt("reminder", deed.now));
    await queueMessages(trx, contact, { invitationIds, notBefore: deed.now, now: deed.now });
    await recordCarriedOut(trx, contact.id, { queued: invitationIds.length, now: deed.now });
    await recordDeed(trx, deed, "wave.reminded", { wave: waveId, reminded: invitationIds.length });
    return { reminded: invitationIds.length };
  });
}

async function uninvited(
  trx: DatabaseTransaction,
  wave: Wave,
  today: string,
): Promise<Array<{ id: string; audience: Audience; email: string }>> {
  const takingPart = new Set((await organisationsTakingPart(trx, wave.initiative_id, today)).map(({ id }) => id));
  const people = await trx
    .selectFrom("participant")
    .innerJoin("wave_survey", "wave_survey.audience", "participant.audience")
    .select(["participant.id", "participant.audience", "participant.email", "participant.organisation_id"])
    .where("wave_survey.wave_id", "=", wave.id)
    .where("participant.initiative_id", "=", wave.initiative_id)
    .where("participant.opted_out", "=", 0)
    .where("participant.id", "not in", (not) =>
      not.selectFrom("invitation").select("participant_id").where("wave_id", "=", wave.id),
    )
    .execute();
  return people.filter(({ organisation_id }) => organisation_id === null || takingPart.has(organisation_id));
}

async function hasReminders(trx: DatabaseTransaction, waveId: string): Promise<boolean> {
  const reminder = await trx
    .selectFrom("message")
    .innerJoin("invitation", "invitation.id", "message.invitation_id")
    .select("message.id")
    .where("invitation.wave_id", "=", waveId)
    .where("message.kind", "=", "reminder")
    .limit(1)
    .executeTakeFirst();
  return reminder !== undefined;
}

async function unanswered(trx: DatabaseTransaction, waveId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom("invitation")
    .innerJoin("participant", "participant.id", "invitation.participant_id")
    .select("invitation.id")
    .where("invitation.wave_id", "=", waveId)
    .where("invitation.answered", "=", 0)
    .where("participant.opted_out", "=", 0)
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
