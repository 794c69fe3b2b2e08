import type { Database, LanguageCode } from "#db/schema.ts";
import { type AskInput, askToConfirm } from "#surveys/fieldwork/confirmation-request.server.ts";
import { readRequests } from "#surveys/impact/reports/reports.server.ts";
import type { RequestResult } from "#surveys/impact/reports/reports.ts";
import type { Results } from "#surveys/impact/results.ts";
import type { Deed } from "#surveys/initiative/audit.server.ts";
import { keepConfirmation } from "#surveys/initiative/confirmation.server.ts";
import type { ConfirmationInput, ConfirmationSubject } from "#surveys/initiative/confirmation.ts";
import { type Problem, problem, problemAt } from "#surveys/problem.ts";
import { newestPair, type ProcessClaim, processClaims, type WorkflowResult } from "./workflow-ledger.ts";
import { readWorkflows } from "./workflows.server.ts";

/** A process with the links about it; null where the initiative has no such process. */
export async function readWorkflow(
  db: Database,
  initiativeId: string,
  process: string,
  now: Date,
): Promise<{ results: Results; workflow: WorkflowResult; requests: RequestResult[] } | null> {
  const { results, workflows } = await readWorkflows(db, initiativeId);
  const workflow = workflows.find((one) => one.process === process);
  if (!workflow) return null;
  const requests = await readRequests(db, initiativeId, now);
  return {
    results,
    workflow,
    requests: requests.filter(({ about }) => about.process === process).map(({ result }) => result),
  };
}

/**
 * Asks an organisation of the initiative whether it notices that a process has changed: the one that cases are passed on to knows best. Nobody
 * outside is asked, for what the link tells is drawn from the surveys.
 * Refused: "confirmation.nothing-to-confirm", and as `planAsking` refuses.
 */
export async function askAboutWorkflow(
  db: Database,
  given: Deed & { process: string; ask: AskInput; secret: string; language: LanguageCode },
): Promise<Problem | null> {
  const { process, ask, ...deed } = given;
  if (ask.confirmer === "outside") return problemAt("confirmer", "field.not-a-choice");
  const subject = await subjectOf(db, deed.initiativeId, process);
  if (!subject) return problem("confirmation.nothing-to-confirm");
  return askToConfirm(db, { ...deed, ask, subject, askedAs: "team" });
}

/** What a partner's organisation says of a process. Refused: "confirmation.nothing-to-confirm", and as `keepConfirmation` refuses. */
export async function confirmWorkflow(
  db: Database,
  given: Deed & { process: string; organisationId: string; confirmation: ConfirmationInput },
): Promise<Problem | null> {
  const { process, organisationId, confirmation, ...deed } = given;
  const subject = await subjectOf(db, deed.initiativeId, process);
  if (!subject) return problem("confirmation.nothing-to-confirm");
  return db
    .transaction()
    .execute((trx) =>
      keepConfirmation(trx, { ...deed, subject, witness: { organisationId }, requestId: null, confirmation }),
    );
}

/** What a link about a process tells: its name, and which way its measures went between the link's two waves. */
export async function claimsOf(
  db: Database,
  initiativeId: string,
  subject: Extract<ConfirmationSubject, { process: string }>,
): Promise<{ label: WorkflowResult["label"]; claims: ProcessClaim[] } | null> {
  const { workflows } = await readWorkflows(db, initiativeId);
  const workflow = workflows.find(({ process }) => process === subject.process);
  if (!workflow) return null;
  const measures = workflow.measures.filter(
    ({ change }) => change?.from === subject.fromWaveId && change.to === subject.toWaveId,
  );
  return { label: workflow.label, claims: processClaims(measures) };
}

/** Only what certainly changed can be confirmed. */
async function subjectOf(db: Database, initiativeId: string, process: string): Promise<ConfirmationSubject | null> {
  const { workflows } = await readWorkflows(db, initiativeId);
  const measures = workflows.find((one) => one.process === process)?.measures ?? [];
  const pair = newestPair(measures);
  if (!pair || processClaims(measures).length === 0) return null;
  return { process, fromWaveId: pair.from, toWaveId: pair.to };
}
