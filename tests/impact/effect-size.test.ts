import { describe, expect, test } from "vitest";
import type { ChangeResult } from "#surveys/impact/results.ts";
import { assembledExactly } from "./assembled.ts";
import { type Answered, codebookOf, numberItem, randomNumbers, scaleItem, yesNoItem } from "./hand-made.ts";

const codebook = codebookOf([scaleItem("dark"), numberItem("hours"), yesNoItem("burgled")]);

/** People who answer twice; in the second wave they answer up to two steps higher and wait as many hours less. */
function people(count: number, segments: (person: number) => Record<string, string> = () => ({})): Answered[] {
  const uniform = randomNumbers(count);
  return Array.from({ length: count }, (_, person) => ({ person, mood: Math.floor(uniform() * 5) })).flatMap(
    ({ person, mood }) =>
      [0, 1].map((wave) => ({
        ...{ wave, person: `p${person}`, segments: segments(person) },
        values: {
          dark: 1 + mood + wave * (person % 3),
          hours: 9 - mood - wave * (person % 3),
          burgled: Math.floor(uniform() * 2),
        },
      })),
  );
}

function changeOf(answers: Answered[], indicator: string, segment = ""): ChangeResult | undefined {
  return assembledExactly(answers, codebook).changes.find(
    (change) => change.indicator === indicator && change.segment === segment,
  );
}

describe("effect sizes beside a change", () => {
  test("better is better, whichever way the figure goes", () => {
    const safer = changeOf(people(120), "resident/dark/mean");
    const sooner = changeOf(people(120), "resident/hours/mean");
    expect(safer?.ordinal?.better).toBeGreaterThan(0.5);
    expect(sooner?.estimate).toBeLessThan(0);
    expect(sooner?.ordinal?.better).toBeCloseTo(safer?.ordinal?.better ?? 0, 12);
    expect(sooner?.ordinal?.low ?? 0).toBeLessThan(sooner?.ordinal?.better ?? 0);
    expect(sooner?.standardised?.estimate).toBeCloseTo(safer?.standardised?.estimate ?? 0, 12);
    expect(sooner?.standardised?.low).toBeCloseTo(safer?.standardised?.low ?? 0, 12);
  });

  test("a share has none: its two answers are said already", () => {
    expect(changeOf(people(120), "resident/burgled/share")).toMatchObject({ ordinal: null, standardised: null });
  });

  test("with weights the ordinal effect is weighted, and there is no standardised change", () => {
    const weighted = people(120).map((answer, index) => ({ ...answer, weight: index % 3 === 0 ? 2 : 0.5 }));
    const change = changeOf(weighted, "resident/dark/mean");
    expect(change?.ordinal?.better).toBeGreaterThan(0.5);
    expect(change?.ordinal?.better).not.toBeCloseTo(
      changeOf(people(120), "resident/dark/mean")?.ordinal?.better ?? 0,
      6,
    );
    expect(change?.standardised).toBeNull();
  });
});

describe("the ordinal effect is told only of many (disclosure, rule 8)", () => {
  test("of 49 nothing, of 50 all", () => {
    expect(changeOf(people(49), "resident/dark/mean")).toMatchObject({ ordinal: null, refused: null });
    expect(changeOf(people(50), "resident/dark/mean")?.ordinal).not.toBeNull();
  });

  test("not of a group that leaves fewer than 50 of everyone", () => {
    const area =
      (size: number) =>
      (person: number): Record<string, string> =>
        person < size ? { area: "Nord" } : { area: "Syd" };
    const small = people(140, area(100));
    expect(changeOf(small, "resident/dark/mean")?.ordinal).not.toBeNull();
    expect(changeOf(small, "resident/dark/mean", "area=Nord")).toMatchObject({ ordinal: null, refused: null });
    expect(changeOf(small, "resident/dark/mean", "area=Syd")).toMatchObject({ ordinal: null, refused: null });
    const large = people(160, area(100));
    expect(changeOf(large, "resident/dark/mean", "area=Nord")?.ordinal).not.toBeNull();
    expect(changeOf(large, "resident/dark/mean", "area=Syd")?.ordinal).not.toBeNull();
  });
});
