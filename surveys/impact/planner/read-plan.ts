import { readNumber } from "#surveys/initiative/field-check.ts";
import { firstProblem, isProblem, type Problem, problemAt } from "#surveys/problem.ts";
import type { KnownFigures, PlannerField, PlannerInput, PlannerTyped } from "./planner.ts";
import { usual } from "./planner.ts";

type Limits = readonly [low: number, high: number];

/** Percent where the form asks for percent. */
const limits = {
  responseRate: [1, 100],
  overlap: [0, 100],
  correlation: [0, 0.95],
  designEffect: [1, 10],
  goals: [1, 50],
  level: [1, 99],
  invited: [1, 1_000_000],
} as const satisfies Partial<Record<PlannerField, Limits>>;

/** What a mean is counted in decides how large an amount can be. */
const largest = { points: 100, own: 1_000_000 };

/**
 * Reads a plan as it was typed, empty fields filled from what earlier waves know, else with the usual.
 *
 * @param unit of what is measured.
 * @returns the plan to work out. Refused, all at once: "field.not-a-number", "field.out-of-range" at the field.
 */
export function readPlan(
  typed: PlannerTyped,
  unit: "points" | "percent" | "own",
  known: KnownFigures,
): PlannerInput | Problem {
  const kind = unit === "percent" ? "share" : "mean";
  const most = unit === "own" ? largest.own : largest.points;
  const read = (field: Exclude<PlannerField, "measure" | "groups">, without: number, within: Limits) =>
    numberIn(field, typed[field], without, within);
  const level = read("level", known.level ?? usual.level, limits.level);
  const numbers = {
    level,
    change: read("change", usual.change, [0.1, kind === "share" ? roomBeside(level) : most]),
    sd: read("sd", known.sd ?? usual.sd, [0.1, unit === "own" ? most : 60]),
    responseRate: read("responseRate", known.responseRate ?? usual.responseRate, limits.responseRate),
    overlap: read("overlap", known.overlap ?? usual.overlap, limits.overlap),
    correlation: read("correlation", known.correlation ?? usual.correlation, limits.correlation),
    designEffect: read("designEffect", usual.designEffect, limits.designEffect),
    goals: read("goals", usual.goals, limits.goals),
    invited: typed.invited?.trim() ? read("invited", 1, limits.invited) : null,
  };
  const problems = Object.values(numbers).map((value) => (isProblem(value) ? value : null));
  const refused = firstProblem(problems);
  if (refused) return refused;
  return inFractions(numbers as Record<keyof typeof numbers, number>, kind, typed.groups === "2" ? 2 : 1);
}

function numberIn(field: PlannerField, typed: string | undefined, without: number, [low, high]: Limits) {
  const number = typed?.trim() ? readNumber(field, typed) : without;
  if (isProblem(number)) return number;
  return number >= low && number <= high ? number : problemAt(field, "field.out-of-range", { low, high });
}

/** A share of 20 % cannot fall by 30; but it can rise by 30, and one way is enough. */
function roomBeside(level: number | Problem): number {
  return isProblem(level) ? 100 : Math.max(level, 100 - level);
}

type Numbers = Record<
  "change" | "level" | "sd" | "responseRate" | "overlap" | "correlation" | "designEffect" | "goals",
  number
>;

function inFractions(
  numbers: Numbers & { invited: number | null },
  kind: PlannerInput["kind"],
  groups: 1 | 2,
): PlannerInput {
  return {
    ...numbers,
    ...{ kind, groups, goals: Math.round(numbers.goals) },
    invited: numbers.invited === null ? null : Math.round(numbers.invited),
    change: kind === "share" ? numbers.change / 100 : numbers.change,
    level: numbers.level / 100,
    responseRate: numbers.responseRate / 100,
    overlap: numbers.overlap / 100,
  };
}
