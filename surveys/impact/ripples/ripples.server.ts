import type { Database, DatabaseTransaction } from "#db/schema.ts";
import { readNetwork } from "#surveys/impact/network/network.server.ts";
import { tieCandidates } from "#surveys/impact/network/network-candidates.ts";
import { reportCandidates } from "#surveys/impact/reports/report-candidates.ts";
import { readReports } from "#surveys/impact/reports/reports.server.ts";
import { readResults } from "#surveys/impact/results.server.ts";
import type { Results } from "#surveys/impact/results.ts";
import { themeCandidates } from "#surveys/impact/themes/theme-candidates.ts";
import { readThemes } from "#surveys/impact/themes/themes.server.ts";
import { workflowCandidates } from "#surveys/impact/workflows/workflow-candidates.ts";
import { readWorkflows } from "#surveys/impact/workflows/workflows.server.ts";
import { actorsOf } from "#surveys/initiative/organisation.server.ts";
import type { RippleCandidate, RippleType } from "./candidate.ts";
import { indicatorCandidates } from "./indicator-candidates.ts";
import type { Ripple, RippleStep, StoodOn } from "./ripple-life.ts";
import { type StepsByKey, standingRipples } from "./ripple-standing.server.ts";

/** The one inbox, with the results that the words of its figures are made of. */
export interface RippleInbox {
  results: Results;
  /** Names of the actors, past and present, by id. */
  organisations: ReadonlyMap<string, string>;
  /** In the order of their sources, surest first; decisions whose candidate is no longer found stand last. */
  ripples: Ripple[];
}

/**
 * The candidates of every source, gains and harms alike, each with where it stands. Candidates are made of figures that have passed
 * disclosure control; what analysts have decided is read from the steps they took.
 */
export async function readRipples(db: Database, initiativeId: string): Promise<RippleInbox> {
  const results = await readResults(db, initiativeId);
  const actors = await actorsOf(db, initiativeId);
  const themes = await readThemes(db, initiativeId, results.floor);
  const lastDays = new Map(results.waves.map(({ id, closesOn }) => [id, closesOn]));
  const { workflows } = await readWorkflows(db, initiativeId, results);
  const ofWorkflows = workflowCandidates(results, workflows);
  const candidates = [
    ...indicatorCandidates(results).filter((candidate) => !isCovered(candidate, ofWorkflows)),
    ...ofWorkflows,
    ...tieCandidates(await readNetwork(db, initiativeId)),
    ...reportCandidates(await readReports(db, initiativeId)),
    ...themeCandidates(themes, lastDays),
  ];
  return {
    results,
    organisations: new Map(actors.map(({ organisationId, name }) => [organisationId, name])),
    ripples: standingRipples(candidates, await stepsByKey(db, initiativeId)),
  };
}

/** Whether a process in the ledger stands for this indicator: one change is listed once. */
function isCovered({ kind, subject }: RippleCandidate, ofWorkflows: RippleCandidate[]): boolean {
  if (subject.source !== "indicator") return false;
  return ofWorkflows.some(
    (one) =>
      one.kind === kind &&
      one.subject.source === "workflow" &&
      one.subject.indicators.includes(subject.ripple.indicator),
  );
}

/** Every step about an initiative's ripples, by key and in order. */
export async function stepsByKey(db: Database | DatabaseTransaction, initiativeId: string): Promise<StepsByKey> {
  const rows = await db
    .selectFrom("ripple_step")
    .innerJoin("account", "account.id", "ripple_step.account_id")
    .selectAll("ripple_step")
    .select("account.name as by")
    .where("initiative_id", "=", initiativeId)
    .orderBy("key")
    .orderBy("number")
    .execute();
  const steps = Map.groupBy(rows, ({ key }) => key);
  return new Map([...steps].map(([key, ofKey]) => [key, ofKey.map(stepOf)]));
}

type StepRow = Omit<RippleStep, "coding" | "otherKey" | "stoodOn"> &
  Pick<RippleStep["coding"], "depth" | "ring"> & {
    type: string | null;
    other_key: string | null;
    stood_on: string | null;
  };

function stepOf({ number, deed, reason, type, depth, ring, other_key, stood_on, by, at }: StepRow): RippleStep {
  return {
    ...{ number, deed, reason, by, at, otherKey: other_key },
    coding: { type: type as RippleType | null, depth, ring },
    stoodOn: stood_on === null ? null : (JSON.parse(stood_on) as StoodOn),
  };
}
