import type { LocalizedText } from "#surveys/definition/codebook.ts";
import type { ConfirmationResult } from "#surveys/impact/reports/reports.ts";
import type { IndicatorResult, Results } from "#surveys/impact/results.ts";
import type { HoursSaved, SavedFigure } from "#surveys/impact/workflows/hours-saved.ts";
import type { ProcessMeasure } from "#surveys/impact/workflows/process.ts";
import type { WorkflowSubject } from "#surveys/impact/workflows/workflow-candidates.ts";
import {
  type LedgerTotal,
  type MeasureResult,
  type ProcessClaim,
  processClaims,
  type WorkflowResult,
} from "#surveys/impact/workflows/workflow-ledger.ts";
import { changeSentence, trendSentence } from "./change-sentence.ts";
import { formatNumber, type Reader } from "./number-format.ts";
import { rippleIndicator, rippleSentence } from "./ripple-words.ts";
import { tellingDecimals } from "./telling-decimals.ts";
import { waveNames } from "./trend.ts";

/** A process of the ledger in the reader's words. */
export interface WorkflowFinding {
  process: string;
  name: string;
  foreseen: WorkflowResult["foreseen"];
  measures: MeasureFinding[];
  /** What is saved a month, or that it is not known. */
  saved: string[];
  claims: string[];
  confirmations: ConfirmationResult[];
}

export interface MeasureFinding extends MeasureResult {
  name: string;
  sentence: string;
}

/** The whole ledger in the reader's words: waves by id, processes, and what is known in all. */
export interface LedgerFinding {
  waves: Array<{ id: string; name: string }>;
  workflows: WorkflowFinding[];
  total: { sentences: string[]; known: boolean };
}

export function ledgerFinding(
  results: Results,
  { workflows, total }: { workflows: readonly WorkflowResult[]; total: LedgerTotal },
  reader: Reader,
): LedgerFinding {
  return {
    waves: wavesOf(results, workflows),
    workflows: workflows.map((workflow) => workflowFinding(results, workflow, reader)),
    total: totalFinding(workflows, total, reader),
  };
}

/** One process in the reader's words, and its waves. */
export function workflowPage(
  results: Results,
  workflow: WorkflowResult,
  reader: Reader,
): { waves: LedgerFinding["waves"]; workflow: WorkflowFinding } {
  return { waves: wavesOf(results, [workflow]), workflow: workflowFinding(results, workflow, reader) };
}

/** What the surveys show of a process, without a figure: for whoever is asked to confirm it. */
export function claimWords(claims: readonly ProcessClaim[], { say }: Reader): string[] {
  return claims.map(({ measure, way }) => say(`workflow:claim.${measure}-${way}`));
}

/** A process as a ripple: its surest finding, the other measures that moved, and what it means in hours. */
export function workflowRippleSentence(results: Results, subject: WorkflowSubject, reader: Reader): string {
  const { ripple, further, workflow } = subject;
  const first = rippleIndicator(results, ripple);
  const seen = new Set([ripple.indicator]);
  const others = further.filter(
    ({ indicator, segment }) => segment === "" && !seen.has(indicator) && seen.add(indicator),
  );
  return [
    first ? questionOf(first, reader) : "",
    rippleSentence(results, ripple, reader, "under-title"),
    ...others.flatMap((other) => {
      const indicator = rippleIndicator(results, other);
      if (!indicator) return [];
      return [questionOf(indicator, reader), changeSentence(indicator, other.change, reader, "under-title")];
    }),
    ...savedSentences(workflow.saved, reader),
  ].join(" ");
}

function wavesOf(results: Results, workflows: readonly WorkflowResult[]): LedgerFinding["waves"] {
  const names = waveNames(results);
  const asked = new Set(
    workflows.flatMap(({ measures }) => measures.flatMap(({ points }) => points.map(({ waveId }) => waveId))),
  );
  return results.waves.filter(({ id }) => asked.has(id)).map(({ id }) => ({ id, name: names.get(id) ?? "" }));
}

function workflowFinding(results: Results, workflow: WorkflowResult, reader: Reader): WorkflowFinding {
  const { process, label, foreseen, measures, saved, confirmations } = workflow;
  return {
    ...{ process, name: label[reader.language], foreseen, confirmations },
    measures: measures.map((measure) => measureFinding(results, measure, reader)),
    saved: saved === null ? [unknownSentence(workflow, reader)] : savedSentences(saved, reader),
    claims: claimWords(processClaims(measures), reader),
  };
}

function measureFinding(results: Results, measure: MeasureResult, reader: Reader): MeasureFinding {
  const indicator = results.indicators.find(({ key, segment }) => key === measure.indicator && segment === "");
  return {
    ...measure,
    name: reader.say(`workflow:measure.${measure.measure}`),
    sentence: indicator ? trendSentence(results, indicator, reader, "under-title") : "",
  };
}

/** The question after the process's name: "Tip-offs: How many …" says the name twice under a title that is the name. */
function questionOf({ label }: Pick<IndicatorResult, "label">, { language }: Reader): string {
  const text = (label as LocalizedText)[language];
  return text.includes(": ") ? text.slice(text.indexOf(": ") + 2) : text;
}

function savedSentences(saved: HoursSaved | null, reader: Reader): string[] {
  if (saved === null) return [];
  const { people, perOrganisation, inAll } = saved;
  const each = spoken(perOrganisation, reader);
  const all = inAll ? spoken(inAll, reader) : null;
  return [
    ...(all
      ? [reader.say(`workflow:saved.all-${all.way}`, { ...all.values, organisations: inAll?.organisations ?? 0 })]
      : []),
    reader.say(`workflow:saved.each-${each.way}`, { ...each.values, people }),
  ];
}

function unknownSentence({ to, measures }: WorkflowResult, { say }: Reader): string {
  const wasAsked = measures.some(({ measure }) => measure === ("cases" satisfies ProcessMeasure));
  return say(`workflow:saved.${to === null && !wasAsked ? "not-asked" : "too-few"}`);
}

/** Saved, spent, or nobody can say: only an interval on one side of zero says which. */
function spoken(
  { estimate, low, high }: SavedFigure,
  { language }: Reader,
): { way: string; values: Record<string, string> } {
  const decimals = tellingDecimals([], [estimate, low, high]);
  const hours = (value: number) => formatNumber(value, language, decimals);
  if (low === null || high === null) return { way: "no-interval", values: { hours: hours(estimate) } };
  if (high < 0) return { way: "spent", values: { hours: hours(-estimate), low: hours(-high), high: hours(-low) } };
  const values = { hours: hours(estimate), low: hours(low), high: hours(high) };
  return { way: low > 0 ? "saved" : "uncertain", values };
}

function totalFinding(
  workflows: readonly WorkflowResult[],
  { known, unknown, saved }: LedgerTotal,
  reader: Reader,
): LedgerFinding["total"] {
  const { say, language } = reader;
  const named = (processes: string[]) =>
    new Intl.ListFormat(language).format(
      workflows.filter(({ process }) => processes.includes(process)).map(({ label }) => label[language].toLowerCase()),
    );
  if (saved === null) return { known: false, sentences: [say("workflow:total.none")] };
  const { way, values } = spoken(saved, reader);
  return {
    known: true,
    sentences: [
      say(`workflow:total.${way}`, values),
      say("workflow:total.over", { processes: named(known) }),
      ...(unknown.length > 0 ? [say("workflow:total.unknown", { processes: named(unknown) })] : []),
    ],
  };
}
