import type { Journal } from "./journal.ts";
import { type Design, designName, type Setting, screeningDesigns, settingsOf } from "./screening-grid.ts";
import { rules } from "./screening-replicate.ts";
import type { RuleSums, ScreeningUnit, SettingSums } from "./screening-unit.ts";

export interface Measured {
  value: number;
  /** Monte Carlo standard error. */
  error: number;
}

export interface RuleFigures {
  fdr: Measured;
  power: Measured;
  /** Power among those that fell. */
  powerOfFalls: number;
}

/** One cell of the grid: a design under one setting. */
export interface ScreeningCell {
  design: Design;
  setting: Setting;
  surveys: number;
  /** With the floor of 3 points, which is the rule that Ringvirk has, and without it; then by rule. */
  figures: Record<"floor" | "noFloor", Record<(typeof rules)[number], RuleFigures>>;
  /** Ringvirk's power over the oracle's; null where the oracle stays below a half. */
  ofOracle: Record<"floor" | "noFloor", Measured | null>;
  behindBonferroni: number;
  averageCorrelation: number;
  tideBias: number;
  tideHeld: number;
}

export function screeningCells(journal: Journal, seed: number): ScreeningCell[] {
  const entries = journal.entriesOf(seed, "screening");
  return screeningDesigns().flatMap((design) => {
    const units = (entries.get(designName(design)) ?? []).map(({ result }) => result as ScreeningUnit);
    const surveys = units.reduce((sum, unit) => sum + unit.surveys, 0);
    if (surveys === 0) return [];
    return settingsOf(design).map((setting, index) =>
      cellOf(
        design,
        setting,
        surveys,
        units.map((unit) => unit.settings[index] as SettingSums),
      ),
    );
  });
}

function cellOf(design: Design, setting: Setting, surveys: number, parts: SettingSums[]): ScreeningCell {
  const sum = (of: (part: SettingSums) => number) => parts.reduce((total, part) => total + of(part), 0);
  const figuresAt = (floor: number) => {
    const figures = rules.map((_, rule) => {
      const part = (of: (sums: RuleSums) => number) => sum((one) => of(one.rules[floor]?.[rule] as RuleSums));
      return {
        fdr: measured(
          part((one) => one.falseShare),
          part((one) => one.falseShareSquared),
          surveys,
        ),
        power: measured(
          part((one) => one.found),
          part((one) => one.foundSquared),
          surveys,
        ),
        powerOfFalls: part((one) => one.foundFalls) / surveys,
      };
    });
    return Object.fromEntries(rules.map((rule, index) => [rule, figures[index]])) as ScreeningCell["figures"]["floor"];
  };
  const figures = { floor: figuresAt(0), noFloor: figuresAt(1) };
  const tides = sum((one) => one.tides);
  return {
    ...{ design, setting, surveys, figures },
    ofOracle: {
      floor: ratioOf(figures.floor, sum((one) => one.withOracle[0] ?? 0) / surveys, surveys),
      noFloor: ratioOf(figures.noFloor, sum((one) => one.withOracle[1] ?? 0) / surveys, surveys),
    },
    behindBonferroni: sum((one) => one.behindBonferroni),
    averageCorrelation: sum((one) => one.correlation) / surveys,
    tideBias: sum((one) => one.tideError) / tides,
    tideHeld: sum((one) => one.tideHeld) / tides,
  };
}

function measured(sum: number, squares: number, n: number): Measured {
  const value = sum / n;
  return { value, error: Math.sqrt(Math.max(0, squares / n - value ** 2) / n) };
}

/** By the delta method, with the two rules' powers in the same surveys. */
function ratioOf(figures: ScreeningCell["figures"]["floor"], product: number, surveys: number): Measured | null {
  const [ours, oracle] = [figures.ringvirk.power, figures.oracle.power];
  if (oracle.value < 0.5) return null;
  const value = ours.value / oracle.value;
  const [varianceOurs, varianceOracle] = [ours.error ** 2 * surveys, oracle.error ** 2 * surveys];
  const shared = product - ours.value * oracle.value;
  const variance = varianceOurs - 2 * value * shared + value ** 2 * varianceOracle;
  return { value, error: Math.sqrt(Math.max(0, variance) / surveys) / oracle.value };
}
