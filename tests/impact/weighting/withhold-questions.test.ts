import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { labelsOf, questionsToWithhold } from "#surveys/impact/weighting/withhold-questions.ts";
import { codebookOf, scaleItem } from "#tests/impact/hand-made.ts";

const index = { key: "both", label: { da: "Begge", en: "Both" }, theme: "safety", items: ["asked-all", "asked-some"] };
const asked = [codebookOf([scaleItem("asked-all"), scaleItem("asked-some"), scaleItem("other")], [index])];

type Cell = readonly [area: string, age: string, all: number, some: number];

/** People of two areas and two ages; in each cell so many were asked everything, and so many of them answered "asked-some". */
function answersOf(cells: readonly Cell[]) {
  const people = cells.flatMap(([area, age, all]) =>
    Array.from({ length: all }, () => ({ segments: { area, age }, baseWeight: 1 })),
  );
  const starts = cells.map((_, at) => cells.slice(0, at).reduce((sum, [, , all]) => sum + all, 0));
  const some = cells.flatMap(([, , , count], at) => Array.from({ length: count }, (_, n) => (starts[at] ?? 0) + n));
  return {
    people,
    answeredBy: [
      { items: ["asked-all", "other", "both"], places: [...people.keys()] },
      { items: ["asked-some"], places: some },
    ],
    asked,
  };
}

const byArea = ({ people }: ReturnType<typeof answersOf>) => [
  people.map(({ segments }) => (segments.area === "Nord" ? 0.7 : 1.6)),
];

function withheldOf(cells: readonly Cell[]) {
  const answers = answersOf(cells);
  return questionsToWithhold(answers, byArea(answers), 5);
}

const withFew = (few: number): Cell[] => [
  ["Nord", "young", 20, few],
  ["Nord", "old", 30, 25],
  ["Syd", "young", 12, 10],
  ["Syd", "old", 15, 12],
];

describe("questions that weights would lay open", () => {
  test("are withheld with the indexes made of them, and no others", () => {
    expect(withheldOf(withFew(3))).toEqual(["asked-some", "both"]);
    expect(labelsOf(["asked-some", "both", "asked-some~"], asked).map(({ en }) => en)).toEqual([
      "On asked-some",
      "Both",
    ]);
    expect(withheldOf(withFew(5))).toEqual([]);
  });

  test("do not tell whether their small group is empty", () => {
    for (const few of [0, 1, 2, 3, 4]) expect(withheldOf(withFew(few))).toEqual(["asked-some", "both"]);
    const size = fc.integer({ min: 5, max: 30 });
    const count = fc.integer({ min: 0, max: 30 });
    const cells = fc.tuple(size, size, size, size, count, count, count);
    fc.assert(
      fc.property(cells, fc.nat(4), fc.nat(4), ([a, b, c, d, n, m, k], few, other) => {
        const said = (first: number) =>
          withheldOf([
            ["Nord", "young", a, Math.min(a, first)],
            ["Nord", "old", b, Math.min(b, 5 + n)],
            ["Syd", "young", c, Math.min(c, 5 + m)],
            ["Syd", "old", d, Math.min(d, 5 + k)],
          ]);
        expect(said(few)).toEqual(said(other));
      }),
      { numRuns: 200 },
    );
  });

  test("are no way out where everybody's figures lay few open, or where no question would be left", () => {
    expect(
      withheldOf(withFew(3).map(([area, age, all, some], at) => [area, age, at === 0 ? 3 : all, some])),
    ).toBeNull();
    const answers = answersOf(withFew(3));
    const alone = { ...answers, answeredBy: answers.answeredBy.slice(1) };
    expect(questionsToWithhold(alone, byArea(answers), 5)).toBeNull();
  });

  test("nothing is withheld where everybody counts alike", () => {
    const answers = answersOf(withFew(3));
    expect(questionsToWithhold(answers, [answers.people.map(() => 1)], 5)).toEqual([]);
  });
});
