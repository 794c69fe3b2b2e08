import type { Results, RippleResult } from "#surveys/impact/results.ts";
import type { RippleCandidate } from "#surveys/impact/ripples/candidate.ts";
import type { WorkflowResult } from "./workflow-ledger.ts";

/** What a candidate from the ledger stands on: a process, and the findings of the screening that are about its measures. */
export interface WorkflowSubject {
  source: "workflow";
  workflow: Pick<WorkflowResult, "process" | "label" | "saved">;
  /** The surest finding, and the others of this process that went the same way. */
  ripple: RippleResult;
  further: readonly RippleResult[];
  /** Keys of the indicators it stands for: whoever lists these apart lists one change twice. */
  indicators: string[];
}

/**
 * Processes in which something moved that no sealed goal or expectation speaks of: better and worse by the same rule, which is the
 * screening's (false-discovery rate, floor of what is worthwhile, tide). Nothing is tested a second time. Hours, hand-offs and waiting days of one
 * process that went the same way are one candidate; a gain in one and a harm in another are two. Its voices are the organisations that agree.
 */
export function workflowCandidates(results: Results, workflows: readonly WorkflowResult[]): RippleCandidate[] {
  const lastDays = new Map(results.waves.map(({ id, closesOn }) => [id, closesOn]));
  return workflows.flatMap((workflow) =>
    (["gain", "harm"] as const).flatMap((kind): RippleCandidate[] => {
      const [ripple, ...further] = findingsOf(results, workflow, kind);
      if (!ripple) return [];
      const all = [ripple, ...further];
      return [
        {
          key: `process:${workflow.process}:${kind}`,
          subject: {
            ...{ source: "workflow", ripple, further },
            workflow: { process: workflow.process, label: workflow.label, saved: workflow.saved },
            indicators: [...new Set(all.map(({ indicator }) => indicator))],
          },
          kind,
          ...{ type: "workflow", depth: null, ring: "inside" },
          seenOn: all.map(({ to }) => lastDays.get(to) ?? "").sort()[0] ?? "",
          ...{ from: ripple.from, to: ripple.to, organisations: [] },
          voices: workflow.confirmations
            .filter(({ agreement }) => agreement === "agree")
            .map(({ organisation }) => organisation.id ?? `outside:${organisation.name}`),
        },
      ];
    }),
  );
}

/** Everyone's and the groups', surest first, as the screening ranks them. */
function findingsOf(results: Results, { measures }: WorkflowResult, kind: RippleResult["kind"]): RippleResult[] {
  const own = new Set(measures.map(({ indicator }) => indicator));
  return results.ripples.filter(
    (ripple) => own.has(ripple.indicator) && ripple.kind === kind && ripple.source === "indicator" && !ripple.withTide,
  );
}
