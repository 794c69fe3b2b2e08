import type { ConfirmationTable, Database, DatabaseTransaction, LanguageCode } from "#db/schema.ts";
import { dayOf } from "#surveys/clock.ts";
import { hashToken } from "#surveys/fieldwork/invitation-token.ts";
import { earlierConfirmation, keepConfirmation, witnessRefusal } from "#surveys/initiative/confirmation.server.ts";
import type { ConfirmationInput, ConfirmationSubject, Witness } from "#surveys/initiative/confirmation.ts";
import { type Problem, problem } from "#surveys/problem.ts";

/** What somebody with a link is asked to confirm. Never the person who reported; nor the reporter's own coding, which would lead the answer. */
export interface AskedConfirmation {
  requestId: string;
  initiativeId: string;
  initiative: string;
  subject: ConfirmationSubject;
  witness: Witness;
  /** The organisation that is asked. */
  organisation: string;
  language: LanguageCode;
  /** The last day on which the link can be used. */
  endsOn: string;
  report: ConfirmableReport | null;
  /** What the organisation has said before. */
  said: Pick<ConfirmationTable, "agreement" | "intended" | "contribution" | "words"> | null;
}

/** A report as a witness reads it. */
export interface ConfirmableReport {
  organisation: string;
  what: string;
  whoChanged: string;
  happenedOn: string;
  place: string;
  evidence: string;
}

/**
 * What the link asks, as long as it can be used. Refused: "confirmation.unknown-link", "confirmation.link-ended",
 * "confirmation.organisation-left".
 */
export function findConfirmation(db: Database, token: string, now: Date): Promise<AskedConfirmation | Problem> {
  return db.transaction().execute((trx) => openLink(trx, token, now));
}

/** Keeps what was posted with a link; until it ends, it can be amended. Refused as `findConfirmation` and `keepConfirmation` refuse. */
export function answerConfirmation(
  db: Database,
  { token, now, confirmation }: { token: string; now: Date; confirmation: ConfirmationInput },
): Promise<Problem | null> {
  return db.transaction().execute(async (trx) => {
    const asked = await openLink(trx, token, now);
    if ("problem" in asked) return asked;
    const { initiativeId, subject, witness, requestId } = asked;
    return keepConfirmation(trx, { initiativeId, accountId: null, now, subject, witness, requestId, confirmation });
  });
}

async function openLink(trx: DatabaseTransaction, token: string, now: Date): Promise<AskedConfirmation | Problem> {
  const request = await trx
    .selectFrom("confirmation_request as request")
    .innerJoin("initiative", "initiative.id", "request.initiative_id")
    .leftJoin("organisation as asked", "asked.id", "request.organisation_id")
    .selectAll("request")
    .select(["initiative.name as initiative", "asked.name as asked"])
    .where("request.token_hash", "=", hashToken(token))
    .executeTakeFirst();
  if (!request) return problem("confirmation.unknown-link");
  if (request.expires_at <= now.toISOString()) return problem("confirmation.link-ended");
  const subject = subjectOf(request);
  const witness: Witness =
    request.organisation_id === null
      ? { organisationName: request.organisation_name }
      : { organisationId: request.organisation_id };
  const refusal = await witnessRefusal(trx, request.initiative_id, subject, witness, dayOf(now));
  if (refusal) return refusal;
  const said = await earlierConfirmation(trx, request.initiative_id, subject, witness, request.id);
  return {
    ...{ requestId: request.id, initiativeId: request.initiative_id, initiative: request.initiative, subject, witness },
    organisation: request.asked ?? request.organisation_name,
    language: request.language,
    endsOn: dayOf(new Date(request.expires_at)),
    report: request.report_id === null ? null : await confirmableReport(trx, request.initiative_id, request.report_id),
    said: said ? { ...pickSaid(said) } : null,
  };
}

/** The report as a witness may read it; null where the initiative has no such report. */
export async function confirmableReport(
  db: Database | DatabaseTransaction,
  initiativeId: string,
  reportId: string,
): Promise<ConfirmableReport | null> {
  const report = await db
    .selectFrom("change_report")
    .innerJoin("organisation", "organisation.id", "change_report.organisation_id")
    .select(["organisation.name as organisation", "what", "who_changed as whoChanged", "happened_on as happenedOn"])
    .select(["place", "evidence"])
    .where("change_report.id", "=", reportId)
    .where("initiative_id", "=", initiativeId)
    .executeTakeFirst();
  return report ?? null;
}

function pickSaid({ agreement, intended, contribution, words }: ConfirmationTable) {
  return { agreement, intended, contribution, words };
}

function subjectOf(
  request: Pick<
    ConfirmationTable,
    "report_id" | "reporting_organisation_id" | "process" | "from_wave_id" | "to_wave_id"
  >,
): ConfirmationSubject {
  if (request.report_id !== null && request.reporting_organisation_id !== null)
    return { reportId: request.report_id, reportingOrganisationId: request.reporting_organisation_id };
  // The table's own checks: what is about no report is about a process and two waves.
  return {
    process: request.process ?? "",
    fromWaveId: request.from_wave_id ?? "",
    toWaveId: request.to_wave_id ?? "",
  };
}
