import type { DatabaseTransaction, LanguageCode } from "#db/schema.ts";
import { dayOf } from "#surveys/clock.ts";
import type { Deed } from "#surveys/initiative/audit.server.ts";
import { witnessRefusal } from "#surveys/initiative/confirmation.server.ts";
import {
  type ConfirmationSubject,
  subjectColumns,
  type Witness,
  witnessColumns,
} from "#surveys/initiative/confirmation.ts";
import { checkEmail, checkText, maxLengths } from "#surveys/initiative/field-check.ts";
import { actorsOf } from "#surveys/initiative/organisation.server.ts";
import { firstProblem, isProblem, type Problem, problem, problemAt } from "#surveys/problem.ts";
import type { AskInput, Asking, AskPlan } from "./confirmation-request.server.ts";

/** Links that may be out at a time for one report or process, and that one account may send in a day: nobody is to be flooded with mails. */
const mostOpenLinks = 8;
const mostLinksADay = 30;

/** The choice of an organisation that is none of the initiative's. */
export const outside = "outside";

/**
 * Whom a request would go to. Nothing is written.
 * Refused: "field.missing", "field.too-long", "account.email-wrong"; "confirmation.own-organisation", also for an address of the reporting
 * organisation's people; "confirmation.organisation-left"; "confirmation.is-actor" for an organisation of the initiative named as an
 * outside one; "confirmation.already-asked"; "confirmation.too-many".
 */
export async function planAsking(trx: DatabaseTransaction, given: Deed & Asking): Promise<AskPlan | Problem> {
  const { subject, ask } = given;
  const witness =
    ask.confirmer === outside ? await outsideWitness(trx, given) : await insideWitness(trx, given, ask.confirmer);
  if (isProblem(witness)) return witness;
  const recipients = await recipientsOf(trx, given, witness);
  if (isProblem(recipients)) return recipients;
  const own = await addressesOfReporter(trx, given.initiativeId, subject);
  if (recipients.some(({ email }) => own.has(email.toLowerCase())))
    return problemAt("confirmerEmail", "confirmation.own-organisation");
  return (await floodRefusal(trx, given, witness, recipients.length)) ?? { witness, recipients };
}

async function insideWitness(
  trx: DatabaseTransaction,
  { initiativeId, subject, now }: Deed & Asking,
  organisationId: string,
): Promise<Witness | Problem> {
  if (organisationId === "") return problemAt("confirmer", "field.missing");
  const witness = { organisationId };
  const refusal = await witnessRefusal(trx, initiativeId, subject, witness, dayOf(now));
  return refusal ? { ...refusal, field: "confirmer" } : witness;
}

async function outsideWitness(
  trx: DatabaseTransaction,
  { initiativeId, ask }: Deed & Asking,
): Promise<Witness | Problem> {
  const organisationName = ask.confirmerName.trim();
  const refusal = firstProblem([
    checkText("confirmerName", organisationName, maxLengths.name),
    checkEmail("confirmerEmail", ask.confirmerEmail),
  ]);
  if (refusal) return refusal;
  const actors = await actorsOf(trx, initiativeId);
  const isActor = actors.some(({ name }) => name.toLowerCase() === organisationName.toLowerCase());
  return isActor ? problemAt("confirmerName", "confirmation.is-actor") : { organisationName };
}

async function recipientsOf(
  trx: DatabaseTransaction,
  { initiativeId, ask, language }: { initiativeId: string; ask: AskInput; language: LanguageCode },
  witness: Witness,
): Promise<AskPlan["recipients"] | Problem> {
  const typed = () =>
    checkEmail("confirmerEmail", ask.confirmerEmail) ?? [{ email: ask.confirmerEmail.trim(), language }];
  if (!("organisationId" in witness)) return typed();
  const speakers = await trx
    .selectFrom("role_grant")
    .innerJoin("account", "account.id", "role_grant.account_id")
    .select(["account.email", "account.language"])
    .where("role_grant.initiative_id", "=", initiativeId)
    .where("role_grant.role", "=", "partner")
    .where("role_grant.organisation_id", "=", witness.organisationId)
    .orderBy("account.email")
    .execute();
  return speakers.length > 0 ? speakers : typed();
}

/** Addresses of the reporting organisation's people in this initiative: those who sign in for it, and those invited to answer for it. */
async function addressesOfReporter(
  trx: DatabaseTransaction,
  initiativeId: string,
  subject: ConfirmationSubject,
): Promise<Set<string>> {
  if (!("reportId" in subject)) return new Set();
  const accounts = await trx
    .selectFrom("role_grant")
    .innerJoin("account", "account.id", "role_grant.account_id")
    .select("account.email")
    .where("role_grant.initiative_id", "=", initiativeId)
    .where("role_grant.organisation_id", "=", subject.reportingOrganisationId)
    .execute();
  const colleagues = await trx
    .selectFrom("participant")
    .select("email")
    .where("initiative_id", "=", initiativeId)
    .where("organisation_id", "=", subject.reportingOrganisationId)
    .execute();
  return new Set([...accounts, ...colleagues].map(({ email }) => email.toLowerCase()));
}

async function floodRefusal(
  trx: DatabaseTransaction,
  { initiativeId, accountId, subject, now }: Deed & Asking,
  witness: Witness,
  added: number,
): Promise<Problem | null> {
  const about = subjectColumns(subject);
  const open = await trx
    .selectFrom("confirmation_request as request")
    .leftJoin("message", "message.confirmation_request_id", "request.id")
    .select(["request.organisation_id", "request.organisation_name", "message.state"])
    .where("request.initiative_id", "=", initiativeId)
    .where("request.expires_at", ">", now.toISOString())
    .$if(about.report_id !== null, (query) => query.where("request.report_id", "=", about.report_id))
    .$if(about.process !== null, (query) =>
      query.where("request.process", "=", about.process).where("request.to_wave_id", "=", about.to_wave_id),
    )
    .execute();
  const asked = witnessColumns(witness);
  const isSame = (row: (typeof open)[number]) =>
    row.organisation_id === asked.organisation_id &&
    row.organisation_name.toLowerCase() === asked.organisation_name.toLowerCase();
  if (open.some((row) => isSame(row) && row.state !== "failed"))
    return problemAt("confirmer", "confirmation.already-asked");
  const today = await trx
    .selectFrom("confirmation_request")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("asked_by", "=", accountId)
    .where("asked_on", "=", dayOf(now))
    .executeTakeFirstOrThrow();
  const tooMany = open.length + added > mostOpenLinks || Number(today.count) + added > mostLinksADay;
  return tooMany ? problem("confirmation.too-many") : null;
}
