import { randomUUID } from "node:crypto";
import type { ChangeReportTable, Database, DatabaseTransaction } from "#db/schema.ts";
import { dayOf } from "#surveys/clock.ts";
import { firstProblem, type Problem, problem, problemAt } from "#surveys/problem.ts";
import { type Deed, recordDeed } from "./audit.server.ts";
import {
  betterAnswers,
  changeDepths,
  changeKinds,
  changeRings,
  contributionAnswers,
  expectedAnswers,
} from "./change-report.ts";
import { checkChoice, checkDay, checkText, maxLengths } from "./field-check.ts";
import { hasBeenActor } from "./organisation.server.ts";
import { hasReport } from "./report-coding.server.ts";

/** A change that an actor saw, as typed. */
export interface ChangeReportInput {
  what: string;
  whoChanged: string;
  /** The day it was seen, `YYYY-MM-DD`. */
  happenedOn: string;
  place: string;
  better: string;
  kind: string;
  depth: string;
  ring: string;
  expected: string;
  contribution: string;
  /** How the initiative contributed, in words. */
  how: string;
  evidence: string;
  /** The id of a report about the same change, or "". */
  sameAs: string;
}

/**
 * Keeps a change that an organisation saw. It is never overwritten: a second thought is a second report.
 * Refused: "organisation.not-found" for one that was never an actor here; "field.missing", "field.too-long", "field.not-a-date",
 * "field.not-a-choice", "change-report.date-in-future", "change-report.not-found" for a same change that is none of this initiative.
 */
export function reportChange(
  db: Database,
  given: Deed & { organisationId: string; report: ChangeReportInput },
): Promise<ChangeReportTable | Problem> {
  return db.transaction().execute((trx) => keepReport(trx, given));
}

/** `reportChange` within a transaction of the caller's. What is refused has written nothing. */
export async function keepReport(
  trx: DatabaseTransaction,
  { organisationId, report, ...deed }: Deed & { organisationId: string; report: ChangeReportInput },
): Promise<ChangeReportTable | Problem> {
  const today = dayOf(deed.now);
  const refusal = checkReport(report, today);
  if (refusal) return refusal;
  if (!(await hasBeenActor(trx, deed.initiativeId, organisationId))) return problem("organisation.not-found");
  if (report.sameAs !== "" && !(await hasReport(trx, deed.initiativeId, report.sameAs)))
    return problemAt("sameAs", "change-report.not-found");
  const kept: ChangeReportTable = {
    id: randomUUID(),
    initiative_id: deed.initiativeId,
    organisation_id: organisationId,
    account_id: deed.accountId,
    what: report.what.trim(),
    who_changed: report.whoChanged.trim(),
    happened_on: report.happenedOn,
    place: report.place.trim(),
    kind: report.kind,
    expected: report.expected as ChangeReportTable["expected"],
    better: report.better as ChangeReportTable["better"],
    contribution: report.contribution as ChangeReportTable["contribution"],
    evidence: report.evidence.trim(),
    reported_on: today,
    depth: report.depth as ChangeReportTable["depth"],
    ring: report.ring as ChangeReportTable["ring"],
    how: report.how.trim(),
    same_as: report.sameAs === "" ? null : report.sameAs,
  };
  await trx.insertInto("change_report").values(kept).execute();
  await recordDeed(trx, deed, "change.reported", { id: kept.id, organisationId });
  return kept;
}

/** The reported changes, newest first, each with its organisation's name; of one organisation alone where it is given. */
export function changeReportsOf(
  db: Database,
  initiativeId: string,
  organisationId?: string,
): Promise<Array<ChangeReportTable & { organisation: string }>> {
  return db
    .selectFrom("change_report")
    .innerJoin("organisation", "organisation.id", "change_report.organisation_id")
    .selectAll("change_report")
    .select("organisation.name as organisation")
    .where("initiative_id", "=", initiativeId)
    .$if(organisationId !== undefined, (query) => query.where("organisation_id", "=", organisationId ?? ""))
    .orderBy("reported_on", "desc")
    .orderBy("change_report.id")
    .execute();
}

/** What is wrong with a report as typed, field by field. */
export function checkReport(report: ChangeReportInput, today: string): Problem | null {
  const future = report.happenedOn > today ? problemAt("happenedOn", "change-report.date-in-future") : null;
  return firstProblem([
    checkText("what", report.what, maxLengths.text),
    checkText("whoChanged", report.whoChanged, maxLengths.line),
    checkDay("happenedOn", report.happenedOn) ?? future,
    checkText("place", report.place, maxLengths.line, "optional"),
    checkChoice("better", report.better, betterAnswers),
    checkChoice("kind", report.kind, changeKinds),
    checkChoice("depth", report.depth, changeDepths),
    checkChoice("ring", report.ring, changeRings),
    checkChoice("expected", report.expected, expectedAnswers),
    checkChoice("contribution", report.contribution, contributionAnswers),
    checkText("how", report.how, maxLengths.text, "optional"),
    checkText("evidence", report.evidence, maxLengths.text, "optional"),
  ]);
}
