import type { LocalizedText } from "#surveys/definition/codebook.ts";
import type { ConfirmationResult } from "#surveys/impact/reports/reports.ts";
import type { ChangeResult, IndicatorResult, PointResult, Results } from "#surveys/impact/results.ts";
import type { SealContent } from "#surveys/initiative/seal.ts";
import type { HoursSaved, SavedFigure } from "./hours-saved.ts";
import { type ProcessMeasure, readProcessItem } from "./process.ts";
import type { SavedTogether, Saving } from "./read-savings.server.ts";

/** One measure of a process: the figures are those of its indicator, which have passed disclosure control. */
export interface MeasureResult {
  measure: ProcessMeasure;
  /** "actor/workflow-tip-off-hours/mean" */
  indicator: string;
  unitLabel: LocalizedText | null;
  points: PointResult[];
  /** From the baseline to the newest wave that has both; null where none has. */
  change: ChangeResult | null;
}

/** A named process in the ledger. */
export interface WorkflowResult {
  /** "tip-off" */
  process: string;
  label: LocalizedText;
  measures: MeasureResult[];
  /** The waves the saving is from and to; null where there is no follow-up that asked how many cases there are. */
  from: string | null;
  to: string | null;
  /** Hours saved a month; null where nobody knows, or too few do. */
  saved: HoursSaved | null;
  /** A sealed goal or expectation speaks of one of its measures: then a change is no ripple. */
  foreseen: "goal" | "expectation" | null;
  /** What organisations say of the change from the baseline to the newest wave. */
  confirmations: ConfirmationResult[];
}

/** Hours saved a month over the processes of which they are known, and which are not. */
export interface LedgerTotal {
  known: string[];
  unknown: string[];
  /** The sum over the known processes, in all organisations that answered; null where no process is known. */
  saved: SavedFigure | null;
}

export interface LedgerMaterial {
  results: Results;
  savings: Saving[];
  sealed: Pick<SealContent, "goals" | "expectations">;
  confirmations: Array<{ process: string; fromWaveId: string; toWaveId: string; result: ConfirmationResult }>;
}

/** The processes that the actors' surveys ask about, in the order they are asked. */
export function workflowLedger(material: LedgerMaterial): WorkflowResult[] {
  const indicators = material.results.indicators.filter(
    ({ audience, kind, segment, itemKey }) =>
      audience === "actor" && kind === "number" && segment === "" && readProcessItem(itemKey) !== null,
  );
  const processes = Map.groupBy(indicators, ({ itemKey }) => readProcessItem(itemKey)?.process ?? "");
  return [...processes].map(([process, own]) => workflowOf(process, own, material));
}

/** The total over what is known; what is not stands apart and is never taken for nothing. */
export function ledgerTotal(workflows: readonly WorkflowResult[], { known, saved }: SavedTogether): LedgerTotal {
  const processes = workflows.map(({ process }) => process);
  return {
    known: processes.filter((process) => known.includes(process)),
    unknown: processes.filter((process) => !known.includes(process)),
    saved,
  };
}

function workflowOf(process: string, own: IndicatorResult[], material: LedgerMaterial): WorkflowResult {
  const { results, savings, sealed } = material;
  const saving = savings.findLast((one) => one.process === process);
  const items = new Set(own.map(({ itemKey }) => itemKey));
  const isOwn = ({ audience, item_key }: { audience: string | null; item_key: string | null }) =>
    audience === "actor" && item_key !== null && items.has(item_key);
  const measures = own.map((indicator) => measureOf(indicator, results));
  const newest = newestPair(measures);
  return {
    process,
    label: processLabel(own[0] as IndicatorResult),
    measures,
    from: saving?.from ?? null,
    to: saving?.to ?? null,
    saved: saving?.saved ?? null,
    foreseen: sealed.goals.some(isOwn) ? "goal" : sealed.expectations.some(isOwn) ? "expectation" : null,
    confirmations: material.confirmations
      .filter((one) => one.process === process && one.fromWaveId === newest?.from && one.toWaveId === newest.to)
      .map(({ result }) => result),
  };
}

/** That a measure of a process certainly went one way, without a figure. */
export interface ProcessClaim {
  measure: Exclude<ProcessMeasure, "cases">;
  way: "fell" | "rose";
}

/** What may be asked about: the measures whose interval leaves out zero. */
export function processClaims(measures: readonly MeasureResult[]): ProcessClaim[] {
  return measures.flatMap(({ measure, change }): ProcessClaim[] => {
    if (measure === "cases" || change?.low == null || change.high == null) return [];
    if (change.high < 0) return [{ measure, way: "fell" }];
    return change.low > 0 ? [{ measure, way: "rose" }] : [];
  });
}

/** The pair of waves that the ledger compares: the newest of which a change can be told. */
export function newestPair(measures: readonly MeasureResult[]): { from: string; to: string } | null {
  const changes = measures.flatMap(({ measure, change }) => (measure !== "cases" && change ? [change] : []));
  const newest = changes.sort((one, other) => other.toPosition - one.toPosition)[0];
  return newest ? { from: newest.from, to: newest.to } : null;
}

function measureOf(indicator: IndicatorResult, { changes }: Results): MeasureResult {
  return {
    measure: readProcessItem(indicator.itemKey)?.measure as ProcessMeasure,
    indicator: indicator.key,
    unitLabel: indicator.unitLabel,
    points: indicator.points,
    change:
      changes.findLast(
        (change) =>
          change.indicator === indicator.key &&
          change.segment === "" &&
          change.fromPosition === 0 &&
          change.estimate !== null,
      ) ?? null,
  };
}

/** The panel that its questions stand in names the process: "Tip-offs: How many working hours …". */
function processLabel({ label }: IndicatorResult): LocalizedText {
  const before = (text: string) => (text.includes(": ") ? text.slice(0, text.indexOf(": ")) : text);
  return { da: before(label.da), en: before(label.en) };
}
