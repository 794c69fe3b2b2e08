import { randomUUID } from "node:crypto";
import type { ChangeReportTable, Database } from "#db/schema.ts";
import { dayOf } from "#surveys/clock.ts";
import type { Deed } from "#surveys/initiative/audit.server.ts";
import { type ChangeReportInput, checkReport, keepReport } from "#surveys/initiative/change-report.server.ts";
import { firstProblem, isProblem, type Problem } from "#surveys/problem.ts";
import { planAsking } from "./confirmation-plan.server.ts";
import { type AskInput, type Asking, storeRequests } from "./confirmation-request.server.ts";

/**
 * Keeps a change that an organisation saw and, where the reporter names somebody who can confirm it (`ask.confirmer` is not ""), asks them:
 * both or neither, and all that is wrong with the form told at once. Refused as `keepReport` and `planAsking` refuse.
 */
export async function reportAndAsk(
  db: Database,
  given: Deed & { organisationId: string; report: ChangeReportInput; ask: AskInput } & Pick<
      Asking,
      "secret" | "language"
    >,
): Promise<ChangeReportTable | Problem> {
  const { organisationId, report, ask, secret, language, ...deed } = given;
  return db.transaction().execute(async (trx) => {
    const wrong = checkReport(report, dayOf(deed.now));
    if (ask.confirmer === "") return wrong ?? keepReport(trx, { ...deed, organisationId, report });
    // Nobody has asked about a report that is not kept yet: the plan needs no more of it than whose it is.
    const subject = { reportId: randomUUID(), reportingOrganisationId: organisationId };
    const asking = { ...deed, subject, ask, askedAs: "reporter" as const, secret, language };
    const plan = await planAsking(trx, asking);
    const refusal = firstProblem([wrong, isProblem(plan) ? plan : null]);
    if (refusal || isProblem(plan)) return refusal as Problem;
    const kept = await keepReport(trx, { ...deed, organisationId, report });
    if (isProblem(kept)) return kept;
    await storeRequests(trx, { ...asking, subject: { ...subject, reportId: kept.id } }, plan);
    return kept;
  });
}
