import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exposesFew, type WeighedPerson } from "#surveys/impact/weighting/exposed-by-weights.ts";

/** People of each combination of sex and age, with a weight that is the product of a factor of each. */
function table(counts: Record<string, number>, factors: Record<string, number>[]): WeighedPerson[] {
  return Object.entries(counts).flatMap(([cell, count]) => {
    const segments = cell.split(" ");
    const weights = factors.map((of) => segments.reduce((product, segment) => product * (of[segment] ?? 1), 1));
    return Array.from({ length: count }, () => ({ segments, weights }));
  });
}

const plain = {};
const raked = { "sex=women": 0.8, "sex=men": 1.3, "age=young": 1.7, "age=old": 0.7 };

describe("figures of the same answers in several weightings", () => {
  test("lay two people open where four cells meet four sums", () => {
    const counts = {
      "sex=women age=young": 30,
      "sex=women age=old": 40,
      "sex=men age=young": 2,
      "sex=men age=old": 35,
    };
    expect(exposesFew(table(counts, [plain]), 5)).toBe(false);
    expect(exposesFew(table(counts, [plain, raked]), 5)).toBe(true);
    expect(exposesFew(table({ ...counts, "sex=men age=young": 5 }, [plain, raked]), 5)).toBe(false);
  });

  test("lay the rest and the group that hides it open together", () => {
    const counts = { "area=Nord": 40, "area=Syd": 20, "": 3 };
    const people = table(counts, [plain, { "area=Nord": 0.7, "area=Syd": 1.6 }]).map((one) => ({
      ...one,
      segments: one.segments.filter((segment) => segment !== ""),
    }));
    expect(exposesFew(people, 5)).toBe(true);
  });

  test("lay the two groups of a weighted dimension open in every other segment", () => {
    const counts = {
      "sex=women area=Nord": 30,
      "sex=men area=Nord": 3,
      "sex=women area=Syd": 30,
      "sex=men area=Syd": 40,
    };
    expect(exposesFew(table(counts, [plain, raked]), 5)).toBe(true);
    expect(exposesFew(table({ ...counts, "sex=men area=Nord": 6 }, [plain, raked]), 5)).toBe(false);
  });

  test("tell nothing of few where many cells stand against few sums", () => {
    const ages = { "age=1": 0.6, "age=2": 0.9, "age=3": 1.2, "age=4": 1.4, "age=5": 1.9 };
    const counts = Object.fromEntries(
      Object.keys(ages).flatMap((age, row) =>
        ["a", "b", "c", "d"].map((area, at) => [`${age} area=${area}`, 2 + ((at + row) % 4) * 3]),
      ),
    );
    expect(exposesFew(table(counts, [plain, ages]), 5)).toBe(false);
  });

  test("the same weights again, or another scale of them, lay nothing open", () => {
    const cell = fc.tuple(
      fc.constantFrom("sex=women", "sex=men"),
      fc.constantFrom("age=young", "age=old", "age=older"),
    );
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 60 }), (cells) => {
        const people = cells.map((segments) => ({ segments, weights: [1, 1, 3.5] }));
        expect(exposesFew(people, 5)).toBe(false);
      }),
    );
  });

  /** An attacker who knows all sizes and weights, and solves for one person's answer from every figure shown. */
  test("where the search finds nothing, no single person's answer follows from all sums", () => {
    const cell = fc.record({
      sex: fc.constantFrom("women", "men"),
      age: fc.constantFrom("young", "old", "older"),
      area: fc.constantFrom("Nord", "Syd"),
    });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 10, maxLength: 40 }), (cells) => {
        const factors: Record<string, number> = { women: 0.8, men: 1.31, young: 1.7, old: 0.6, older: 1.13 };
        const people = cells.map(({ sex, age, area }) => ({
          segments: [`sex=${sex}`, `age=${age}`, `area=${area}`],
          weights: [1, (factors[sex] as number) * (factors[age] as number)],
        }));
        if (exposesFew(people, 5)) return;
        for (const [at, person] of people.entries()) {
          const alone = people.every(
            (other, place) => place === at || other.segments.join() !== person.segments.join(),
          );
          if (alone) expect(follows(people, at)).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** Whether a unit vector lies in the span of the shown sums: by elimination, apart from the code that is tested. */
function follows(people: WeighedPerson[], target: number): boolean {
  const sizes = new Map<string, number>();
  for (const { segments } of people) for (const one of segments) sizes.set(one, (sizes.get(one) ?? 0) + 1);
  const dimensions = Map.groupBy([...sizes], ([segment]) => segment.split("=")[0]);
  const shown = [...dimensions.values()].flatMap((groups) => {
    const large = groups.filter(([, n]) => n >= 5).sort((a, b) => a[1] - b[1]);
    const rest = people.length - large.reduce((sum, [, n]) => sum + n, 0);
    return (rest > 0 && rest < 5 ? large.slice(1) : large).map(([segment]) => segment);
  });
  const rows = ["", ...shown].flatMap((segment) =>
    [0, 1].map((k) =>
      people.map(({ segments, weights }) =>
        segment === "" || segments.includes(segment) ? (weights[k] as number) : 0,
      ),
    ),
  );
  const rank = (matrix: number[][]) => rankOf(matrix.map((row) => [...row]));
  const unit = people.map((_, at) => (at === target ? 1 : 0));
  const before = rank(rows.filter((_, at) => at % 2 === 0)) === rank([...rows.filter((_, at) => at % 2 === 0), unit]);
  return !before && rank(rows) === rank([...rows, unit]);
}

function rankOf(matrix: number[][]): number {
  let rank = 0;
  for (let column = 0; column < (matrix[0]?.length ?? 0); column++) {
    let pivot = rank;
    for (let row = rank; row < matrix.length; row++) {
      if (Math.abs(matrix[row]?.[column] ?? 0) > Math.abs(matrix[pivot]?.[column] ?? 0)) pivot = row;
    }
    if (Math.abs(matrix[pivot]?.[column] ?? 0) < 1e-9) continue;
    [matrix[rank], matrix[pivot]] = [matrix[pivot] as number[], matrix[rank] as number[]];
    for (let row = rank + 1; row < matrix.length; row++) {
      const factor = (matrix[row]?.[column] as number) / (matrix[rank]?.[column] as number);
      for (let at = column; at < (matrix[0]?.length ?? 0); at++) {
        (matrix[row] as number[])[at] = (matrix[row]?.[at] as number) - factor * (matrix[rank]?.[at] as number);
      }
    }
    rank += 1;
  }
  return rank;
}
