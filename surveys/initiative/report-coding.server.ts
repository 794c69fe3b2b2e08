import type { ChangeDepth, ChangeRing, Database, DatabaseTransaction, ReportCodingTable } from "#db/schema.ts";
import { dayOf } from "#surveys/clock.ts";
import { firstProblem, type Problem, problem, problemAt } from "#surveys/problem.ts";
import { type Deed, recordDeed } from "./audit.server.ts";
import { changeDepths, changeKinds, changeRings } from "./change-report.ts";
import { checkChoice } from "./field-check.ts";

/** How an analyst codes a report, as typed. `sameAs` is "as-reported", "apart", or the id of the report about the same change. */
export interface ReportCodingInput {
  kind: string;
  depth: string;
  ring: string;
  sameAs: string;
}

/**
 * Codes a report beside its reporter's own coding, which stays; coding it again replaces the analyst's. Two reports of one organisation may
 * be the same change, too: they are one voice then.
 * Refused: "change-report.not-found", "field.missing", "field.not-a-choice", "change-report.same-as-itself".
 */
export async function codeReport(
  db: Database,
  { reportId, coding, ...deed }: Deed & { reportId: string; coding: ReportCodingInput },
): Promise<Problem | null> {
  const refusal = firstProblem([
    checkChoice("kind", coding.kind, changeKinds),
    checkChoice("depth", coding.depth, changeDepths),
    checkChoice("ring", coding.ring, changeRings),
  ]);
  return db.transaction().execute(async (trx) => {
    if (!(await hasReport(trx, deed.initiativeId, reportId))) return problem("change-report.not-found");
    if (refusal) return refusal;
    const sameness = await readSameness(trx, deed.initiativeId, reportId, coding.sameAs);
    if ("problem" in sameness) return sameness;
    const coded = {
      kind: coding.kind,
      depth: coding.depth as ChangeDepth,
      ring: coding.ring as ChangeRing,
      ...sameness,
      coded_by: deed.accountId,
      coded_on: dayOf(deed.now),
    };
    await trx
      .insertInto("report_coding")
      .values({ report_id: reportId, ...coded })
      .onConflict((conflict) => conflict.column("report_id").doUpdateSet(coded))
      .execute();
    const { coded_by, coded_on, ...told } = coded;
    await recordDeed(trx, deed, "change.coded", { id: reportId, ...told });
    return null;
  });
}

/** Whether the initiative has this report. */
export async function hasReport(trx: DatabaseTransaction, initiativeId: string, reportId: string): Promise<boolean> {
  const report = await trx
    .selectFrom("change_report")
    .select("id")
    .where("id", "=", reportId)
    .where("initiative_id", "=", initiativeId)
    .executeTakeFirst();
  return report !== undefined;
}

async function readSameness(
  trx: DatabaseTransaction,
  initiativeId: string,
  reportId: string,
  typed: string,
): Promise<Pick<ReportCodingTable, "sameness" | "same_as"> | Problem> {
  if (typed === "as-reported" || typed === "apart") return { sameness: typed, same_as: null };
  if (typed === reportId) return problemAt("sameAs", "change-report.same-as-itself");
  if (!(await hasReport(trx, initiativeId, typed))) return problemAt("sameAs", "change-report.not-found");
  return { sameness: "same", same_as: typed };
}
