import type { RippleCandidate } from "#surveys/impact/ripples/candidate.ts";
import { type ReportedChange, type ReportResult, reportedChanges } from "./reports.ts";

/** What a candidate that somebody reported stands on. Reports are words of organisations, not figures about people. */
export interface ReportSubject {
  source: "report";
  change: ReportedChange;
}

/**
 * Reported changes that at least one reporter had not, or only partly, expected: gains and harms alike, whether the reporter thinks much or
 * little of the initiative's part. Its voices are the organisations that reported it alike and those that agree; one outside the initiative has
 * "outside:" and its name for an id.
 */
export function reportCandidates(reports: readonly ReportResult[]): RippleCandidate[] {
  return reportedChanges(reports)
    .filter((change) => change.reports.some(({ expected }) => expected !== "yes"))
    .map(candidateOf);
}

function candidateOf(change: ReportedChange): RippleCandidate {
  const { reports } = change;
  const coded = (mostCoded(reports) ?? (reports[0] as ReportResult)).coded;
  return {
    key: `report:${change.id}`,
    subject: { source: "report", change },
    kind: kindOf(reports),
    type: coded.kind,
    depth: coded.depth,
    ring: coded.ring,
    seenOn: reports.map(({ happenedOn }) => happenedOn).sort()[0] as string,
    from: null,
    to: null,
    organisations: [...new Set(reports.map(({ organisation }) => organisation.id))],
    voices: voicesOf(change).map(({ id, name }) => id ?? `outside:${name}`),
  };
}

/** Two that report it but do not mean the same by it, as the coding has it, are no two voices: then it is the first one's word. */
function voicesOf({ voices, corroborated }: ReportedChange): ReportedChange["voices"] {
  return corroborated ? voices : voices.slice(0, 1);
}

/** The oldest report that an analyst has coded. */
function mostCoded(reports: ReportResult[]): ReportResult | undefined {
  return reports.find(({ analyst }) => analyst !== null);
}

function kindOf(reports: ReportResult[]): RippleCandidate["kind"] {
  const ways = new Set(reports.map(({ better }) => better));
  if (ways.size > 1 || ways.has("mixed")) return "mixed";
  return ways.has("better") ? "gain" : "harm";
}
