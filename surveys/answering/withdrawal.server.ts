import type { Database, DatabaseTransaction, ParticipantTable, ResponseTable } from "#db/schema.ts";
import { dayOf } from "#surveys/clock.ts";
import { forgetBouncesOf } from "#surveys/fieldwork/bounce.server.ts";
import { noContact } from "#surveys/fieldwork/contact-data.ts";
import { markDoNotContact } from "#surveys/fieldwork/do-not-contact.server.ts";
import { countInvitations } from "#surveys/fieldwork/invitation-count.server.ts";
import { hashToken } from "#surveys/fieldwork/invitation-token.ts";
import { type Deed, recordAudit, recordDeed } from "#surveys/initiative/audit.server.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import { raiseRevisions } from "#surveys/wave-revision.server.ts";
import { takeVisitBack } from "./open-withdrawal.server.ts";
import { pseudonymOf } from "./pseudonym.ts";
import { removeResponses } from "./response-removal.server.ts";

/** Which answers go: those to the survey that the link is for, or those to every survey of the initiative. */
export const withdrawalScopes = ["this-survey", "everything"] as const;
export type WithdrawalScope = (typeof withdrawalScopes)[number];

export interface Withdrawal {
  token: string;
  scope: WithdrawalScope;
  now: Date;
  /** Called, in the same transaction, with what has lost answers: for what stands on answers and is not counted from them. */
  afterwards?: (trx: DatabaseTransaction, touched: WaveTouched[]) => Promise<void>;
}

/** A wave of which a person has taken their answers back. */
export interface WaveTouched {
  initiativeId: string;
  waveId: string;
  audience: ResponseTable["audience"];
}

/**
 * Withdraws the holder of a link from the initiative, at once and for good: contact data, groups and drafts are erased in all of it, no mail is
 * sent any more, nobody invites them anew; the answers they chose are deleted, and everything that was counted of them. May be asked again
 * and again, also to widen the scope; what has been done already is not done twice. Once the link key is destroyed the answers are nobody's and
 * cannot be found; the rest is done all the same.
 *
 * Refused: "answer.unknown-link".
 */
export function withdraw(db: Database, { token, scope, now, afterwards }: Withdrawal): Promise<Problem | null> {
  return db.transaction().execute(async (trx) => {
    const person = await personBehind(trx, token);
    if (!person) return await withdrawVisitor(trx, { token, now, afterwards });
    const isNew = person.withdrawn === 0;
    if (isNew) await eraseContact(trx, person);
    const pseudonym = person.linkKey === null ? null : pseudonymOf(person.linkKey, person.id);
    const removed = pseudonym === null ? [] : await removeAnswers(trx, person, pseudonym, scope);
    const touched = removed.map(({ wave_id, audience }) => ({
      initiativeId: person.initiative_id,
      waveId: wave_id,
      audience,
    }));
    if (removed.length > 0) await afterwards?.(trx, touched);
    if (isNew || removed.length > 0) await recordWithdrawal(trx, person.initiative_id, now);
    return null;
  });
}

/**
 * Erases what is held of a participant who asked a coordinator: contact data, groups and drafts, at once, and nobody invites them anew. Their
 * answers go when they say so by their own link, which goes on working: whoever could have single answers deleted could read them off the
 * figures before and after.
 *
 * Refused: "participant.not-found".
 */
export function eraseParticipant(db: Database, deed: Deed, participantId: string): Promise<Problem | null> {
  return db.transaction().execute(async (trx) => {
    const person = await trx
      .selectFrom("participant")
      .leftJoin("link_key", "link_key.initiative_id", "participant.initiative_id")
      .select(["id", "participant.initiative_id", "audience", "email", "participant.key", "link_key.key as linkKey"])
      .where("id", "=", participantId)
      .where("participant.initiative_id", "=", deed.initiativeId)
      .where("withdrawn", "=", 0)
      .executeTakeFirst();
    if (!person) return problem("participant.not-found");
    await eraseContact(trx, person);
    if (person.linkKey !== null) await deleteDrafts(trx, person.initiative_id, pseudonymOf(person.linkKey, person.id));
    await recordDeed(trx, deed, "participant.erased", {});
    return null;
  });
}

/** Who came by an open link has no contact data to erase, and one answer. */
async function withdrawVisitor(
  trx: DatabaseTransaction,
  { token, now, afterwards }: Omit<Withdrawal, "scope">,
): Promise<Problem | null> {
  const taken = await takeVisitBack(trx, token);
  if (!taken) return problem("answer.unknown-link");
  const { initiativeId, isNew, rows } = taken;
  if (rows.length > 0) {
    await countWithdrawals(trx, rows);
    await afterwards?.(
      trx,
      rows.map(({ wave_id, audience }) => ({ initiativeId, waveId: wave_id, audience })),
    );
  }
  if (isNew || rows.length > 0) await recordWithdrawal(trx, initiativeId, now);
  return null;
}

type Named = Pick<ParticipantTable, "id" | "initiative_id" | "audience" | "email" | "key">;

type Person = Named & {
  withdrawn: number;
  waveId: string;
  linkKey: string | null;
};

function personBehind(trx: DatabaseTransaction, token: string): Promise<Person | undefined> {
  return trx
    .selectFrom("invitation")
    .innerJoin("participant", "participant.id", "invitation.participant_id")
    .leftJoin("link_key", "link_key.initiative_id", "participant.initiative_id")
    .select(["participant.id", "participant.initiative_id", "participant.audience", "participant.email"])
    .select(["participant.key", "participant.withdrawn", "invitation.wave_id as waveId", "link_key.key as linkKey"])
    .where("invitation.token_hash", "=", hashToken(token))
    .executeTakeFirst();
}

/** What is left says who they are to nobody: a random id, whether they were asked as resident or actor, and their language. */
async function eraseContact(trx: DatabaseTransaction, person: Named): Promise<void> {
  await markDoNotContact(trx, { initiativeId: person.initiative_id, audience: person.audience }, person);
  await trx
    .updateTable("participant")
    .set({ ...noContact, withdrawn: 1, opted_out: 1, key: person.id, organisation_id: null })
    .where("id", "=", person.id)
    .execute();
  await forgetBouncesOf(trx, person.id);
  // Whom an organisation's network asked is read from its participants.
  await raiseRevisions(trx, await wavesAsked(trx, person.id));
}

async function deleteDrafts(trx: DatabaseTransaction, initiativeId: string, pseudonym: string): Promise<void> {
  const waves = trx.selectFrom("wave").select("id").where("initiative_id", "=", initiativeId);
  await trx.deleteFrom("draft").where("pseudonym", "=", pseudonym).where("wave_id", "in", waves).execute();
}

async function wavesAsked(trx: DatabaseTransaction, participantId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom("invitation")
    .select("wave_id")
    .where("participant_id", "=", participantId)
    .execute();
  return rows.map(({ wave_id }) => wave_id);
}

async function removeAnswers(
  trx: DatabaseTransaction,
  person: Person,
  pseudonym: string,
  scope: WithdrawalScope,
): Promise<ResponseTable[]> {
  const waves = trx.selectFrom("wave").select("id").where("initiative_id", "=", person.initiative_id);
  await deleteDrafts(trx, person.initiative_id, pseudonym);
  const rows = await trx
    .selectFrom("response")
    .selectAll()
    .where("pseudonym", "=", pseudonym)
    .where("audience", "=", person.audience)
    .where("wave_id", "in", scope === "everything" ? waves : [person.waveId])
    .execute();
  if (rows.length === 0) return [];
  await removeResponses(trx, rows);
  await uncountAnswered(trx, person, rows);
  await countWithdrawals(trx, rows);
  return rows;
}

/** They were invited and have not answered: so a response rate counts who withdraws as a refusal. */
async function uncountAnswered(trx: DatabaseTransaction, person: Person, rows: ResponseTable[]): Promise<void> {
  const unmarked = await trx
    .updateTable("invitation")
    .set({ answered: 0, receipt_hash: null })
    .where("participant_id", "=", person.id)
    .where(
      "wave_id",
      "in",
      rows.map(({ wave_id }) => wave_id),
    )
    .where("answered", "=", 1)
    .returning("wave_id")
    .execute();
  const { audience } = person;
  await countInvitations(
    trx,
    unmarked.map(({ wave_id }) => ({ wave_id, audience, invited: 0, answered: -1 })),
  );
}

async function countWithdrawals(trx: DatabaseTransaction, rows: ResponseTable[]): Promise<void> {
  await trx
    .insertInto("withdrawal_count")
    .values(rows.map(({ wave_id, audience }) => ({ wave_id, audience, answers: 1 })))
    .onConflict((conflict) =>
      conflict
        .columns(["wave_id", "audience"])
        .doUpdateSet((set) => ({ answers: set("withdrawal_count.answers", "+", set.ref("excluded.answers")) })),
    )
    .execute();
}

/** That somebody has withdrawn, and on which day: never who, nor the minute, nor whether there were answers. */
async function recordWithdrawal(trx: DatabaseTransaction, initiativeId: string, now: Date): Promise<void> {
  const at = new Date(`${dayOf(now)}T00:00:00Z`);
  await recordAudit(trx, { at, accountId: null, initiativeId, action: "participant.withdrew", detail: {} });
}
