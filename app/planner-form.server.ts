import type { LanguageCode } from "#db/schema.ts";
import { indicatorKey } from "#surveys/definition/reading.ts";
import type { readKnownFigures } from "#surveys/impact/planner/known-figures.server.ts";
import { makePlan } from "#surveys/impact/planner/make-plan.ts";
import {
  type KnownFigures,
  type PlannerField,
  type PlannerInput,
  type PlannerTyped,
  plannerFields,
  usual,
} from "#surveys/impact/planner/planner.ts";
import { readPlan } from "#surveys/impact/planner/read-plan.ts";
import type { IndicatorChoice } from "#surveys/initiative/indicator-choice.ts";
import { isProblem } from "#surveys/problem.ts";
import type { Reader } from "#surveys/reporting/number-format.ts";
import { changeWords, planSentences } from "#surveys/reporting/planner-words.ts";
import { formatGiven } from "./texts/given-number.ts";

/** The fields that earlier waves or the usual can fill, in the order of the form. */
const filled = ["change", "sd", "level", "responseRate", "overlap", "correlation", "designEffect", "goals"] as const;
type Filled = (typeof filled)[number];

/** What the planner's page shows for an address: what was typed, what fills the empty fields, and the plan, or what is wrong with it. */
export function plannerPage(
  search: URLSearchParams,
  earlier: Awaited<ReturnType<typeof readKnownFigures>>,
  choices: IndicatorChoice[],
  reader: Reader,
) {
  const typed = typedIn(search);
  const chosen = choices.find((choice) => indicatorKey(choice) === typed.measure);
  const measure = chosen ?? {
    unit: typed.measure === "share" ? ("percent" as const) : ("points" as const),
    unitLabel: null,
  };
  const known = earlier.of(chosen?.audience ?? "resident", chosen ? indicatorKey(chosen) : null);
  const fillers = fillersOf(known, earlier.goals, reader.language);
  const input = readPlan({ ...typed, goals: typed.goals?.trim() || fillers.goals }, measure.unit, known);
  const shown = { typed, fillers, unit: { unit: measure.unit, unitLabel: measure.unitLabel } };
  if (isProblem(input)) return { ...shown, problem: input, plan: null };
  const plan = makePlan(input);
  return {
    ...shown,
    problem: null,
    plan: {
      sentences: planSentences(plan, input, measure, reader),
      used: usedFigures(input, typed, known, reader.language),
      table: plan.table.map((row) => ({
        ...row,
        change: row.change === null ? null : changeWords(row.change, input, measure, reader),
      })),
    },
  };
}

function typedIn(search: URLSearchParams): PlannerTyped {
  return Object.fromEntries(plannerFields.map((field) => [field, search.get(field)?.slice(0, 200) ?? ""]));
}

/** What stands for an empty field, as it would be typed. */
function fillersOf(known: KnownFigures, goals: number, language: LanguageCode): Record<Filled, string> {
  const rounded = (value: number) => formatGiven(Number(value.toFixed(value < 1 ? 2 : 1)), language);
  const of = (field: Filled) =>
    field === "goals" ? Math.max(usual.goals, goals) : (knownOf(known, field) ?? usual[field]);
  return Object.fromEntries(filled.map((field) => [field, rounded(of(field))])) as Record<Filled, string>;
}

function knownOf(known: KnownFigures, field: Filled): number | null {
  return field === "change" || field === "designEffect" || field === "goals" ? null : known[field];
}

/** The figures a plan was made with and where each comes from; those that the other kind of figure asks for are left out. */
function usedFigures(input: PlannerInput, typed: PlannerTyped, known: KnownFigures, language: LanguageCode) {
  const isPercent: PlannerField[] = ["level", "responseRate", "overlap"];
  return filled
    .filter((field) => field !== "change" && field !== (input.kind === "mean" ? "level" : "sd"))
    .map((field) => {
      const value = isPercent.includes(field) ? input[field] * 100 : input[field];
      const from = typed[field]?.trim() ? "typed" : knownOf(known, field) === null ? "usual" : "known";
      return {
        field,
        value: formatGiven(Number(value.toFixed(2)), language),
        percent: isPercent.includes(field),
        from,
      };
    });
}
