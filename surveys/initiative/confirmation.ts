import type { ConfirmationTable } from "#db/schema.ts";

export const agreementAnswers = ["agree", "partly", "disagree", "cannot-say"] as const satisfies Array<
  ConfirmationTable["agreement"]
>;
export const intendedAnswers = ["yes", "partly", "no", "cannot-say"] as const satisfies Array<
  ConfirmationTable["intended"]
>;
export const contributionSeen = ["not", "partly", "mainly", "cannot-say"] as const satisfies Array<
  ConfirmationTable["contribution"]
>;

/** The confirmer's short form, as typed (INSTRUMENTS, actor survey, 7). */
export interface ConfirmationInput {
  agreement: string;
  intended: string;
  contribution: string;
  words: string;
}

/** What is confirmed: a reported change, or that a process changed between two waves. */
export type ConfirmationSubject =
  | { reportId: string; reportingOrganisationId: string }
  | { process: string; fromWaveId: string; toWaveId: string };

/** Who confirms: an organisation of the initiative by its id, or one outside it by its name. */
export type Witness = { organisationId: string } | { organisationName: string };

/** The subject as the columns that requests and confirmations share. */
export function subjectColumns(
  subject: ConfirmationSubject,
): Pick<ConfirmationTable, "report_id" | "reporting_organisation_id" | "process" | "from_wave_id" | "to_wave_id"> {
  const nothing = { report_id: null, reporting_organisation_id: null, process: null, from_wave_id: null };
  if ("reportId" in subject) {
    const { reportId, reportingOrganisationId } = subject;
    return { ...nothing, to_wave_id: null, report_id: reportId, reporting_organisation_id: reportingOrganisationId };
  }
  const { process, fromWaveId, toWaveId } = subject;
  return { ...nothing, process, from_wave_id: fromWaveId, to_wave_id: toWaveId };
}

/** The witness as the columns that requests and confirmations share. */
export function witnessColumns(witness: Witness): Pick<ConfirmationTable, "organisation_id" | "organisation_name"> {
  return "organisationId" in witness
    ? { organisation_id: witness.organisationId, organisation_name: "" }
    : { organisation_id: null, organisation_name: witness.organisationName };
}
