import type { Database } from "#db/schema.ts";
import { readConfirmations } from "#surveys/impact/reports/reports.server.ts";
import { readResults } from "#surveys/impact/results.server.ts";
import type { Results } from "#surveys/impact/results.ts";
import { sealInForce } from "#surveys/initiative/seal.server.ts";
import { readSavings } from "./read-savings.server.ts";
import { type LedgerTotal, ledgerTotal, type WorkflowResult, workflowLedger } from "./workflow-ledger.ts";

/** The ledger of an initiative's processes, with the results that its figures are taken from: all of it after disclosure control. */
export async function readWorkflows(
  db: Database,
  initiativeId: string,
  known?: Results,
): Promise<{ results: Results; workflows: WorkflowResult[]; total: LedgerTotal }> {
  const results = known ?? (await readResults(db, initiativeId));
  const sealed = await sealInForce(db, initiativeId);
  const confirmations = (await readConfirmations(db, initiativeId)).flatMap(({ about, result }) => {
    const { process, fromWaveId, toWaveId } = about;
    return process && fromWaveId && toWaveId ? [{ process, fromWaveId, toWaveId, result }] : [];
  });
  const savings = await readSavings(db, initiativeId, results.floor);
  const bound = sealed?.content ?? { goals: [], expectations: [] };
  const workflows = workflowLedger({ results, savings: savings.each, sealed: bound, confirmations });
  return { results, workflows, total: ledgerTotal(workflows, savings.together) };
}
