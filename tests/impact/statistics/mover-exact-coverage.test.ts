import { describe, expect, test } from "vitest";
import { shareChangeBetween } from "#surveys/impact/statistics/mover-share-change.ts";

/*
 * How often the 95 % interval for the change of a share holds the true change, by going through every outcome there can be and adding up the
 * chances of those whose interval does: exact, no draws. Decision 005 has the table of a simulation over more sizes.
 */
const shares = [0.05, 0.2, 0.5, 0.8, 0.95];
const correlations = [0, 0.3, 0.6];

/** People in both waves by answer (yes-yes, yes-no, no-yes, no-no), and the yes among those in one wave only. */
interface Outcome {
  cells: [number, number, number, number];
  onlyFrom: number;
  onlyTo: number;
  low: number;
  high: number;
}

describe.each([
  [20, 0],
  [20, 10],
  [20, 20],
])("%i in each wave, %i of them in both", (people, both) => {
  const outcomes = outcomesOf(people, both);
  const coverage = shares.flatMap((from) =>
    shares.flatMap((to) => correlations.flatMap((phi) => coverageOf(outcomes, people - both, { from, to, phi }) ?? [])),
  );

  test("the interval holds the truth 92 times of 100 at least, and no less than 95 on average", () => {
    expect(coverage.length).toBeGreaterThan(24);
    expect(Math.min(...coverage)).toBeGreaterThan(0.92);
    const mean = coverage.reduce((sum, share) => sum + share, 0) / coverage.length;
    expect(mean).toBeGreaterThan(0.95);
    expect(mean).toBeLessThan(0.985);
  });
});

function outcomesOf(people: number, both: number): Outcome[] {
  const outcomes: Outcome[] = [];
  const rest = people - both;
  for (let a = 0; a <= both; a++)
    for (let b = 0; b <= both - a; b++)
      for (let c = 0; c <= both - a - b; c++) {
        const cells: Outcome["cells"] = [a, b, c, both - a - b - c];
        const correlation = both < 3 ? null : phiOf(cells);
        for (let onlyFrom = 0; onlyFrom <= rest; onlyFrom++)
          for (let onlyTo = 0; onlyTo <= rest; onlyTo++) {
            const change = shareChangeBetween({
              from: { count: a + b + onlyFrom, n: people },
              to: { count: a + c + onlyTo, n: people },
              pairs: { n: both, correlation },
            });
            if ("refused" in change) throw new Error(change.refused);
            outcomes.push({ cells, onlyFrom, onlyTo, low: change.low, high: change.high });
          }
      }
  return outcomes;
}

function phiOf([a, b, c, d]: Outcome["cells"]): number | null {
  const product = (a + b) * (c + d) * (a + c) * (b + d);
  return product === 0 ? null : (a * d - b * c) / Math.sqrt(product);
}

/** Null where no two answers can have these shares and this correlation. */
function coverageOf(
  outcomes: Outcome[],
  rest: number,
  truth: { from: number; to: number; phi: number },
): number | null {
  const { from, to, phi } = truth;
  const both = from * to + phi * Math.sqrt(from * (1 - from) * to * (1 - to));
  const chances = [both, from - both, to - both, 1 - from - to + both];
  if (chances.some((chance) => chance < -1e-12)) return null;
  let covered = 0;
  for (const { cells, onlyFrom, onlyTo, low, high } of outcomes) {
    if (low > to - from + 1e-12 || high < to - from - 1e-12) continue;
    covered += Math.exp(
      multinomial(cells, chances) +
        multinomial([onlyFrom, rest - onlyFrom], [from, 1 - from]) +
        multinomial([onlyTo, rest - onlyTo], [to, 1 - to]),
    );
  }
  return covered;
}

/** Natural logarithm of the chance of these counts. */
function multinomial(counts: readonly number[], chances: readonly number[]): number {
  let sum = logFactorial(counts.reduce((all, count) => all + count, 0));
  for (const [index, count] of counts.entries()) {
    if (count > 0) sum += count * Math.log(Math.max(0, chances[index] ?? 0)) - logFactorial(count);
  }
  return sum;
}

const logFactorials = [0];
function logFactorial(n: number): number {
  for (let at = logFactorials.length; at <= n; at++) logFactorials.push((logFactorials[at - 1] ?? 0) + Math.log(at));
  return logFactorials[n] ?? 0;
}
