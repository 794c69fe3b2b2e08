import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stepOf } from "#surveys/impact/published-figures.ts";
import type { PointResult } from "#surveys/impact/results.ts";
import { resultsOf } from "./compared.ts";
import { type Answered, codebookOf, scaleItem } from "./hand-made.ts";

/**
 * What a reader sees who has looked at a closed wave before and after one person withdrew (decision 022): whatever the person had answered, a
 * number of people stays or goes to the next of its grid, a figure stays or moves by one step of its own.
 */
const codebook = codebookOf([scaleItem("dark", { scale: { min: 1, max: 7 }, goodEnd: [5, 6, 7] })]);

function toldOf(codes: readonly number[]): PointResult[] {
  const answers = codes.map((dark, at): Answered => ({ wave: 0, person: `p${at}`, values: { dark } }));
  return resultsOf({ answers, codebook, goals: [], told: true }).indicators.flatMap(({ points }) => points);
}

const wave = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 5, maxLength: 140 });

describe("figures before and after a withdrawal", () => {
  it("differ by one step at most, in people and in what they say", () => {
    fc.assert(
      fc.property(wave, fc.nat(), (codes, at) => {
        const left = codes.toSpliced(at % codes.length, 1);
        const [before, after] = [toldOf(codes), toldOf(left)];
        for (const [place, told] of before.entries()) {
          const now = after[place];
          if (!now || told.n === null || now.n === null || told.estimate === null || now.estimate === null) continue;
          expect([0, 10]).toContain(told.n - now.n);
          const widest = Math.max(stepOf(told.n - 5, 100), stepOf(Math.max(1, now.n - 5), 100));
          expect(Math.abs(told.estimate - now.estimate)).toBeLessThanOrEqual(widest + 1e-9);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("mostly do not differ at all: an attacker who knows of the withdrawal learns nothing then", () => {
    const seen = { moved: 0, all: 0 };
    fc.assert(
      fc.property(wave, fc.nat(), (codes, at) => {
        const left = codes.toSpliced(at % codes.length, 1);
        const [before, after] = [toldOf(codes), toldOf(left)];
        for (const [place, told] of before.entries()) {
          if (told.estimate === null || after[place]?.estimate == null) continue;
          seen.all += 1;
          if (told.estimate !== after[place].estimate) seen.moved += 1;
        }
      }),
      { numRuns: 200 },
    );
    if (process.env.MEASURE) process.stdout.write(`${seen.moved} of ${seen.all} figures moved\n`);
    expect(seen.moved).toBeGreaterThan(0);
    expect(seen.moved / seen.all).toBeLessThan(0.35);
  });
});
