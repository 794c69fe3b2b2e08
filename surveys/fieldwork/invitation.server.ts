import { randomUUID } from "node:crypto";
import type { Audience, DatabaseTransaction, Wave } from "#db/schema.ts";
import { dayOf } from "#surveys/clock.ts";
import { raiseRevisions } from "#surveys/wave-revision.server.ts";
import { dueFrom } from "./allowed-time.ts";
import { addContact, type ContactPlan, contactsOf, recordCarriedOut } from "./contact.server.ts";
import { danishInstant, danishTimeOf } from "./danish-time.ts";
import { countInvitations } from "./invitation-count.server.ts";
import { hashToken, invitationToken } from "./invitation-token.ts";
import { queueMessages } from "./message.server.ts";
import { chunked, organisationsTakingPart } from "./participant.server.ts";
import { newCodes } from "./short-code.server.ts";
import { firstSending } from "./wave.ts";

/**
 * Makes an invitation for everyone whom the wave has a survey for and who has none to it yet, and a waiting mail for each of them who has a mail
 * address. The others get a letter (`letters.server.ts`).
 *
 * @param atOnce somebody has just said so: once the wave's time has come, their mails do not wait for the hour that was planned.
 * @returns how many were invited.
 */
export async function inviteEveryone(
  trx: DatabaseTransaction,
  { wave, secret, now, atOnce }: { wave: Wave; secret: string; now: Date; atOnce: boolean },
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
  await queueInvitations(trx, wave, { invitationIds, now, atOnce });
  return invitations.length;
}

/** Their mails belong to the wave's invitation, which is written down when its first are queued; those of newcomers are counted with it. */
async function queueInvitations(
  trx: DatabaseTransaction,
  wave: Wave,
  { invitationIds, now, atOnce }: { invitationIds: string[]; now: Date; atOnce: boolean },
): Promise<void> {
  if (invitationIds.length === 0) return;
  const planned = (await contactsOf(trx, wave.id)).find(({ kind }) => kind === "invitation");
  const contact = planned ?? (await addContact(trx, wave.id, invitationAt(firstSending(wave, now))));
  const hasBegun = danishInstant(wave.opens_on, wave.opens_at) <= now;
  const notBefore = atOnce && hasBegun ? now : dueFrom(contact, now);
  await queueMessages(trx, contact, { invitationIds, notBefore, now });
  await recordCarriedOut(trx, contact.id, { queued: invitationIds.length, now });
}

function invitationAt(instant: Date): ContactPlan {
  return { kind: "invitation", channel: "mail", audience: null, day: dayOf(instant), time: danishTimeOf(instant) };
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
