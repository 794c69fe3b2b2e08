import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChangeResult, Results } from "#surveys/impact/results.ts";
import { resultsOf, sydby } from "./compared.ts";
import { type Answered, codebookOf, goalOf, numberItem, randomNumbers, scaleItem, yesNoItem } from "./hand-made.ts";

const items = ["dark", "street", "bus", "park", "square", "school"].map((key) => scaleItem(key));
const codebook = codebookOf([...items, yesNoItem("burgled"), numberItem("hours")]);

interface Town {
  people: number;
  seed: number;
  /** Share of them in Sydby, share in both waves, share of Sydby's who have moved to Nordby by the second wave. */
  sydby?: number;
  both?: number;
  moved?: number;
  weights?: boolean;
  /** Steps up in the second wave: in Nordby, in Sydby. */
  rise?: [number, number];
}

/** Nordby is the initiative's own area, Sydby the other; ages run across them. */
function town({ people, seed, sydby = 0.4, both = 0.6, moved = 0, weights = false, rise = [1, 0] }: Town): Answered[] {
  const uniform = randomNumbers(seed);
  return Array.from({ length: people }).flatMap((_, person) => {
    const inSydby = uniform() < sydby;
    const age = uniform() < 0.5 ? "18-39" : "40-";
    const mood = uniform() * 4;
    const waves = uniform() < both ? [0, 1] : [Math.floor(uniform() * 2)];
    const moves = inSydby && uniform() < moved;
    return waves.map((wave): Answered => {
      const area = inSydby && !(moves && wave === 1) ? "Sydby" : "Nordby";
      const up = wave * rise[inSydby ? 1 : 0];
      const scale = () => Math.min(7, Math.max(1, Math.round(1 + mood + up + 2 * uniform())));
      return {
        ...{ wave, person: `p${person}`, segments: { area, age }, weight: weights ? 0.5 + (person % 5) / 4 : 1 },
        values: {
          ...Object.fromEntries(items.map(({ key }) => [key, scale()])),
          ...{ burgled: uniform() < 0.2 - 0.1 * up ? 1 : 0, hours: Math.round(20 * uniform()) },
        },
      };
    });
  });
}

const withoutSydby = (answers: Answered[]) => answers.filter(({ segments }) => segments?.area !== "Sydby");

const goals = [
  goalOf({ id: "everyone" }),
  goalOf({ id: "nordby", segment: "area=Nordby" }),
  goalOf({ id: "young", segment: "age=18-39" }),
  goalOf({ id: "burgled", item_key: "burgled", reading: "share" }),
];

/**
 * To nine digits, and nothing below 1e-12: what is left of sums is not added in the same order. Without the ordinal effect, which a small
 * part of everyone may withhold.
 */
function rounded(value: unknown): unknown {
  const figureOf = (inner: number) => (Math.abs(inner) < 1e-12 ? 0 : Number(inner.toPrecision(9)));
  return JSON.parse(
    JSON.stringify(value, (key, inner) =>
      key === "ordinal" ? undefined : typeof inner === "number" ? figureOf(inner) : inner,
    ),
  );
}

/** Tides are climbed to in steps, so the last bits of what they are made of may show in their fifth digit. */
function expectSameTides(made: Results, others: Results): void {
  const figuresOf = ({ tides }: Results) =>
    tides.map(({ estimate, low, high, averageCorrelation, ...told }) => ({
      ...{ told, figures: [estimate, low, high] },
      correlation: averageCorrelation?.toFixed(9),
    }));
  const [mine, theirs] = [figuresOf(made), figuresOf(others)];
  expect(mine.map(({ told, correlation }) => [told, correlation])).toEqual(
    theirs.map(({ told, correlation }) => [told, correlation]),
  );
  for (const [index, { figures }] of mine.entries()) {
    for (const [place, figure] of figures.entries()) {
      expect(figure).toBeCloseTo(theirs[index]?.figures[place] ?? Number.NaN, 3);
    }
  }
}

function changesOf(results: Results, segment: string): ChangeResult[] {
  return results.changes.filter((change) => change.segment === segment);
}

describe("a comparison group that was sealed", () => {
  test("is left out of everyone: figures, verdicts and tide are those of the others, weighted or not", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.boolean(), (seed, weights) => {
        const answers = town({ people: 220, seed, weights });
        const made = resultsOf({ answers, codebook, goals, comparison: sydby() });
        const others = resultsOf({ answers: withoutSydby(answers), codebook, goals });
        expect(rounded(changesOf(made, ""))).toEqual(rounded(changesOf(others, "")));
        expect(rounded(changesOf(made, "area=Nordby"))).toEqual(rounded(changesOf(others, "area=Nordby")));
        expectSameTides(made, others);
        const [one, other] = [made.goals[0], others.goals[0]];
        expect(one?.verdict).toBe(other?.verdict);
        expect(rounded(one?.current)).toEqual(rounded(other?.current));
      }),
      { numRuns: 20 },
    );
  });

  test("is left out of everyone where people were drawn by households too", () => {
    const answers = town({ people: 240, seed: 5 });
    const household = ({ person, segments }: Answered) =>
      `${segments?.area} ${Math.floor(Number(person.slice(1)) / 3)}`;
    const made = resultsOf({ answers, codebook, goals, comparison: sydby(), household });
    const others = resultsOf({ answers: withoutSydby(answers), codebook, goals, household });
    expect(made.changes.some(({ clustered }) => clustered)).toBe(true);
    for (const [index, change] of changesOf(made, "").entries()) {
      const other = changesOf(others, "")[index];
      expect(change.estimate).toBeCloseTo(other?.estimate ?? Number.NaN, 9);
      expect([change.n0, change.n1, change.pairs, change.df]).toEqual([other?.n0, other?.n1, other?.pairs, other?.df]);
      // A part of a sample keeps the factor n / (n − 1) of the whole sample's units.
      expect(Math.abs((change.se ?? 0) / (other?.se ?? 1) - 1)).toBeLessThan(0.01);
    }
    const { own, comparison, se, df } = made.goals[0]?.difference ?? {};
    expect(se).toBeCloseTo(Math.hypot(own?.se ?? 0, comparison?.se ?? 0), 9);
    expect(df).toBe((own?.df ?? 0) + (comparison?.df ?? 0) - 1);
  });

  test("a goal says how much more its people changed, with an interval", () => {
    const made = resultsOf({ answers: town({ people: 600, seed: 7 }), codebook, goals, comparison: sydby() });
    const [everyone, nordby, young, burgled] = made.goals.map((goal) => goal.difference);
    expect(everyone?.own).toEqual(made.goals[0]?.change);
    expect(everyone?.estimate).toBeCloseTo((everyone?.own.estimate ?? 0) - (everyone?.comparison.estimate ?? 0), 9);
    expect(everyone?.low).toBeGreaterThan(5);
    expect(everyone?.p).toBeLessThan(0.001);
    expect(nordby?.estimate).toBeCloseTo(everyone?.estimate ?? 0, 9);
    expect(young).toBeNull();
    expect(burgled?.low ?? 0).toBeLessThanOrEqual(burgled?.estimate ?? 0);
    expect(made.ripples.length).toBeGreaterThan(0);
    for (const ripple of made.ripples) {
      const comparable = ripple.segment === "" || ripple.segment === "area=Nordby";
      expect(ripple.difference !== null, ripple.segment).toBe(comparable);
    }
    expect(made.ripples.map(({ segment }) => segment)).not.toContain("area=Sydby");
  });

  test("what moved both alike is no difference", () => {
    const alike = resultsOf({
      ...{ answers: town({ people: 600, seed: 11, rise: [1, 1] }), codebook, goals, comparison: sydby() },
    }).goals[0];
    expect(alike?.change?.low).toBeGreaterThan(0);
    expect(alike?.difference?.low).toBeLessThan(0);
    expect(alike?.difference?.high).toBeGreaterThan(0);
  });

  test("people who move between the areas never make impossible figures", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 10, max: 80 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (seed, people, moved, weights) => {
          const answers = town({ people, seed, moved, both: 1, weights });
          const made = resultsOf({ answers, codebook, goals, comparison: sydby() });
          for (const { n0, n1, pairs, refused, low, high } of made.changes) {
            if (pairs !== null) expect(pairs).toBeLessThanOrEqual(Math.min(n0 ?? 0, n1 ?? 0));
            if (refused === null) expect((low ?? Number.NaN) <= (high ?? Number.NaN)).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("a comparison group that was named later", () => {
  test("is compared with and changes nothing else: no verdict, no figure, no ripple", () => {
    const answers = town({ people: 400, seed: 3 });
    const made = resultsOf({ answers, codebook, goals, comparison: sydby({ standing: "later" }) });
    const plain = resultsOf({ answers, codebook, goals });
    const stripped = <Entry extends object>(entries: Entry[]) =>
      entries.map((entry) => ({ ...entry, difference: null }));
    expect(made.changes).toEqual(plain.changes);
    expect(stripped(made.goals)).toEqual(plain.goals);
    expect(stripped(made.ripples)).toEqual(plain.ripples);
  });

  test("is taken out of everyone for the comparison alone", () => {
    const answers = town({ people: 400, seed: 3 });
    const later = resultsOf({ answers, codebook, goals, comparison: sydby({ standing: "later" }) });
    const sealed = resultsOf({ answers, codebook, goals, comparison: sydby() });
    expect(rounded(later.goals[0]?.difference)).toEqual(rounded(sealed.goals[0]?.difference));
    expect(later.goals[0]?.difference?.own.n0).toBeLessThan(later.goals[0]?.change?.n0 ?? 0);
  });
});

describe("the comparison group obeys disclosure control", () => {
  test("where it is too small nothing of it is told, and nothing by which it could be found", () => {
    const inSydby = (count: number): Answered[] =>
      [0, 1].flatMap((wave) =>
        Array.from(
          { length: 60 },
          (_, person): Answered => ({
            ...{
              wave,
              person: `p${person}`,
              segments: { area: person < count ? "Sydby" : "Nordby", age: `${person % 2}` },
            },
            values: { dark: 1 + (person % 5) + wave * (person % 3) },
          }),
        ),
      );
    for (const standing of ["sealed", "later"] as const) {
      const made = resultsOf({ answers: inSydby(3), codebook, goals, comparison: sydby({ standing }) });
      const { difference } = made.goals[0] ?? {};
      expect(difference).toMatchObject({ estimate: null, low: null, refused: "hidden" });
      expect(difference?.own.n0).toBeNull();
      expect(difference?.comparison.n0).toBeNull();
      const dark = made.changes.filter(({ indicator }) => indicator === "resident/dark/mean");
      const told = new Map(dark.map(({ segment, n0 }) => [segment, n0]));
      expect(told.get("area=Sydby") ?? null).toBeNull();
      if (standing === "later") expect(told.get("area=Nordby") ?? null).toBeNull();
      // How many answered the wave is told of both together.
      if (standing === "sealed") expect(told.get("")).toBeNull();
      // The ages add up to both: with the own people beside them they would tell the rest.
      if (standing === "sealed") expect([told.get("age=0") ?? null, told.get("age=1") ?? null]).toEqual([null, null]);
    }
    const large = resultsOf({ answers: inSydby(20), codebook, goals, comparison: sydby() });
    expect(large.goals[0]?.difference?.comparison.n0).toBe(20);
  });

  test("own people, comparison group, areas and ages never leave one to four people when taken from each other", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 8, max: 70 }), (seed, people) => {
        const answers = town({ people, seed, sydby: 0.15 });
        const made = resultsOf({ answers, codebook, goals, comparison: sydby() });
        for (const { points } of made.indicators.filter(({ segment }) => segment === "")) {
          for (const { n } of points) expect(n === null || n >= 5).toBe(true);
        }
        for (const [key, ofIndicator] of Map.groupBy(made.indicators, ({ key }) => key)) {
          for (const wave of [0, 1]) {
            const n = (segment: string) =>
              ofIndicator.find((one) => one.segment === segment)?.points.find(({ position }) => position === wave)?.n ??
              null;
            const [own, other] = [n(""), n("area=Sydby")];
            const ages = [n("age=18-39"), n("age=40-")];
            if (own === null || ages.some((age) => age === null)) continue;
            const left = (ages[0] ?? 0) + (ages[1] ?? 0) - own;
            expect(left === 0 || left >= 5, `${key}: ${left} left`).toBe(true);
            if (left > 0) expect(other, key).toBe(left);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
