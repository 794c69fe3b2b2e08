import { describe, expect, test } from "vitest";
import type { SubjectWord } from "#surveys/impact/themes/subject-words.ts";
import { themeCandidates } from "#surveys/impact/themes/theme-candidates.ts";
import { themeGrowth } from "#surveys/impact/themes/theme-growth.ts";

const floor = 5;

describe("growth of subjects", () => {
  const before = people(40, ["park", "bænk"]).concat(people(3, ["lampe"]));
  const after = people(30, ["park", "bænk"]).concat(people(14, ["lampe", "sti"]), people(4, ["fest"]));

  test("names what grew, with words that the same people wrote as one subject", () => {
    const { subjects, writers0, writers1 } = themeGrowth(before, after, { from: 90, to: 90 }, floor);
    expect([writers0, writers1]).toEqual([40, 50]);
    const grown = subjects.filter(({ trend }) => trend === "grew");
    expect(grown.map(({ words }) => words.map(({ word }) => word))).toEqual([["lampe", "sti"]]);
    expect(grown[0]?.words[0]).toMatchObject({ people0: null, people1: 10, adjustedP: null });
  });

  test("says nothing of words that fewer than the floor wrote, nor of those that all but a few wrote", () => {
    const told = JSON.stringify(themeGrowth(before, after, { from: 90, to: 90 }, floor));
    expect(told).not.toContain("fest");
    const nearlyAll = people(38, ["park"]).concat(people(3, ["sti"]));
    const { common } = themeGrowth(nearlyAll, nearlyAll, { from: 90, to: 90 }, floor);
    expect(common.map(({ word }) => word)).not.toContain("park");
  });

  test("says nothing at all where fewer than the floor wrote, or all but a few did", () => {
    const few = people(4, ["lampe"]);
    expect(themeGrowth(few, after, { from: 90, to: 90 }, floor)).toMatchObject({
      writers0: null,
      subjects: [],
      common: [],
    });
    expect(themeGrowth(before, after, { from: 90, to: after.length + 2 }, floor)).toMatchObject({
      writers1: null,
      common: [],
    });
    expect(themeGrowth([], [], { from: 0, to: 0 }, floor)).toEqual({
      writers0: null,
      writers1: null,
      subjects: [],
      common: [],
    });
  });

  test("tells no p beside a number that is withheld", () => {
    for (const { people0, people1, adjustedP } of allWords(themeGrowth(before, after, { from: 90, to: 90 }, floor))) {
      expect(adjustedP === null).toBe(people0 === null || people1 === null);
    }
  });

  test("the same shown counts come from every withheld count below the floor that gives the same verdict", () => {
    const withLamps = (lamps: number) =>
      JSON.stringify(
        themeGrowth(
          people(40, ["park", "bænk"]).concat(people(lamps, ["lampe"]), people(4 - lamps, ["bro"])),
          after,
          { from: 90, to: 90 },
          floor,
        ),
      );
    expect(new Set([0, 1, 2].map(withLamps)).size).toBe(1);
  });

  test("is rarely found where nothing changed: in at most 5 % of comparisons, within chance", () => {
    const draw = randomWriters(20261125);
    const runs = 300;
    let found = 0;
    for (let run = 0; run < runs; run += 1) {
      if (themeGrowth(draw(120), draw(120), { from: 200, to: 200 }, floor).subjects.length > 0) found += 1;
    }
    expect(found / runs).toBeLessThanOrEqual(0.05);
  });

  test("is found where one in six took up a new subject", () => {
    const draw = randomWriters(7);
    const runs = 60;
    let found = 0;
    for (let run = 0; run < runs; run += 1) {
      const later = draw(100).concat(people(20, ["lampe"]));
      const { subjects } = themeGrowth(draw(120), later, { from: 200, to: 200 }, floor);
      if (subjects.some(({ trend, words }) => trend === "grew" && words.some(({ key }) => key === "lampe"))) found += 1;
    }
    expect(found / runs).toBeGreaterThan(0.9);
  });
});

test("looks at ten times as many writers ten times as often, not a hundred times", () => {
  const looks = (times: number) => {
    const written = people(30 * times, ["lampe", "sti"]).concat(people(20 * times, ["park"]));
    const writers = CountedWriters.from(written.map((answer) => new Map(answer)));
    CountedWriters.looks = 0;
    const { subjects } = themeGrowth(
      people(50 * times, ["park"]),
      writers,
      { from: 90 * times, to: 90 * times },
      floor,
    );
    expect(subjects.find(({ trend }) => trend === "grew")?.words).toHaveLength(2);
    return CountedWriters.looks;
  };
  const [few, many] = [looks(1), looks(10)];
  expect(few).toBeGreaterThan(0);
  expect(many).toBeLessThanOrEqual(10 * few);
});

test("a subject that grew is a candidate; a harm only where the question asks for what is worse", () => {
  const about = {
    audience: "resident",
    itemKey: "own",
    label: { da: "Hvad?", en: "What?" },
    from: "w0",
    to: "w1",
  } as const;
  const growth = themeGrowth(
    people(40, ["park"]).concat(people(3, ["lampe"])),
    people(30, ["park"]).concat(people(14, ["lampe"])),
    { from: 90, to: 90 },
    floor,
  );
  const lastDays = new Map([["w1", "2026-10-01"]]);
  const [open] = themeCandidates([{ ...about, ...growth, good: null }], lastDays);
  expect(open).toMatchObject({
    key: "theme/resident/own/lampe",
    kind: "unjudged",
    ring: "community",
    seenOn: "2026-10-01",
  });
  expect(themeCandidates([{ ...about, ...growth, good: "low" }], lastDays)[0]?.kind).toBe("harm");
  const fell = { ...growth, subjects: growth.subjects.filter(({ trend }) => trend === "fell") };
  expect(themeCandidates([{ ...about, ...fell, good: null }], lastDays)).toEqual([]);
});

test("a subject keeps the name it had first, whichever of its words most people use later; two of one pair stay two", () => {
  const about = { audience: "resident", itemKey: "own", label: { da: "Hvad?", en: "What?" }, good: null } as const;
  const word = (key: string) => ({
    ...{ key, word: key, negated: false, people0: null, people1: 10, adjustedP: null },
    trend: "grew" as const,
  });
  const subject = (...keys: string[]) => ({ key: keys[0] ?? "", trend: "grew" as const, words: keys.map(word) });
  const pair = (to: string, subjects: ReturnType<typeof subject>[]) => ({
    ...{ ...about, from: "w0", to, writers0: 40, writers1: 40, common: [], subjects },
  });
  const found = themeCandidates(
    [
      pair("w1", [subject("lampe", "sti"), subject("taxa")]),
      pair("w2", [subject("sti", "lampe"), subject("park"), subject("taxa", "lampe")]),
    ],
    new Map([["w1", "2026-05-01"]]),
  );
  expect(found.map(({ key, to }) => [key, to])).toEqual([
    ["theme/resident/own/lampe", "w2"],
    ["theme/resident/own/taxa", "w2"],
    ["theme/resident/own/park", "w2"],
  ]);
  expect(found[0]?.subject).toMatchObject({ grown: { words: [{ key: "sti" }, { key: "lampe" }] } });
  expect(found[0]?.seenOn).toBe("2026-05-01");
});

function people(count: number, words: string[]): Array<Map<string, SubjectWord>> {
  const answer = new Map(words.map((word) => [word, { key: word, form: word, negated: false }]));
  return Array.from({ length: count }, () => answer);
}

/** Counts how many writers are looked at, be it one by one or in search of one; what is filtered from it counts on. */
class CountedWriters extends Array<ReadonlyMap<string, SubjectWord>> {
  static looks = 0;

  override filter(keep: (writer: ReadonlyMap<string, SubjectWord>, index: number, all: never) => unknown) {
    CountedWriters.looks += this.length;
    return super.filter(keep as never);
  }

  override includes(writer: ReadonlyMap<string, SubjectWord>): boolean {
    CountedWriters.looks += Math.max(0, this.indexOf(writer)) + 1;
    return super.includes(writer);
  }
}

function allWords({ subjects, common }: ReturnType<typeof themeGrowth>) {
  return [...subjects.flatMap(({ words }) => words), ...common];
}

/** Writers of six words each out of 300, by Zipf's law; the same law at every draw. */
function randomWriters(seed: number): (count: number) => Array<Map<string, SubjectWord>> {
  let state = seed;
  const next = () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
  const weights = Array.from({ length: 300 }, (_, rank) => 1 / (rank + 3));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const word = () => {
    let left = next() * total;
    return String(
      weights.findIndex((weight) => {
        left -= weight;
        return left < 0;
      }),
    );
  };
  return (count) =>
    Array.from({ length: count }, () => {
      const words = Array.from({ length: 6 }, word);
      return new Map(words.map((key) => [key, { key, form: key, negated: false }]));
    });
}
