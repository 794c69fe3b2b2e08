import fc from "fast-check";
import type { GoalTable } from "#db/schema.ts";
import type { Item } from "#surveys/definition/codebook.ts";
import type { GoalResult, Results } from "#surveys/impact/results.ts";
import { resultsOf } from "./compared.ts";
import { type Answered, codebookOf, goalOf, numberItem, scaleItem } from "./hand-made.ts";

/** One person: the answer in each wave, null where they did not answer it. Steps of the scale from the worst, 0 to 4; hours for a number. */
export type Person = readonly [number | null, number | null];

export interface GoalCase {
  people: Person[];
  /** A goal about the mean or share of a scale, or about hours, which are better down. */
  about: "mean" | "share" | "hours";
  target: { kind: "level" | "change"; value: number };
  smallestWorthwhile: number;
}

/** Waves of a few to a hundred and fifty people, some in both, whose answers lean one way more or less. */
export const anyCase: fc.Arbitrary<GoalCase> = fc
  .record({
    first: fc.integer({ min: 0, max: 60 }),
    second: fc.integer({ min: 0, max: 60 }),
    // None or enough to be told: of one to four pairs nobody is told, and they then count as other people.
    both: fc.oneof(fc.constant(0), fc.integer({ min: 5, max: 90 })),
    lean: fc.integer({ min: 0, max: 4 }),
    rise: fc.integer({ min: -2, max: 3 }),
    spread: fc.integer({ min: 0, max: 3 }),
    seeds: fc.array(fc.nat({ max: 1000 }), { minLength: 300, maxLength: 300 }),
    about: fc.constantFrom("mean" as const, "share" as const, "hours" as const),
    kind: fc.constantFrom("level" as const, "change" as const),
    value: fc.integer({ min: 1, max: 60 }),
    smallest: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ first, second, both, lean, rise, spread, seeds, about, kind, value, smallest }) => {
    const answer = (at: number, up: number) =>
      Math.min(4, Math.max(0, lean + up + ((seeds[at % 300] ?? 0) % (2 * spread + 1)) - spread));
    const people: Person[] = [
      ...Array.from({ length: both }, (_, at): Person => [answer(at, 0), answer(at + 97, rise)]),
      ...Array.from({ length: first }, (_, at): Person => [answer(at + 11, 0), null]),
      ...Array.from({ length: second }, (_, at): Person => [null, answer(at + 53, rise)]),
    ];
    return {
      people,
      about,
      target: { kind, value: about === "hours" ? value / 10 : value },
      smallestWorthwhile: smallest,
    };
  });

/** How the steps are stored: the code of each step from the worst to the best. */
export interface Coding {
  codes: readonly [number, number, number, number, number];
}

export const oneToFive: Coding = { codes: [1, 2, 3, 4, 5] };

export function resultsOfCase(
  { people, about, target, smallestWorthwhile }: GoalCase,
  coding = oneToFive,
  told = false,
): Results {
  const goal: GoalTable = goalOf({
    ...{ id: "goal", item_key: about === "hours" ? "hours" : "dark", reading: about === "share" ? "share" : "mean" },
    ...{ direction: about === "hours" ? "fall" : "rise", target_kind: target.kind, target_value: target.value },
    smallest_worthwhile: smallestWorthwhile,
  });
  return resultsOf({ answers: answersOf(people, coding), codebook: codebookOf(itemsIn(coding)), goals: [goal], told });
}

export function goalIn(results: Results): GoalResult {
  const [goal] = results.goals;
  if (!goal) throw new Error("no goal");
  return goal;
}

function itemsIn({ codes }: Coding): Item[] {
  const [worst, , , fourth, best] = codes;
  const scale = { min: Math.min(worst, best), max: Math.max(worst, best) };
  const good = worst < best ? ("high" as const) : ("low" as const);
  return [scaleItem("dark", { scale, good, goodEnd: [fourth, best].sort((a, b) => a - b) }), numberItem("hours")];
}

function answersOf(people: Person[], { codes }: Coding): Answered[] {
  return people.flatMap((answers, person) =>
    answers.flatMap((step, wave) =>
      step === null
        ? []
        : [{ wave, person: `p${person}`, values: { dark: codes[step] ?? "~skipped", hours: 12 - 2 * step } }],
    ),
  );
}
