import type { Network } from "#surveys/impact/network/network.ts";
import type { ReportedChange } from "#surveys/impact/reports/reports.ts";
import type { Results } from "#surveys/impact/results.ts";
import type { ThemeResult } from "#surveys/impact/themes/themes.ts";
import type { LedgerTotal, WorkflowResult } from "#surveys/impact/workflows/workflow-ledger.ts";
import type { ExportedCandidate } from "./exported-candidates.ts";

/** The results with what the sources beside the indicators give. */
export interface ExportedResults extends Results {
  themes: ThemeResult[];
  network: Network;
  workflows: WorkflowResult[];
  workflowTotal: LedgerTotal;
  reports: ReportedChange[];
  candidates: ExportedCandidate[];
}

/**
 * The results as JSON text for people's own tools; field by field in `docs/results-format.md`. The same results give the same text: fields
 * stand in a fixed order, indicators and changes by their keys, goals and ripples as they rank.
 */
export function resultsJson(results: ExportedResults): string {
  const ordered: ExportedResults = {
    initiative: results.initiative,
    floor: results.floor,
    waves: [...results.waves].sort((a, b) => a.position - b.position),
    comparison: results.comparison,
    indicators: [...results.indicators].sort(by(({ key, segment }) => [key, segment])),
    changes: [...results.changes].sort(
      by((change) => [change.indicator, change.segment, place(change.fromPosition), place(change.toPosition)]),
    ),
    goals: results.goals,
    tides: results.tides,
    ripples: results.ripples,
    bias: results.bias,
    themes: results.themes,
    network: results.network,
    workflows: results.workflows,
    workflowTotal: results.workflowTotal,
    reports: results.reports,
    candidates: results.candidates,
  };
  return `${JSON.stringify(ordered, null, 2)}\n`;
}

function by<Entry>(keysOf: (entry: Entry) => string[]): (one: Entry, other: Entry) => number {
  return (one, other) => {
    const [a, b] = [keysOf(one).join("\u0000"), keysOf(other).join("\u0000")];
    return a < b ? -1 : a > b ? 1 : 0;
  };
}

function place(position: number): string {
  return String(position).padStart(6, "0");
}
