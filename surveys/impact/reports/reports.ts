import type { ChangeReportTable, ConfirmationTable, MessageTable } from "#db/schema.ts";
import type { RippleDepth, RippleRing, RippleType } from "#surveys/impact/ripples/candidate.ts";

/** How a report is coded. Depth and ring are null in reports from before anybody was asked. */
export interface ReportCoding {
  kind: RippleType;
  depth: RippleDepth | null;
  ring: RippleRing | null;
}

/** What another organisation says of a report or of a process. `id` is null for one outside the initiative. */
export interface ConfirmationResult {
  organisation: { id: string | null; name: string };
  agreement: ConfirmationTable["agreement"];
  intended: ConfirmationTable["intended"];
  contribution: ConfirmationTable["contribution"];
  words: string;
  answeredOn: string;
  amendedOn: string | null;
}

/** A link that is out: whose, until when, and how its mail stands. Never an address, never the link. */
export interface RequestResult {
  id: string;
  organisation: { id: string | null; name: string };
  state: "waiting" | "answered" | "ended";
  mail: MessageTable["state"];
  askedOn: string;
  endsOn: string;
  askedAs: "reporter" | "team";
}

/** A reported change, with the organisation that reported it and never the person. */
export interface ReportResult {
  id: string;
  organisation: { id: string; name: string };
  what: string;
  whoChanged: string;
  happenedOn: string;
  place: string;
  better: ChangeReportTable["better"];
  expected: ChangeReportTable["expected"];
  contribution: ChangeReportTable["contribution"];
  how: string;
  evidence: string;
  reportedOn: string;
  /** As the reporter coded it; it stays as it was. */
  own: ReportCoding;
  /** As an analyst coded it; null where none has. */
  analyst: ReportCoding | null;
  /** What counts: the analyst's coding, else the reporter's. */
  coded: ReportCoding;
  /** Another report about the same change, and who says so. */
  sameAs: { id: string; saidBy: "reporter" | "analyst" } | null;
  confirmations: ConfirmationResult[];
}

/** One change, in all the reports that are about it, oldest first. */
export interface ReportedChange {
  /** The id of its oldest report: stable as long as no older one joins it. */
  id: string;
  reports: ReportResult[];
  /** Organisations that say so each for itself: those that reported it, and others that agree. */
  voices: Array<{ id: string | null; name: string }>;
  /** Another organisation agrees, or two reported it in the same words of the coding (kind and ring). */
  corroborated: boolean;
  /** Another organisation disagrees; it is shown, whoever else agrees. */
  disputed: boolean;
}

/**
 * Reports gathered into the changes they are about, newest report first. Corroborated (METHODS §4) is a change that another organisation
 * agrees to, or that two organisations reported and that is coded with the same kind and ring in both. Who partly agrees neither
 * corroborates nor disputes.
 */
export function reportedChanges(reports: readonly ReportResult[]): ReportedChange[] {
  const heads = headsOf(reports);
  const groups = Map.groupBy([...reports].sort(oldestFirst), ({ id }) => heads.get(id) ?? id);
  return [...groups.values()].map(changeOf).sort((one, other) => newestDay(other).localeCompare(newestDay(one)));
}

/** For each report one that stands for all that are about the same change, however they point at each other. */
function headsOf(reports: readonly ReportResult[]): Map<string, string> {
  const heads = new Map(reports.map(({ id }) => [id, id]));
  for (const { id, sameAs } of reports) {
    if (!sameAs || !heads.has(sameAs.id)) continue;
    const [joining, joined] = [heads.get(id) as string, heads.get(sameAs.id) as string];
    for (const [report, head] of heads) if (head === joining) heads.set(report, joined);
  }
  return heads;
}

function changeOf(reports: ReportResult[]): ReportedChange {
  const reporters = new Map(reports.map(({ organisation }) => [organisation.id, organisation]));
  const witnesses = reports.flatMap((report) =>
    report.confirmations.filter(({ organisation }) => organisation.id !== report.organisation.id),
  );
  const agreeing = witnesses.filter(({ agreement }) => agreement === "agree").map(({ organisation }) => organisation);
  return {
    id: (reports[0] as ReportResult).id,
    reports,
    voices: unique([...reporters.values(), ...agreeing]),
    corroborated: agreeing.length > 0 || (reporters.size > 1 && isReportedAlike(reports)),
    disputed: witnesses.some(({ agreement }) => agreement === "disagree"),
  };
}

/** Whether two organisations reported it with the same kind and ring; without a ring nothing can be said. */
function isReportedAlike(reports: ReportResult[]): boolean {
  const known = reports.filter(({ coded }) => coded.ring !== null);
  const alike = Map.groupBy(known, ({ coded }) => `${coded.kind} ${coded.ring}`);
  return [...alike.values()].some((same) => new Set(same.map(({ organisation }) => organisation.id)).size > 1);
}

function unique(organisations: ReportedChange["voices"]): ReportedChange["voices"] {
  return [...new Map(organisations.map((one) => [one.id ?? `outside ${one.name.toLowerCase()}`, one])).values()];
}

/** Of one day, the report that others point at stands first: ids are random, and a decision is kept under the first one's. */
function oldestFirst(one: ReportResult, other: ReportResult): number {
  const pointsAt = ({ sameAs }: ReportResult) => Number(sameAs !== null);
  return (
    one.reportedOn.localeCompare(other.reportedOn) || pointsAt(one) - pointsAt(other) || one.id.localeCompare(other.id)
  );
}

function newestDay({ reports }: ReportedChange): string {
  return (reports.at(-1) as ReportResult).reportedOn;
}
