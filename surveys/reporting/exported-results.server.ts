import type { Database } from "#db/schema.ts";
import { readNetwork } from "#surveys/impact/network/network.server.ts";
import { readReports } from "#surveys/impact/reports/reports.server.ts";
import { reportedChanges } from "#surveys/impact/reports/reports.ts";
import { readRipples } from "#surveys/impact/ripples/ripples.server.ts";
import { readThemes } from "#surveys/impact/themes/themes.server.ts";
import { readWorkflows } from "#surveys/impact/workflows/workflows.server.ts";
import { exportedCandidates } from "./exported-candidates.ts";
import type { ExportedResults } from "./results-json.ts";

/** All that may be told of an initiative, from every source, after the same disclosure control as the pages. */
export async function readExportedResults(db: Database, initiativeId: string): Promise<ExportedResults> {
  const inbox = await readRipples(db, initiativeId);
  const { results } = inbox;
  const { workflows, total } = await readWorkflows(db, initiativeId, results);
  return {
    ...results,
    themes: await readThemes(db, initiativeId, results.floor),
    network: await readNetwork(db, initiativeId, { floor: results.floor }),
    workflows,
    workflowTotal: total,
    reports: reportedChanges(await readReports(db, initiativeId)),
    candidates: exportedCandidates(inbox),
  };
}
