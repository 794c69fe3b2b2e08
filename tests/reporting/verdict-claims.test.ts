import fc from "fast-check";
import { expect, test } from "vitest";
import type { GoalResult, Verdict } from "#surveys/impact/results.ts";
import type { Reader } from "#surveys/reporting/number-format.ts";
import { goalSentence } from "#surveys/reporting/verdict-words.ts";
import { anyCase, goalIn, resultsOfCase } from "#tests/impact/goal-world.ts";
import { danish, english } from "./sample.ts";

/*
 * What a reader takes from the sentence alone, number by number as it is printed: each verdict claims something about the printed interval and
 * the printed target, and the printed figures must bear it out.
 */

interface Claims {
  change: Interval;
  level: Interval | null;
  target: number;
}

interface Interval {
  estimate: number;
  low: number;
  high: number;
}

const number = "(−?[\\d.,]+)";
const unit = "(?:\\s?%| procentpoint| percentage points| timer| hours)?";

function claimsOf(sentence: string, { language }: Reader): Claims | null {
  const [change, to, interval, goal] =
    language === "da"
      ? [
          "ændring",
          "til",
          "95\u00a0%-sikkerhedsinterval",
          "Målet var (?:mindst|højst|en stigning på mindst|et fald på mindst)",
        ]
      : [
          "change",
          "to",
          "95% confidence interval",
          "The goal was (?:at least|at most|a rise of at least|a fall of at least)",
        ];
  const moved = new RegExp(`${change} ${number}${unit}; ${interval} ${number} ${to} ${number}`).exec(sentence);
  const level = new RegExp(`(?:var|was) ${number}${unit} \\(${interval} ${number} ${to} ${number}\\)`).exec(sentence);
  const target = new RegExp(`${goal} ${number}`).exec(sentence);
  if (!moved || !target) return null;
  const read = (text = "") => {
    const plain = language === "da" ? text.replace(/\./g, "").replace(",", ".") : text.replace(/,/g, "");
    return Number(plain.replace(/\.$/, "").replace("−", "-"));
  };
  const intervalIn = ([, estimate, low, high]: RegExpExecArray) => ({
    ...{ estimate: read(estimate), low: read(low), high: read(high) },
  });
  return { change: intervalIn(moved), level: level ? intervalIn(level) : null, target: read(target[1]) };
}

/** The verdict that follows from what is printed (METHODS §3). */
function verdictPrinted({ change, level, target }: Claims, goal: GoalResult): Verdict {
  const sign = goal.direction === "rise" ? 1 : -1;
  const turned = ({ estimate, low, high }: Interval) => ({
    ...{ estimate: sign * estimate, low: Math.min(sign * low, sign * high), high: Math.max(sign * low, sign * high) },
  });
  const judged = turned(level ?? change);
  const wanted = level ? sign * target : target;
  const moved = turned(change);
  if (judged.low >= wanted) return "reached";
  if (judged.estimate >= wanted) return "probably-reached";
  if (moved.low > 0) return "on-the-way";
  if (moved.high < 0) return "worse";
  const trifle = goal.smallestWorthwhile;
  return moved.low >= -trifle && moved.high <= trifle ? "unchanged" : "cannot-tell";
}

test.each([
  ["Danish", danish],
  ["English", english],
])("the %s sentence claims nothing that its own figures do not bear out", (_language, reader) => {
  const met = new Map<Verdict, number>();
  fc.assert(
    fc.property(anyCase, (made) => {
      const results = resultsOfCase(made);
      const goal = goalIn(results);
      const sentence = goalSentence(results, goal, reader);
      const opening = reader.say(`results:sentence.goal.${goal.verdict}`);
      if (goal.verdict === "too-few") {
        expect(claimsOf(sentence, reader)).toBeNull();
        return;
      }
      expect(sentence.startsWith(opening), sentence).toBe(true);
      const claims = claimsOf(sentence, reader);
      if (!claims) return;
      met.set(goal.verdict, (met.get(goal.verdict) ?? 0) + 1);
      expect(claims.level !== null, sentence).toBe(goal.target.kind === "level");
      expect(verdictPrinted(claims, goal), sentence).toBe(goal.verdict);
      for (const { estimate, low, high } of [claims.change, claims.level ?? claims.change]) {
        expect(low, sentence).toBeLessThanOrEqual(estimate);
        expect(high, sentence).toBeGreaterThanOrEqual(estimate);
      }
    }),
    { numRuns: 1200, seed: 20261125 },
  );
  expect(met.size, JSON.stringify([...met])).toBe(6);
});
