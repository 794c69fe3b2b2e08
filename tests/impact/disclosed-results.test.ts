import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Results } from "#surveys/impact/results.ts";
import { errorOfBoundedMean } from "#surveys/impact/statistics/bounded-mean-interval.ts";
import { assembled, assembledExactly, twelve } from "./assembled.ts";
import { type Answered, codebookOf, numberItem, randomNumbers, scaleItem, yesNoItem } from "./hand-made.ts";

describe("disclosure in the whole", () => {
  const codebook = codebookOf([scaleItem("dark"), yesNoItem("burgled"), numberItem("hours")]);
  const counts = ["n", "n0", "n1", "pairs", "invited", "answered"];

  test("whatever the answers, no number of people between 1 and 4 is anywhere in the results, and the withheld is empty", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 40 }), async (seed, people) => {
        const results = assembled(randomSurvey(seed, people), codebook);
        for (const [field, value] of numbersIn(results)) {
          if (counts.includes(field)) expect(value, field).toBeGreaterThanOrEqual(5);
        }
        for (const change of results.changes.filter(({ refused }) => refused === "hidden")) {
          const { n0, n1, pairs, estimate, se, df, p, low, high } = change;
          expect([n0, n1, pairs, estimate, se, df, p, low, high].every((value) => value === null)).toBe(true);
        }
        for (const point of results.indicators.flatMap((indicator) => indicator.points)) {
          if (point.n === null) expect([point.estimate, point.low, point.high]).toEqual([null, null, null]);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("groups taken from everyone never leave one to four people, answers or pairs", async () => {
    let complement = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 5, max: 60 }), (seed, people) => {
        const results = assembledExactly(randomSurvey(seed, people), codebook);
        for (const dimension of ["area", "sex"]) {
          for (const sets of countsBySegment(results)) {
            const everyone = sets.get("");
            const groups = [...sets].filter(([segment]) => segment.startsWith(`${dimension}=`));
            if (everyone === undefined || groups.length === 0) continue;
            const left = everyone - groups.reduce((sum, [, n]) => sum + n, 0);
            if (left > 0) complement++;
            expect(left === 0 || left >= 5, `${left} people left`).toBe(true);
          }
        }
      }),
      { numRuns: 150 },
    );
    expect(complement).toBeGreaterThan(100);
  });

  test("n, mean and interval never give away a share that is withheld, neither of a group nor of what is left of everyone", () => {
    let narrowed = 0;
    const scales = [3, 4, 5].map((max) => scaleItem(`to-${max}`, { scale: { min: 1, max }, goodEnd: [max - 1, max] }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 5, max: 24 }), (seed, people) => {
        const results = assembledExactly(smallSurvey(seed, people), codebookOf(scales));
        for (const max of [3, 4, 5]) {
          for (const told of toldSums(results, `resident/to-${max}/mean`, max)) {
            const shares = possibleShares(told, max);
            expect(shares.size, JSON.stringify(told)).toBeGreaterThan(0);
            if (shares.size > 1) narrowed++;
            const [only] = shares;
            if (shares.size === 1) expect(Math.min(only ?? 0, told.n - (only ?? 0))).toBeGreaterThanOrEqual(5);
          }
        }
      }),
      { numRuns: 250 },
    );
    expect(narrowed).toBeGreaterThan(100);
  });

  test("everybody of a few alike is told by no mean: of a scale, an amount, an index", () => {
    const items = [scaleItem("dark", { goodEnd: undefined }), numberItem("hours")];
    const index = { key: "both", label: { da: "Begge", en: "Both" }, theme: "safety", items: ["dark"] };
    const alike = (people: number) =>
      Array.from(
        { length: people },
        (_, person): Answered => ({
          ...{ wave: 0, person: String(person) },
          values: { dark: 7, hours: 12, both: 100 },
        }),
      );
    const estimates = (people: number) =>
      assembled(alike(people), { ...codebookOf(items), indexes: [index] }).indicators.map(
        ({ key, points }) => [key, points[0]?.estimate] as const,
      );
    expect(estimates(20).map(([, estimate]) => estimate)).toEqual([null, null, null]);
    expect(new Map(estimates(50)).get("resident/hours/mean")).toBe(12);
  });

  test("where pairs are withheld the error does not tell their number", async () => {
    // Twelve then twelve other people, but for three who answered twice.
    const answers = twelve(1).map((answer, index) =>
      answer.wave === 1 && index % 12 > 2 ? { ...answer, person: `other-${index}` } : answer,
    );
    const item = codebookOf([scaleItem("dark", { goodEnd: undefined })]);
    const some = assembled(answers, item).changes[0];
    const none = assembled(
      answers.map((answer, index) => ({ ...answer, person: String(index) })),
      item,
    ).changes[0];
    expect(some).toEqual({ ...none, pairs: null });
  });

  test("the options of a question that everybody answers once are shown or withheld together", () => {
    const option = (key: string) =>
      yesNoItem(key, { good: null, goodEnd: undefined, source: { question: "place", option: key, as: "chosen" } });
    const places = codebookOf(["home", "street", "park"].map(option));
    const chosen = (person: number) => (person < 2 ? "home" : person < 16 ? "street" : "park");
    const answers = Array.from(
      { length: 30 },
      (_, person): Answered => ({
        ...{ wave: 0, person: String(person) },
        values: Object.fromEntries(["home", "street", "park"].map((key) => [key, chosen(person) === key ? 1 : 0])),
      }),
    );
    const results = assembled(answers, places);
    expect(results.indicators.map((indicator) => indicator.points[0]?.estimate)).toEqual([null, null, null]);
  });
});

/** People who come and go, move between areas, skip questions, and are few. */
function randomSurvey(seed: number, people: number): Answered[] {
  const random = randomNumbers(seed);
  const pick = (choices: string[]) => choices[Math.floor(random() * random() * choices.length)] ?? "";
  return [0, 1].flatMap((wave) =>
    Array.from({ length: people }, (_, person) => person)
      .filter(() => random() < 0.8)
      .map((person) => {
        const area = pick(["Nord", "Syd", "Vest", ""]);
        const segments: Record<string, string> = { sex: person % 3 === 0 ? "m" : "k", ...(area ? { area } : {}) };
        const skip = (value: number) => (random() < 0.1 ? "~skipped" : value);
        return {
          ...{ wave, person: String(person), segments },
          values: {
            dark: skip(1 + Math.floor(random() * 7)),
            burgled: skip(random() < 0.3 ? 1 : 0),
            hours: skip(Math.floor(random() * 30)),
          },
        };
      }),
  );
}

/** One wave of few people of three areas, most of them at one end of scales of three, four and five. */
function smallSurvey(seed: number, people: number): Answered[] {
  const random = randomNumbers(seed);
  return Array.from(
    { length: people },
    (_, person): Answered => ({
      ...{ wave: 0, person: String(person) },
      segments: { area: random() < 0.6 ? "Nord" : "Syd" },
      values: Object.fromEntries([3, 4, 5].map((max) => [`to-${max}`, 1 + Math.floor(random() * random() * max)])),
    }),
  );
}

interface ToldSums {
  n: number;
  sum: number;
  squares: number;
}

/** What an attacker has from the figures of one indicator: n, Σ and Σ² of the codes in each shown group, and in the rest of everyone. */
function toldSums(results: Results, key: string, max: number): ToldSums[] {
  const told = results.indicators.flatMap((indicator) => {
    const [point] = indicator.points;
    if (indicator.key !== key || point?.n == null || point.estimate === null) return [];
    const mean = 1 + (point.estimate / 100) * (max - 1);
    const limits = { mean: point.estimate, low: point.low ?? 0, high: point.high ?? 0, df: point.n - 1 };
    const error = point.high === null ? 0 : (errorOfBoundedMean(limits) ?? 0);
    const variance = error ** 2 * point.n * ((max - 1) / 100) ** 2;
    const sum = Math.round(mean * point.n);
    const squares = Math.round(variance * (point.n - 1) + point.n * mean ** 2);
    return [{ segment: indicator.segment, n: point.n, sum, squares }];
  });
  const everyone = told.find(({ segment }) => segment === "");
  const groups = told.filter(({ segment }) => segment !== "");
  if (!everyone || groups.length === 0) return told;
  const rest = groups.reduce(
    (left, { n, sum, squares }) => ({ n: left.n - n, sum: left.sum - sum, squares: left.squares - squares }),
    everyone as ToldSums,
  );
  return rest.n === 0 ? told : [...told, rest];
}

/** How many may stand in the good end (the two highest codes), by every list of counts that fits. */
function possibleShares({ n, sum, squares }: ToldSums, max: number): Set<number> {
  const shares = new Set<number>();
  const place = (code: number, left: number, sumLeft: number, squaresLeft: number, good: number) => {
    if (code > max) {
      if (left === 0 && sumLeft === 0 && squaresLeft === 0) shares.add(good);
      return;
    }
    for (let count = 0; count <= left && count * code <= sumLeft; count++) {
      const better = code >= max - 1 ? good + count : good;
      place(code + 1, left - count, sumLeft - count * code, squaresLeft - count * code ** 2, better);
    }
  };
  place(1, n, sum, squares, 0);
  return shares;
}

function numbersIn(value: unknown, field = ""): Array<[string, number]> {
  if (typeof value === "number") return [[field, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => numbersIn(inner, Array.isArray(value) ? field : key));
}

/** Every number of people that is told, by segment: one map for each indicator and wave, and for each change's pairs. */
function countsBySegment(results: Results): Array<Map<string, number>> {
  const told = [
    ...results.indicators.flatMap(({ key, segment, points }) =>
      points.map((point) => ({ table: `${key} ${point.waveId}`, segment, n: point.n })),
    ),
    ...results.changes.map(({ indicator, segment, pairs }) => ({ table: `${indicator} pairs`, segment, n: pairs })),
  ];
  return [...Map.groupBy(told, ({ table }) => table).values()].map(
    (rows) => new Map(rows.flatMap(({ segment, n }) => (n === null ? [] : [[segment, n] as [string, number]]))),
  );
}

describe("weights that make a figure one person's", () => {
  const heavy = (weight: number) =>
    [0, 1].flatMap((wave) =>
      Array.from({ length: 80 }, (_, person) => ({
        ...{ wave, person: `person-${person}`, weight: person === 0 ? weight : 1 },
        ...{ segments: { area: person < 40 ? "Nord" : "Syd" }, values: { dark: 1 + ((person * 5 + wave) % 7) } },
      })),
    );
  const shown = (weight: number, segment: string) =>
    assembled(heavy(weight), codebookOf([scaleItem("dark")])).indicators.find(
      (one) => one.key === "resident/dark/mean" && one.segment === segment,
    )?.points[0]?.estimate ?? null;

  test("are withheld like a figure of too few, and so is what they could be found from", () => {
    expect(shown(10, "area=Nord")).not.toBeNull();
    expect(shown(2000, "area=Nord")).toBeNull();
    expect(shown(2000, "")).toBeNull();
    expect(shown(2000, "area=Syd")).toBeNull();
  });
});
