import { detectableOf } from "#surveys/impact/detectable.ts";
import type { ChangeResult, Results, RippleResult } from "#surveys/impact/results.ts";
import { type Described, describe } from "./finding.ts";
import type { Reader } from "./number-format.ts";
import { rippleIndicator, rippleSentence } from "./ripple-words.ts";
import { waveNames } from "./trend.ts";

/** A flagged ripple in the reader's words; its sentence stands under the indicator's name. */
export interface RippleFinding {
  ripple: Omit<RippleResult, "change">;
  change: ChangeResult;
  /** The smallest true change that these answers, tested by themselves, would have shown 80 % of the time. */
  detectable: number | null;
  sentence: string;
  indicator: Described;
  fromWave: string;
  toWave: string;
}

/** One question that moved unexpectedly: its surest finding, and the further groups and waves in which it moved the same way. */
export interface RippleGroup {
  surest: RippleFinding;
  further: RippleFinding[];
}

/** The findings of one movement, the surest first, in the reader's words; null where the results do not know the indicator. */
export function rippleGroup(results: Results, findings: readonly RippleResult[], reader: Reader): RippleGroup | null {
  const [surest, ...further] = findings.flatMap((ripple) => rippleFinding(results, ripple, reader));
  return surest ? { surest, further } : null;
}

/** By question what only rose or fell with the tide: no ripple, but nothing to be silent about. */
export function tideGroups(results: Results, reader: Reader): RippleGroup[] {
  const withTide = results.ripples.filter((ripple) => ripple.withTide);
  const groups = Map.groupBy(withTide, ({ indicator, kind }) => `${indicator} ${kind}`);
  return [...groups.values()].flatMap((findings) => rippleGroup(results, findings, reader) ?? []);
}

function rippleFinding(results: Results, ripple: RippleResult, reader: Reader): RippleFinding[] {
  const indicator = rippleIndicator(results, ripple);
  if (!indicator) return [];
  const names = waveNames(results);
  const { change, ...flagged } = ripple;
  return [
    {
      ripple: flagged,
      change,
      detectable: detectableOf(change),
      sentence: rippleSentence(results, ripple, reader, "under-title"),
      indicator: describe(indicator, reader),
      fromWave: names.get(ripple.from) ?? "",
      toWave: names.get(ripple.to) ?? "",
    },
  ];
}
