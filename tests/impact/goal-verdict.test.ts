import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Answers, readAnswers } from "#surveys/impact/answers.ts";
import { compareWaves } from "#surveys/impact/comparison.ts";
import { type GoalEvidence, type Interval, probabilityReached, verdictOf } from "#surveys/impact/goal-verdict.ts";
import { pointOf } from "#surveys/impact/point.ts";
import type { ValueCount } from "#surveys/impact/tallies.ts";

const interval = (estimate: number, low: number, high: number): Interval => ({ estimate, low, high });

function evidence(more: Partial<GoalEvidence>): GoalEvidence {
  return {
    ...{ direction: "rise", target: { kind: "change", value: 5 }, smallestWorthwhile: 3 },
    ...{ change: interval(6, 2, 10), level: interval(60, 56, 64) },
    ...more,
  };
}

describe("verdict, first match wins", () => {
  test.each([
    ["reached", interval(8, 5, 11)],
    ["reached", interval(8, 6, 10)],
    ["probably-reached", interval(5, 3, 7)],
    ["probably-reached", interval(6, -2, 14)],
    ["on-the-way", interval(4, 1, 7)],
    ["worse", interval(-2, -3, -1)],
    ["unchanged", interval(0.5, -2, 3)],
    ["cannot-tell", interval(1, -4, 6)],
    ["cannot-tell", interval(2, 0, 4)],
    ["too-few", null],
  ] as const)("a goal of a rise by 5: %s", (verdict, change) => {
    expect(verdictOf(evidence({ change }))).toBe(verdict);
  });

  test("a fall is a rise of the opposite", () => {
    const fall = (change: Interval) => verdictOf(evidence({ direction: "fall", change }));
    expect(fall(interval(-8, -11, -5))).toBe("reached");
    expect(fall(interval(-4, -7, -1))).toBe("on-the-way");
    expect(fall(interval(2, 1, 3))).toBe("worse");
  });

  test("a level is judged on the level's own interval, movement on the change", () => {
    const level = (now: Interval, change: Interval) =>
      verdictOf(evidence({ target: { kind: "level", value: 60 }, level: now, change }));
    expect(level(interval(64, 60, 68), interval(6, 2, 10))).toBe("reached");
    expect(level(interval(62, 58, 66), interval(6, 2, 10))).toBe("probably-reached");
    expect(level(interval(55, 51, 59), interval(6, 2, 10))).toBe("on-the-way");
    expect(level(interval(55, 51, 59), interval(-6, -10, -2))).toBe("worse");
    expect(level(interval(55, 51, 59), interval(0, -2, 2))).toBe("unchanged");
    expect(verdictOf(evidence({ target: { kind: "level", value: 60 }, level: null }))).toBe("too-few");
  });

  test("a level to fall to", () => {
    const days = evidence({ direction: "fall", target: { kind: "level", value: 10 }, level: interval(8, 7, 9) });
    expect(verdictOf(days)).toBe("reached");
    expect(verdictOf({ ...days, level: interval(11, 10.5, 11.5), change: interval(-4, -6, -2) })).toBe("on-the-way");
  });
});

describe("only what is needed is asked for", () => {
  test("a change is judged where the level has no interval: everybody now answers alike", () => {
    const alike = evidence({ change: interval(30, 25, 35), level: null });
    expect(verdictOf(alike)).toBe("reached");
    expect(probabilityReached(alike, 40)).toBeGreaterThan(0.975);
  });

  test("a level is judged where there is no change to judge, as far as that goes", () => {
    const level = (now: Interval) =>
      evidence({ target: { kind: "level", value: 60 }, level: now, change: null, direction: "rise" });
    expect(verdictOf(level(interval(70, 66, 74)))).toBe("reached");
    expect(verdictOf(level(interval(61, 57, 65)))).toBe("probably-reached");
    expect(verdictOf(level(interval(50, 46, 54)))).toBe("too-few");
    expect(probabilityReached(level(interval(50, 46, 54)), 40)).toBeLessThan(0.025);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])("of %s nothing is said", (odd) => {
    for (const change of [interval(odd, 2, 10), interval(6, odd, 10), interval(6, 2, odd)]) {
      expect(verdictOf(evidence({ change }))).toBe("too-few");
      expect(probabilityReached(evidence({ change }), 40)).toBeNull();
    }
    expect(verdictOf(evidence({ target: { kind: "change", value: odd } }))).toBe("too-few");
    const level = { target: { kind: "level", value: 90 }, change: interval(odd, odd, odd) } as const;
    expect(verdictOf(evidence(level))).toBe("too-few");
  });
});

describe("at the ends of what can be asked for", () => {
  test("a fall to 0: reached only where the whole interval is 0", () => {
    const toZero = (now: Interval, change = interval(-4, -6, -2)) =>
      verdictOf(evidence({ direction: "fall", target: { kind: "level", value: 0 }, level: now, change }));
    expect(toZero(interval(0, 0, 3))).toBe("probably-reached");
    expect(toZero(interval(0, 0, 0))).toBe("reached");
    expect(toZero(interval(1, 0, 3))).toBe("on-the-way");
    expect(toZero(interval(1, 0, 3), interval(4, 2, 6))).toBe("worse");
  });

  test("a rise to 100 % that everybody answers: Wilson's limit leaves it probable, never sure", () => {
    expect(verdictOf(evidence({ target: { kind: "level", value: 100 }, level: interval(100, 94, 100) }))).toBe(
      "probably-reached",
    );
  });

  test("an interval that ends on a border is beyond no border but the target's and the trifle's", () => {
    expect(verdictOf(evidence({ change: interval(2, 0, 4) }))).toBe("cannot-tell");
    expect(verdictOf(evidence({ change: interval(-2, -4, 0) }))).toBe("cannot-tell");
    expect(verdictOf(evidence({ change: interval(0, -3, 3) }))).toBe("unchanged");
    expect(verdictOf(evidence({ change: interval(1, 0.5, 1.5) }))).toBe("on-the-way");
    expect(verdictOf(evidence({ change: interval(-1, -1.5, -0.5) }))).toBe("worse");
  });
});

describe("probability that the target is reached", () => {
  test("is a half on the target, 97.5 % where the interval begins at it, 2.5 % where it ends there", () => {
    const at = (change: Interval) => probabilityReached(evidence({ change }), 40);
    expect(at(interval(5, 1, 9))).toBeCloseTo(0.5, 12);
    expect(at(interval(9, 5, 13))).toBeCloseTo(0.975, 9);
    expect(at(interval(1, -3, 5))).toBeCloseTo(0.025, 9);
    expect(at(interval(0, 0, 0))).toBe(0);
    expect(probabilityReached(evidence({ change: null }), 40)).toBeNull();
  });
});

const anyInterval = fc
  .tuple(fc.integer({ min: -400, max: 400 }), fc.integer({ min: 1, max: 150 }), fc.integer({ min: 1, max: 150 }))
  .map(([estimate, below, above]) => interval(estimate / 10, (estimate - below) / 10, (estimate + above) / 10));
const anyEvidence = fc.record({
  direction: fc.constantFrom("rise" as const, "fall" as const),
  target: fc.record({
    kind: fc.constantFrom("level" as const, "change" as const),
    value: fc.integer({ min: 1, max: 30 }),
  }),
  smallestWorthwhile: fc.integer({ min: 1, max: 10 }),
  change: anyInterval,
  level: anyInterval,
});

function mirrored({ estimate, low, high }: Interval, about: number): Interval {
  return { estimate: about - estimate, low: about - high, high: about - low };
}

describe("always", () => {
  test("a goal told the other way round (safety rises, unsafety falls) has the same verdict and probability", () => {
    fc.assert(
      fc.property(anyEvidence, (goal) => {
        const other: GoalEvidence = {
          ...goal,
          direction: goal.direction === "rise" ? "fall" : "rise",
          target: { ...goal.target, value: goal.target.kind === "level" ? 100 - goal.target.value : goal.target.value },
          change: mirrored(goal.change, 0),
          level: mirrored(goal.level, 100),
        };
        const rounded = (interval: Interval) => mirrored(mirrored(interval, 100), 100);
        const same = { ...goal, level: rounded(goal.level) };
        expect(verdictOf(other)).toBe(verdictOf(same));
        expect(probabilityReached(other, 30)).toBeCloseTo(probabilityReached(same, 30) ?? Number.NaN, 6);
      }),
    );
  });

  test("verdict, interval and probability never contradict each other", () => {
    fc.assert(
      fc.property(anyEvidence, (goal) => {
        const verdict = verdictOf(goal);
        const probability = probabilityReached(goal, 30) ?? Number.NaN;
        const sign = goal.direction === "rise" ? 1 : -1;
        const far = Math.min(sign * goal.change.low, sign * goal.change.high);
        const near = Math.max(sign * goal.change.low, sign * goal.change.high);
        if (verdict === "reached") expect(probability).toBeGreaterThanOrEqual(0.975 - 1e-9);
        else expect(probability).toBeLessThan(0.975);
        if (verdict === "probably-reached") expect(probability).toBeGreaterThanOrEqual(0.5);
        if (!["reached", "probably-reached"].includes(verdict)) expect(probability).toBeLessThan(0.5);
        if (verdict === "on-the-way") expect(far).toBeGreaterThan(0);
        if (verdict === "worse") expect(near).toBeLessThan(0);
        if (verdict === "unchanged") {
          expect(Math.max(Math.abs(far), Math.abs(near))).toBeLessThanOrEqual(goal.smallestWorthwhile);
        }
      }),
    );
  });
});

/** Answers 1–7 of two waves of different people, with at least two different answers in each. */
const anyAnswers = fc
  .array(fc.integer({ min: 0, max: 40 }), { minLength: 7, maxLength: 7 })
  .filter((counts) => counts.filter((count) => count > 0).length >= 2);

function answersOf(counts: number[], read: (value: number) => number, times = 1): Answers {
  const rows = counts.map(
    (count, index): ValueCount => ({
      value: index + 1,
      count: count * times,
      weight: count * times,
      weightSquared: count * times,
    }),
  );
  return readAnswers(
    rows.filter((row) => row.count > 0),
    read,
    false,
  );
}

describe("from answers to verdict", () => {
  const readings = {
    mean: (value: number) => ((value - 1) / 6) * 100,
    share: (value: number) => (value >= 5 ? 100 : 0),
  };
  const verdict = (reading: "mean" | "share", kind: "level" | "change", value: number, from: Answers, to: Answers) => {
    const change = compareWaves({ reading, from, to, pairs: [] });
    const level = pointOf(to, reading);
    const whole = (figure: { estimate: number | null; low: number | null; high: number | null }) =>
      figure.estimate !== null && figure.low !== null && figure.high !== null ? (figure as Interval) : null;
    return verdictOf(evidence({ target: { kind, value }, change: whole(change), level: whole(level) }));
  };
  const rank = ["cannot-tell", "on-the-way", "probably-reached", "reached"];

  test("twice as many of the same answers never turn a reached goal into less", () => {
    let reached = 0;
    fc.assert(
      fc.property(
        anyAnswers,
        anyAnswers,
        fc.constantFrom("mean" as const, "share" as const),
        fc.constantFrom("level" as const, "change" as const),
        fc.integer({ min: 1, max: 40 }),
        (before, after, reading, kind, value) => {
          const read = readings[reading];
          const once = verdict(reading, kind, value, answersOf(before, read), answersOf(after, read));
          if (once !== "reached" && once !== "probably-reached") return;
          reached++;
          const twice = verdict(reading, kind, value, answersOf(before, read, 2), answersOf(after, read, 2));
          expect(rank.indexOf(twice)).toBeGreaterThanOrEqual(rank.indexOf(once));
        },
      ),
      { numRuns: 2000 },
    );
    expect(reached).toBeGreaterThan(200);
  });

  test("a scale coded the other way round gives the same verdict", () => {
    fc.assert(
      fc.property(anyAnswers, anyAnswers, fc.integer({ min: 1, max: 40 }), (before, after, value) => {
        const turned = (score: number) => 100 - ((score - 1) / 6) * 100;
        const straight = verdict(
          "mean",
          "change",
          value,
          answersOf(before, readings.mean),
          answersOf(after, readings.mean),
        );
        const reversed = verdict(
          "mean",
          "change",
          value,
          answersOf([...before].reverse(), turned),
          answersOf([...after].reverse(), turned),
        );
        expect(reversed).toBe(straight);
      }),
    );
  });
});
