import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#db/schema.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { readResults } from "#surveys/impact/results.server.ts";
import { cronbachAlpha } from "#surveys/impact/statistics/cronbach-alpha.ts";
import { indexOf, valuesIn } from "#tests/reference/comparisons/indexes.ts";
import references from "#tests/reference/cronbach-alpha.json" with { type: "json" };
import { newDatabase } from "#tests/support/new-database.ts";
import { initiativeId, storeHandMade } from "./hand-made.ts";

let db: Database;
beforeEach(async () => {
  db = await newDatabase();
});
afterEach(() => db.destroy());

/** From raw answers through the tallies to the results. */
async function alphaFrom(codebook: Codebook, answers: Array<Array<number | null>>): Promise<number | null | undefined> {
  const answered = answers.flatMap((codes, person) =>
    [0, 1].map((wave) => {
      return { wave, person: `person-${person}`, segments: { area: "Nord" }, values: valuesIn(codebook, codes) };
    }),
  );
  await storeHandMade(db, { answers: answered, codebooks: { resident: codebook } });
  const { indicators } = await readResults(db, initiativeId, { exact: true });
  expect(
    indicators.filter(({ alpha, kind, segment }) => alpha !== null && (kind !== "index" || segment !== "")),
  ).toEqual([]);
  expect(indicators.map(({ key }) => key).filter((key) => key.includes("~"))).toEqual([]);
  return indicators.find(({ kind, segment }) => kind === "index" && segment === "")?.alpha;
}

describe("the alpha of an index", () => {
  test.each(references)(
    "$name: as R psych::alpha has it, from raw answers on",
    async ({ items, answers, alpha, complete }) => {
      expect(complete).toBeGreaterThanOrEqual(50);
      expect(await alphaFrom(indexOf(items), answers)).toBeCloseTo(alpha, 6);
    },
  );

  test("is not told of fewer than fifty complete answers", async () => {
    const [first] = references;
    if (!first) throw new Error("no reference");
    expect(await alphaFrom(indexOf(first.items), first.answers.slice(0, 49))).toBeNull();
  });

  test("nor of one item", async () => {
    const answers = Array.from({ length: 60 }, (_, person) => [1 + (person % 5)]);
    expect(await alphaFrom(indexOf([{ low: 1, high: 5, good: "high" }]), answers)).toBeNull();
  });

  test("nor where everybody has the same total", async () => {
    const items = [1, 2].map(() => ({ low: 1, high: 5, good: "high" }));
    expect(
      await alphaFrom(
        indexOf(items),
        Array.from({ length: 60 }, () => [3, 3]),
      ),
    ).toBeNull();
  });
});

describe("Cronbach's alpha", () => {
  test("is 1 where every item moves as one, and never more", () => {
    expect(cronbachAlpha({ itemVariances: [4, 4, 4], totalVariance: 36 })).toBeCloseTo(1, 12);
    const people = fc.array(fc.tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 10 })), {
      minLength: 3,
    });
    fc.assert(
      fc.property(people, (answers) => {
        const variance = (values: number[]) => {
          const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
          return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
        };
        const totalVariance = variance(answers.map(([a, b]) => a + b));
        fc.pre(totalVariance > 0);
        const itemVariances = [variance(answers.map(([a]) => a)), variance(answers.map(([, b]) => b))];
        expect(cronbachAlpha({ itemVariances, totalVariance })).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  test("refuses what cannot be", () => {
    expect(() => cronbachAlpha({ itemVariances: [1], totalVariance: 1 })).toThrow(RangeError);
    expect(() => cronbachAlpha({ itemVariances: [1, -1], totalVariance: 1 })).toThrow(RangeError);
    expect(() => cronbachAlpha({ itemVariances: [1, Number.NaN], totalVariance: 1 })).toThrow(RangeError);
    expect(() => cronbachAlpha({ itemVariances: [0, 0], totalVariance: 0 })).toThrow(RangeError);
  });
});
