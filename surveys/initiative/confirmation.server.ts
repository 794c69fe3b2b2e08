import { randomUUID } from "node:crypto";
import type { ConfirmationTable, Database, DatabaseTransaction } from "#db/schema.ts";
import { dayOf } from "#surveys/clock.ts";
import { firstProblem, type Problem, problem } from "#surveys/problem.ts";
import { type Deed, type DeedOfAnyone, recordDeed } from "./audit.server.ts";
import {
  agreementAnswers,
  type ConfirmationInput,
  type ConfirmationSubject,
  contributionSeen,
  intendedAnswers,
  subjectColumns,
  type Witness,
  witnessColumns,
} from "./confirmation.ts";
import { checkChoice, checkText, maxLengths } from "./field-check.ts";
import { membershipsOf } from "./organisation.server.ts";
import { takesPartOn } from "./organisation.ts";

/**
 * What an organisation says of another's report through somebody signed in for it.
 * Refused: "change-report.not-found" for a report of another initiative, and as `keepConfirmation` refuses.
 */
export function confirmReport(
  db: Database,
  {
    organisationId,
    reportId,
    confirmation,
    ...deed
  }: Deed & { organisationId: string; reportId: string; confirmation: ConfirmationInput },
): Promise<Problem | null> {
  return db.transaction().execute(async (trx) => {
    const subject = await reportSubject(trx, deed.initiativeId, reportId);
    if (!subject) return problem("change-report.not-found");
    return keepConfirmation(trx, { ...deed, subject, witness: { organisationId }, requestId: null, confirmation });
  });
}

/** A report of the initiative as the subject of a confirmation. */
export async function reportSubject(
  db: Database | DatabaseTransaction,
  initiativeId: string,
  reportId: string,
): Promise<ConfirmationSubject | null> {
  const report = await db
    .selectFrom("change_report")
    .select(["id as reportId", "organisation_id as reportingOrganisationId"])
    .where("id", "=", reportId)
    .where("initiative_id", "=", initiativeId)
    .executeTakeFirst();
  return report ?? null;
}

/** What an organisation says, and how it came to say it: by a link, or through somebody signed in (the deed's account). */
export interface Confirming {
  subject: ConfirmationSubject;
  witness: Witness;
  requestId: string | null;
  confirmation: ConfirmationInput;
}

/**
 * Keeps what another organisation says of a report or a process. One answer an organisation: a second one amends the first, which stays
 * in nobody's view. An organisation outside the initiative is known by its link alone.
 * Refused: "confirmation.own-organisation", "confirmation.organisation-left" for an actor that does not take part today, "field.missing",
 * "field.not-a-choice", "field.too-long".
 */
export async function keepConfirmation(
  trx: DatabaseTransaction,
  { subject, witness, requestId, confirmation, ...deed }: DeedOfAnyone & Confirming,
): Promise<Problem | null> {
  const today = dayOf(deed.now);
  const refusal = (await witnessRefusal(trx, deed.initiativeId, subject, witness, today)) ?? checkForm(confirmation);
  if (refusal) return refusal;
  const said = {
    agreement: confirmation.agreement as ConfirmationTable["agreement"],
    intended: confirmation.intended as ConfirmationTable["intended"],
    contribution: confirmation.contribution as ConfirmationTable["contribution"],
    words: confirmation.words.trim(),
  };
  const by = { request_id: requestId, account_id: deed.accountId };
  const earlier = await earlierConfirmation(trx, deed.initiativeId, subject, witness, requestId);
  if (earlier) {
    await trx
      .updateTable("confirmation")
      .set({ ...said, ...by, amended_on: today })
      .where("id", "=", earlier.id)
      .execute();
    await recordDeed(trx, deed, "confirmation.amended", { id: earlier.id, agreement: said.agreement });
    return null;
  }
  const id = randomUUID();
  const about = { initiative_id: deed.initiativeId, ...subjectColumns(subject), ...witnessColumns(witness) };
  await trx
    .insertInto("confirmation")
    .values({ id, ...about, ...by, ...said, answered_on: today, amended_on: null })
    .execute();
  await recordDeed(trx, deed, "confirmation.given", { id, agreement: said.agreement });
  return null;
}

/** Why this organisation may not speak of it; the database would refuse the first too. */
export async function witnessRefusal(
  trx: DatabaseTransaction,
  initiativeId: string,
  subject: ConfirmationSubject,
  witness: Witness,
  today: string,
): Promise<Problem | null> {
  if (!("organisationId" in witness)) return null;
  if ("reportId" in subject && subject.reportingOrganisationId === witness.organisationId)
    return problem("confirmation.own-organisation");
  const memberships = await membershipsOf(trx, initiativeId, witness.organisationId);
  const takesPart = memberships.some((membership) => takesPartOn(membership, today));
  return takesPart ? null : problem("confirmation.organisation-left");
}

function checkForm({ agreement, intended, contribution, words }: ConfirmationInput): Problem | null {
  return firstProblem([
    checkChoice("agreement", agreement, agreementAnswers),
    checkChoice("intended", intended, intendedAnswers),
    checkChoice("contribution", contribution, contributionSeen),
    checkText("words", words, maxLengths.text, "optional"),
  ]);
}

/** What the organisation said before, by whatever way. */
export function earlierConfirmation(
  trx: DatabaseTransaction,
  initiativeId: string,
  subject: ConfirmationSubject,
  witness: Witness,
  requestId: string | null,
): Promise<ConfirmationTable | undefined> {
  const known = trx.selectFrom("confirmation").selectAll().where("initiative_id", "=", initiativeId);
  if (!("organisationId" in witness)) return known.where("request_id", "=", requestId).executeTakeFirst();
  const ofWitness = known.where("organisation_id", "=", witness.organisationId);
  if ("reportId" in subject) return ofWitness.where("report_id", "=", subject.reportId).executeTakeFirst();
  return ofWitness
    .where("process", "=", subject.process)
    .where("from_wave_id", "=", subject.fromWaveId)
    .where("to_wave_id", "=", subject.toWaveId)
    .executeTakeFirst();
}
