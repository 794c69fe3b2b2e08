import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resultsText } from "#app/command-line/results-text.ts";
import { sayIn } from "#app/texts/texts.ts";
import type { Database } from "#db/schema.ts";
import { type Answers, readAnswers, readPairs } from "#surveys/impact/answers.ts";
import { compareWaves } from "#surveys/impact/comparison.ts";
import { differenceBetween } from "#surveys/impact/difference.ts";
import { effectSizesOf } from "#surveys/impact/effect-size.ts";
import { probabilityReached, verdictOf } from "#surveys/impact/goal-verdict.ts";
import { pointOf } from "#surveys/impact/point.ts";
import type { ChangeResult } from "#surveys/impact/results.ts";
import type { PairCount, ValueCount } from "#surveys/impact/tallies.ts";
import { readExportedResults } from "#surveys/reporting/exported-results.server.ts";
import { newDatabase } from "#tests/support/new-database.ts";
import { type Extreme, type ExtremeWorld, extremeWorlds, storeExtreme } from "./extreme-world.ts";

/*
 * From counts to figures and verdict at the edges: nobody, one, two, all alike, one or two pairs, all pairs, a million. Whatever comes in, a
 * figure comes out that is a number inside its limits, or null with a reason; nothing is thrown and nothing is NaN or infinite.
 */

type Reading = "mean" | "share";

/** Cross-table of the people in both waves, and the people in one wave only, by answer 1, 2, 3. */
interface Table {
  both: number[];
  onlyFrom: number[];
  onlyTo: number[];
  /** Everybody's weight, or null for no weights. */
  weights: [number, number] | null;
}

const size = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 3 }) },
  { weight: 1, arbitrary: fc.integer({ min: 4, max: 60 }) },
  { weight: 1, arbitrary: fc.constantFrom(1_000, 1_000_000) },
);
const hardlyAnybody = fc.oneof(
  { weight: 12, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 2 }) },
);
const counts = (length: number) =>
  fc.oneof(...[size, hardlyAnybody].map((one) => fc.array(one, { minLength: length, maxLength: length })));
const weight = fc.constantFrom(0.001, 0.5, 1, 3, 1000);
const anyTable: fc.Arbitrary<Table> = fc.record({
  ...{ both: counts(9), onlyFrom: counts(3), onlyTo: counts(3) },
  weights: fc.option(fc.tuple(weight, weight), { nil: null }),
});

const reads: Record<Reading, (value: number) => number> = {
  mean: (value) => (value - 1) * 50,
  share: (value) => (value >= 2 ? 100 : 0),
};

interface Figures {
  from: Answers;
  to: Answers;
  pairs: PairCount[];
}

/** Weights differ from person to person, or it would be no weighting: half of each cell counts twice as much. */
function figuresOf({ both, onlyFrom, onlyTo, weights }: Table, reading: Reading): Figures {
  const at = (row: number, column: number) => both[row * 3 + column] ?? 0;
  const wave = (of: (value: number) => number, scale: number): ValueCount[] =>
    [0, 1, 2].flatMap((index) => {
      const count = of(index);
      const heavy = weights ? Math.floor(count / 2) : 0;
      const weighted = { weight: scale * (count + heavy), weightSquared: scale ** 2 * (count + 3 * heavy) };
      return count === 0 ? [] : [{ value: index + 1, count, ...weighted }];
    });
  const [scaleFrom, scaleTo] = weights ?? [1, 1];
  const inFrom = (index: number) => (onlyFrom[index] ?? 0) + at(index, 0) + at(index, 1) + at(index, 2);
  const inTo = (index: number) => (onlyTo[index] ?? 0) + at(0, index) + at(1, index) + at(2, index);
  const pairs = [0, 1, 2].flatMap((row) =>
    [0, 1, 2].flatMap((column): PairCount[] => {
      const count = at(row, column);
      return count === 0 ? [] : [{ from: row + 1, to: column + 1, count, weightProduct: scaleFrom * scaleTo * count }];
    }),
  );
  const read = reads[reading];
  return {
    from: readAnswers(wave(inFrom, scaleFrom), read, weights !== null),
    to: readAnswers(wave(inTo, scaleTo), read, weights !== null),
    pairs: readPairs(pairs, read, read),
  };
}

function changeOf(figures: Figures, reading: Reading): ChangeResult {
  const { sd, ...figure } = compareWaves({ reading, ...figures });
  return {
    ...{ indicator: "", segment: "", from: "", to: "", fromPosition: 0, toPosition: 1, clustered: false },
    ...{ n0: figures.from.moments.n, n1: figures.to.moments.n, pairs: null },
    ...figure,
    ...effectSizesOf({ reading, better: "up", ...figures, df: figure.df }),
  };
}

function expectSane(value: unknown, path = ""): void {
  if (typeof value === "number") expect(Number.isFinite(value), path).toBe(true);
  if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) expectSane(inner, `${path}.${key}`);
  }
}

function expectInside(figure: { estimate: number | null; low: number | null; high: number | null }): void {
  const { estimate, low, high } = figure;
  expect(low === null).toBe(high === null);
  if (low === null || high === null) return;
  expect(low).toBeLessThanOrEqual((estimate ?? Number.NaN) + 1e-9);
  expect(high).toBeGreaterThanOrEqual((estimate ?? Number.NaN) - 1e-9);
}

const anyReading = fc.constantFrom<Reading>("mean", "share");

describe("whatever the counts", () => {
  test("points, changes, effect sizes and verdicts are numbers inside their limits, or say why there are none", () => {
    const refusals = new Set<string | null>();
    fc.assert(
      fc.property(anyTable, anyReading, (table, reading) => {
        const figures = figuresOf(table, reading);
        const [before, after] = [pointOf(figures.from, reading), pointOf(figures.to, reading)];
        const change = changeOf(figures, reading);
        for (const figure of [before, after, change]) {
          expectSane(figure);
          expectInside(figure);
        }
        if (reading === "share") {
          for (const { low, high } of [before, after]) {
            expect(low ?? 0).toBeGreaterThanOrEqual(0);
            expect(high ?? 100).toBeLessThanOrEqual(100);
          }
        }
        refusals.add(change.refused);
        if (change.refused === null) expect(change.low).not.toBeNull();
        else expect([change.se, change.low, change.high, change.p]).toEqual([null, null, null, null]);
        if (change.p !== null) expect(change.p >= 0 && change.p <= 1).toBe(true);
        for (const { n, estimate } of [before, after]) if (n === 0) expect(estimate).toBeNull();
      }),
      { numRuns: 3000 },
    );
    expect([...refusals].map(String).sort()).toEqual(["no-variation", "null", "too-few"]);
  });

  test("a verdict is made of them, and its probability lies between never and always", () => {
    fc.assert(
      fc.property(
        anyTable,
        anyReading,
        fc.constantFrom("level" as const, "change" as const),
        fc.constantFrom("rise" as const, "fall" as const),
        fc.constantFrom(0, 0.1, 5, 50, 100),
        (table, reading, kind, direction, value) => {
          const figures = figuresOf(table, reading);
          const whole = (figure: { estimate: number | null; low: number | null; high: number | null }) =>
            figure.estimate === null || figure.low === null || figure.high === null
              ? null
              : { estimate: figure.estimate, low: figure.low, high: figure.high };
          const evidence = {
            ...{ direction, target: { kind, value }, smallestWorthwhile: 3 },
            ...{ change: whole(changeOf(figures, reading)), level: whole(pointOf(figures.to, reading)) },
          };
          const probability = probabilityReached(evidence, 10);
          if (evidence[kind] === null) expect(verdictOf(evidence)).toBe("too-few");
          else expect((probability ?? -1) >= 0 && (probability ?? 2) <= 1).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("a comparison group at the edges, too", () => {
    fc.assert(
      fc.property(anyTable, anyTable, anyReading, (own, other, reading) => {
        const made = { ...other, weights: own.weights && (other.weights ?? [1, 1]) };
        const difference = differenceBetween(
          reading,
          changeOf(figuresOf(own, reading), reading),
          changeOf(figuresOf(made, reading), reading),
        );
        expectSane(difference);
        expectInside(difference);
        if (difference.refused === null) expect(difference.low).not.toBeNull();
      }),
      { numRuns: 2000 },
    );
  });
});

describe("named edges", () => {
  const none = Array<number>(9).fill(0);
  const plain = (more: Partial<Table>): Table => ({
    both: none,
    onlyFrom: [0, 0, 0],
    onlyTo: [0, 0, 0],
    weights: null,
    ...more,
  });
  const change = (table: Table, reading: Reading) => changeOf(figuresOf(table, reading), reading);

  test("one wave empty, one answer: too few", () => {
    for (const reading of ["mean", "share"] as const) {
      expect(change(plain({ onlyTo: [3, 4, 5] }), reading).refused).toBe("too-few");
      expect(change(plain({ onlyFrom: [0, 1, 0], onlyTo: [3, 4, 5] }), reading).refused).toBe("too-few");
      expect(change(plain({ both: [0, 1, 0, 0, 0, 0, 0, 0, 0] }), reading).refused).toBe("too-few");
    }
  });

  test("two in each wave, one pair, two pairs: an interval, and their correlation is not used", () => {
    const two = change(plain({ onlyFrom: [1, 1, 0], onlyTo: [0, 1, 1] }), "mean");
    expect(two).toMatchObject({ refused: null, estimate: 50 });
    expect(two.low).toBeLessThan(0);
    const paired = change(plain({ both: [1, 0, 0, 0, 0, 0, 0, 0, 1], onlyFrom: [2, 2, 2], onlyTo: [2, 2, 2] }), "mean");
    const apart = change(plain({ onlyFrom: [3, 2, 3], onlyTo: [3, 2, 3] }), "mean");
    expect(paired.se).toBe(apart.se);
  });

  test("all alike, or all moved by the same: a mean has no error, a share has an interval all the same", () => {
    const alike = plain({ both: [12, 0, 0, 0, 0, 0, 0, 0, 0] });
    expect(change(alike, "mean")).toMatchObject({ refused: "no-variation", estimate: 0 });
    const never = change(alike, "share");
    expect(never).toMatchObject({ refused: null, estimate: 0, se: null, p: null });
    expect(never.high).toBeGreaterThan(10);
    const allNow = change(plain({ both: [0, 0, 12, 0, 0, 0, 0, 0, 0] }), "share");
    expect(allNow).toMatchObject({ refused: null, estimate: 100 });
    expect(allNow.low).toBeGreaterThan(50);
    expect(allNow.high).toBeLessThanOrEqual(100);
  });

  test("two million: the interval is as narrow as it should be and not narrower", () => {
    const huge = change(plain({ onlyFrom: [5e5, 0, 5e5], onlyTo: [4e5, 0, 6e5] }), "share");
    expect(huge.estimate).toBeCloseTo(10, 9);
    expect((huge.high ?? 0) - (huge.low ?? 0)).toBeCloseTo(2 * 1.96 * Math.sqrt(0.25 / 1e6 + 0.24 / 1e6) * 100, 3);
  });
});

describe("whole initiatives: what the command line prints", () => {
  let db: Database;
  beforeAll(async () => {
    db = await newDatabase();
    const alice = { id: "alice", email: "alice@example.dk", name: "Alice", language: "da" as const };
    await db.insertInto("account").values(alice).execute();
  });
  afterAll(() => db.destroy());

  /** JSON would print NaN and Infinity as null, so the results are looked at before they are text. */
  async function expectSaneResults(name: string, world: ExtremeWorld): Promise<void> {
    const { id } = await storeExtreme(db, "alice", name, world);
    const results = await readExportedResults(db, id);
    expectSane(results);
    expect(nowhere(results)).toEqual([]);
    for (const language of ["da", "en"] as const) {
      expect(resultsText(results, { language, say: sayIn(language) })).not.toMatch(/NaN|Infinity|undefined|\bnull\b|∞/);
    }
  }

  test.each(Object.entries(extremeWorlds))("%s", expectSaneResults);

  test("figures are among them: a share that went from nobody to everybody", async () => {
    const { id } = await storeExtreme(db, "alice", "Alle", extremeWorlds["from nobody to everybody"] as ExtremeWorld);
    const { changes, network, workflows } = await readExportedResults(db, id);
    const safe = changes.find(({ indicator, segment }) => indicator === "resident/safety-dark/share" && segment === "");
    expect(Math.abs(safe?.estimate ?? 0)).toBeGreaterThan(90);
    expect(safe?.low).not.toBeNull();
    expect([network.waves.length, workflows.length].every((length) => length > 0)).toBe(true);
  });

  test("and whoever answers whatever", async () => {
    const anybody: fc.Arbitrary<Extreme> = fc
      .record({
        waves: fc.constantFrom([0], [1], [0, 1]),
        heights: fc.tuple(...[0, 1].map(() => fc.constantFrom(null, 0, 0, 0.5, 1, 1))),
        weight: fc.constantFrom(0, 0.001, 1, 1, 1, 1000),
        area: fc.constantFrom("Nord", "Syd"),
      })
      .map(({ heights, ...one }) => ({ ...one, answer: (wave) => heights[wave] ?? null }));
    let number = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(anybody, { maxLength: 14 }),
        fc.array(anybody, { maxLength: 8 }),
        fc.integer({ min: 0, max: 3 }),
        async (residents, actors, organisations) => {
          number += 1;
          await expectSaneResults(`Tilfælde ${number}`, { residents, actors, organisations });
        },
      ),
      { numRuns: 12 },
    );
  });
});

/** Where a field is undefined: JSON would leave it out. */
function nowhere(value: unknown, path = ""): string[] {
  if (value === undefined) return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => nowhere(inner, `${path}.${key}`));
}
