import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { GoalResult, Verdict } from "#surveys/impact/results.ts";
import { anyCase, type Coding, type GoalCase, goalIn, oneToFive, type Person, resultsOfCase } from "./goal-world.ts";

/** From tallies through disclosure control to the verdict: exact, or as the pages read it. */
function goalOfCase(made: GoalCase, coding?: Coding, told = false): GoalResult {
  return goalIn(resultsOfCase(made, coding, told));
}

const runs = { numRuns: 200 };

describe("how a scale is coded says nothing", () => {
  const codings: Record<string, Coding> = {
    "0–4": { codes: [0, 1, 2, 3, 4] },
    "turned with its good end": { codes: [5, 4, 3, 2, 1] },
    "−2 to 2": { codes: [-2, -1, 0, 1, 2] },
    "11–15": { codes: [11, 12, 13, 14, 15] },
  };
  test.each(Object.entries(codings))("%s: the same verdict and figures, exact and told", (_name, coding) => {
    fc.assert(
      fc.property(anyCase, fc.boolean(), (made, told) => {
        const [one, other] = [goalOfCase(made, oneToFive, told), goalOfCase(made, coding, told)];
        expect(other.verdict).toBe(one.verdict);
        expect(other.change?.estimate ?? 0).toBeCloseTo(one.change?.estimate ?? 0, 9);
        expect(other.change?.low ?? 0).toBeCloseTo(one.change?.low ?? 0, 9);
        expect(other.probabilityReached ?? 0).toBeCloseTo(one.probabilityReached ?? 0, 9);
      }),
      runs,
    );
  });

  test("in tens, for as many people as may be told whatever they answered", () => {
    fc.assert(
      fc.property(anyCase, (made) => {
        const answered = (wave: 0 | 1) => made.people.filter((person) => person[wave] !== null).length;
        fc.pre(Math.min(answered(0), answered(1)) >= 50);
        expect(goalOfCase(made, { codes: [10, 20, 30, 40, 50] }).verdict).toBe(goalOfCase(made).verdict);
      }),
      runs,
    );
  });
});

test("in which order people answered says nothing", () => {
  fc.assert(
    fc.property(anyCase, fc.infiniteStream(fc.nat()), (made, numbers) => {
      const shuffled = made.people
        .map((person) => ({ person, at: numbers.next().value ?? 0 }))
        .sort((a, b) => a.at - b.at)
        .map(({ person }) => person);
      const [one, other] = [goalOfCase(made), goalOfCase({ ...made, people: shuffled })];
      expect(other.verdict).toBe(one.verdict);
      expect(other.probabilityReached ?? 0).toBeCloseTo(one.probabilityReached ?? 0, 9);
    }),
    runs,
  );
});

test("every answer doubled never turns a reached goal into less, nor a probable one", () => {
  const rank: Verdict[] = ["probably-reached", "reached"];
  let met = 0;
  fc.assert(
    fc.property(anyCase, (made) => {
      const once = goalOfCase(made);
      if (!rank.includes(once.verdict)) return;
      met++;
      const doubled: Person[] = [...made.people, ...made.people];
      const twice = goalOfCase({ ...made, people: doubled });
      expect(rank.indexOf(twice.verdict)).toBeGreaterThanOrEqual(rank.indexOf(once.verdict));
    }),
    { numRuns: 1500, seed: 20261125 },
  );
  expect(met).toBeGreaterThan(150);
});

test.each([
  ["exact", false],
  ["as told", true],
])("verdict, interval, p and probability never contradict each other: %s", (_name, told) => {
  const met = new Set<Verdict>();
  fc.assert(
    fc.property(anyCase, (made) => {
      const goal = goalOfCase(made, oneToFive, told);
      met.add(goal.verdict);
      const sign = goal.direction === "rise" ? 1 : -1;
      const { change, current, target, verdict, probabilityReached } = goal;
      const judged = target.kind === "level" ? current : change;
      if (verdict === "too-few") {
        expect(probabilityReached).toBeNull();
        return;
      }
      const beyond = (value: number | null | undefined) =>
        sign * (value ?? Number.NaN) - (target.kind === "level" ? sign : 1) * target.value;
      const [estimate, ...ends] = [judged?.estimate, judged?.low, judged?.high].map(beyond) as [number, number, number];
      const near = Math.min(...ends);
      const moved = [sign * (change?.low ?? Number.NaN), sign * (change?.high ?? Number.NaN)].sort((a, b) => a - b);
      const probability = probabilityReached ?? Number.NaN;
      expect(verdict === "reached").toBe(near >= -1e-9);
      expect(verdict === "probably-reached").toBe(near < -1e-9 && estimate >= -1e-9);
      expect(probability >= 0.975 - 1e-9).toBe(verdict === "reached");
      expect(probability >= 0.5).toBe(verdict === "reached" || verdict === "probably-reached");
      if (verdict === "on-the-way") expect(moved[0]).toBeGreaterThan(0);
      if (verdict === "worse") expect(moved[1]).toBeLessThan(0);
      if (verdict === "unchanged") {
        expect(moved[0]).toBeGreaterThanOrEqual(-goal.smallestWorthwhile - 1e-9);
        expect(moved[1]).toBeLessThanOrEqual(goal.smallestWorthwhile + 1e-9);
      }
      // Of means the test is the interval's own; exact shares have Wilson's limits (decision 005).
      if ((made.about === "share" && !told) || change?.p == null) return;
      if (Math.abs(change.p - 0.05) > 1e-9)
        expect(change.p < 0.05).toBe((change.low ?? 0) > 0 || (change.high ?? 0) < 0);
      else expect((change.low ?? 0) >= -1e-9 || (change.high ?? 0) <= 1e-9).toBe(true);
    }),
    { numRuns: 1500, seed: 20261125 },
  );
  const all: Verdict[] = ["cannot-tell", "on-the-way", "probably-reached", "reached", "too-few", "unchanged", "worse"];
  expect([...met].sort()).toEqual(all);
});
