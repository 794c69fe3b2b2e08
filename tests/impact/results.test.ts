import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connect } from "#db/connect.ts";
import { migrate } from "#db/migrate.ts";
import type { Database } from "#db/schema.ts";
import { personMeanKey } from "#surveys/definition/codebook.ts";
import { assembleFigures, assembleResults } from "#surveys/impact/assemble-results.ts";
import { readResults } from "#surveys/impact/results.server.ts";
import type { Results } from "#surveys/impact/results.ts";
import { studentTQuantile } from "#surveys/impact/statistics/student-t.ts";
import {
  type Answered,
  codebookOf,
  goalOf,
  type HandMade,
  initiativeId,
  normalNumbers,
  numberItem,
  randomNumbers,
  scaleItem,
  storeHandMade,
  talliesOf,
  waveIds,
  yesNoItem,
} from "./hand-made.ts";

let db: Database;
beforeEach(async () => {
  db = connect(":memory:");
  await migrate(db);
});
afterEach(() => db.destroy());

async function resultsOf(made: HandMade, floor?: number): Promise<Results> {
  await storeHandMade(db, made);
  return readResults(db, initiativeId, floor === undefined ? {} : { floor });
}

const pointOf = (results: Results, key: string, segment: string, position: number) =>
  results.indicators
    .find((indicator) => indicator.key === key && indicator.segment === segment)
    ?.points.find((point) => point.position === position);

/** Twelve people in two waves; in the second everybody answers `rise` higher. */
function twelve(rise: number, segments: (person: number) => Record<string, string> = () => ({})): Answered[] {
  return [0, 1].flatMap((wave) =>
    Array.from({ length: 12 }, (_, person) => ({
      ...{ wave, person: `person-${person}`, segments: segments(person) },
      values: { dark: 2 + (person % 4) + wave * (rise - (person % 2)) },
    })),
  );
}

describe("results", () => {
  test("one indicator, two waves, everybody in both: the paired t-test", async () => {
    const results = await resultsOf({
      answers: twelve(1),
      codebooks: { resident: codebookOf([scaleItem("dark", { goodEnd: undefined })]) },
    });
    // Answers 2 3 4 5, three times; then 3 3 5 5: the differences are 1 0 1 0 …, of 6 steps.
    expect(pointOf(results, "resident/dark/mean", "", 0)).toMatchObject({
      n: 12,
      estimate: expect.closeTo(250 / 6, 9),
    });
    expect(results.changes).toHaveLength(1);
    const change = results.changes[0];
    expect(change).toMatchObject({ n0: 12, n1: 12, pairs: 12, refused: null, weighted: false, fromPosition: 0 });
    expect(change?.estimate).toBeCloseTo(50 / 6, 9);
    expect(change?.se).toBeCloseTo(((100 / 6) * Math.sqrt(3 / 11)) / Math.sqrt(12), 9);
    expect(change?.df).toBeCloseTo(11, 9);
  });

  test("baseline to each later wave and each wave to the next, only closed waves", async () => {
    const answers = [0, 1, 2].flatMap((wave) =>
      twelve(1)
        .filter((a) => a.wave === 0)
        .map((a) => ({ ...a, wave })),
    );
    const made: HandMade = {
      ...{ answers, codebooks: { resident: codebookOf([scaleItem("dark")]) }, states: ["closed", "closed", "closed"] },
    };
    const results = await resultsOf(made);
    const pairs = results.changes.filter(({ indicator }) => indicator === "resident/dark/mean");
    expect(pairs.map(({ fromPosition, toPosition }) => [fromPosition, toPosition])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
  });

  test("an open wave gives no figure: two readings, one answer apart, would tell that answer", async () => {
    const results = await resultsOf({
      ...{ answers: twelve(1), codebooks: { resident: codebookOf([scaleItem("dark")]) }, states: ["closed", "open"] },
    });
    expect(results.waves.map((wave) => wave.state)).toEqual(["closed", "open"]);
    expect(results.changes).toEqual([]);
    expect(results.indicators[0]?.points.map((point) => point.position)).toEqual([0]);
  });

  test("missing answers are in no mean and no denominator", async () => {
    const answers = twelve(1).map((answer, index) =>
      index === 0 ? { ...answer, values: { dark: "~dont-know" } } : answer,
    );
    const results = await resultsOf({ answers, codebooks: { resident: codebookOf([scaleItem("dark")]) } });
    expect(pointOf(results, "resident/dark/mean", "", 0)?.n).toBe(11);
    expect(results.changes[0]?.pairs).toBe(11);
    expect(results.waves[0]?.audiences[0]).toMatchObject({ answered: 12, invited: null, responseRate: null });
  });

  test("weights: the estimate is Σwx/Σw and says so", async () => {
    const answers = twelve(1).map((answer, index) => ({ ...answer, weight: index % 2 === 0 ? 1 : 3 }));
    const results = await resultsOf({ answers, codebooks: { resident: codebookOf([scaleItem("dark")]) } });
    const point = pointOf(results, "resident/dark/mean", "", 0);
    // People 0, 2, 4 … answer 2 and 4 and weigh 1; people 1, 3, 5 … answer 3 and 5 and weigh 3.
    expect(point).toMatchObject({ n: 12, weighted: true });
    expect(point?.estimate).toBeCloseTo((((2 + 4) / 2 + 3 * ((3 + 5) / 2)) / 4 - 1) * (100 / 6), 9);
    expect(results.changes.every((change) => change.weighted)).toBe(true);
  });

  test("the response rate is of those invited", async () => {
    await storeHandMade(db, { answers: twelve(1), codebooks: { resident: codebookOf([scaleItem("dark")]) } });
    for (let index = 0; index < 20; index++) {
      const id = `participant-${index}`;
      await db
        .insertInto("participant")
        .values({
          ...{ id, initiative_id: initiativeId, audience: "resident", key: id, email: `${id}@example.org`, name: id },
          ...{ language: "da", segments: "{}", organisation_id: null, opted_out: 0 },
        })
        .execute();
      await db
        .insertInto("invitation")
        .values({ ...{ id, wave_id: "wave-0", participant_id: id, token_hash: id }, answered: index < 12 ? 1 : 0 })
        .execute();
    }
    const results = await readResults(db, initiativeId);
    expect(results.waves[0]?.audiences).toEqual([
      { audience: "resident", invited: 20, answered: 12, responseRate: 0.6 },
    ]);
  });

  test("a handful who were asked and did not answer are withheld with the rate", () => {
    const rates = (invited: number, answered: number) =>
      assembled([], codebookOf([scaleItem("dark")]), { invited, answered }).waves[0]?.audiences[0];
    const withheld = { invited: null, responseRate: null };
    expect(rates(20, 15)).toMatchObject({ invited: 20, answered: 15, responseRate: 0.75 });
    expect(rates(20, 16)).toMatchObject({ ...withheld, answered: 16 });
    expect(rates(20, 19)).toMatchObject({ ...withheld, answered: 19 });
    expect(rates(20, 20)).toMatchObject({ invited: 20, answered: 20, responseRate: 1 });
    expect(rates(20, 4)).toMatchObject({ invited: 20, answered: null, responseRate: null });
    expect(rates(6, 2)).toMatchObject({ ...withheld, answered: null });
  });

  test("an initiative without waves has empty results", async () => {
    const results = await resultsOf({ answers: [], codebooks: {}, states: [], sealed: false });
    expect(results).toMatchObject({ waves: [], indicators: [], changes: [], goals: [], tides: [], ripples: [] });
  });

  test("the floor can be raised and never lowered", async () => {
    const results = await resultsOf(
      { answers: twelve(1), codebooks: { resident: codebookOf([scaleItem("dark")]) } },
      13,
    );
    expect(results.changes[0]).toMatchObject({ n0: null, estimate: null, refused: "hidden" });
    await expect(readResults(db, initiativeId, { floor: 1 })).rejects.toThrow(RangeError);
  });
});

describe("goals", () => {
  const codebooks = { resident: codebookOf([scaleItem("dark", { goodEnd: undefined })]) };

  test("verdict, figures, Holm and what could have been detected", async () => {
    const goals = [
      goalOf({ id: "small", target_value: 2 }),
      goalOf({ id: "level", target_kind: "level", target_value: 90, position: 2 }),
      goalOf({ id: "nord", segment: "area=Nord", position: 3 }),
    ];
    const results = await resultsOf({ answers: twelve(1), codebooks, goals });
    const [small, level, nord] = results.goals;
    expect(small).toMatchObject({
      verdict: "reached",
      wave: "wave-1",
      dueWave: "wave-1",
      indicator: "resident/dark/mean",
    });
    expect(small?.change?.low).toBeGreaterThan(2);
    expect(small?.probabilityReached).toBeGreaterThan(0.975);
    expect(small?.holmP).toBeCloseTo(2 * (small?.change?.p ?? Number.NaN), 12);
    // se 2.51 with 11 degrees of freedom, times (2.201 + 0.876).
    expect(small?.smallestDetectable).toBeCloseTo((small?.change?.se ?? 0) * (2.20098516 + 0.87552998), 5);
    expect(level).toMatchObject({ verdict: "on-the-way" });
    // Nobody stands in it: that looks like too few.
    expect(nord).toMatchObject({ verdict: "too-few", wave: "wave-1", change: { refused: "hidden" }, holmP: null });
    expect(nord?.change).toMatchObject({ segment: "area=Nord", n0: null, estimate: null, p: null });
  });

  test("before the due wave the newest wave is judged; before any follow-up, none", async () => {
    const goals = [goalOf({ id: "later", due_position: 2 })];
    const results = await resultsOf({ answers: twelve(1), codebooks, goals, states: ["closed", "closed", "planned"] });
    expect(results.goals[0]).toMatchObject({ wave: "wave-1", dueWave: "wave-2", duePosition: 2 });
    await db.updateTable("wave").set({ state: "planned" }).where("position", "=", 1).execute();
    const early = await readResults(db, initiativeId);
    expect(early.goals[0]).toMatchObject({ wave: null, verdict: "too-few", change: null });
  });

  test("everybody safe at last: a change with an interval has its verdict, though the level has none", async () => {
    const people = [1, 2, 3, 4, 5].flatMap((street) =>
      twelve(1).map((answer) => ({ ...answer, person: `${street} ${answer.person}` })),
    );
    const answers = people.map((answer) => (answer.wave === 1 ? { ...answer, values: { dark: 7 } } : answer));
    const results = await resultsOf({ answers, codebooks, goals: [goalOf({ id: "one" })] });
    expect(results.goals[0]?.current).toMatchObject({ estimate: 100, low: null });
    expect(results.goals[0]).toMatchObject({ verdict: "reached" });
  });

  test("four people have no verdict, five have", async () => {
    for (const [people, verdict] of [
      [4, "too-few"],
      [5, "cannot-tell"],
    ] as const) {
      const answers = twelve(1).filter(({ person }) => Number(person.split("-")[1]) < people);
      await storeHandMade(db, { answers, codebooks, goals: [goalOf({ id: "one", target_value: 20 })] });
      expect((await readResults(db, initiativeId)).goals[0]?.verdict).toBe(verdict);
      await db.destroy();
      db = connect(":memory:");
      await migrate(db);
    }
  });

  test("before the due wave the newest wave of which something may be said is judged; the due wave itself whatever it holds", async () => {
    const few = twelve(1).filter(({ wave, person }) => wave === 1 && person.endsWith("1"));
    const answers = [...twelve(1), ...few.map((answer) => ({ ...answer, wave: 2 }))];
    const goals = [goalOf({ id: "due", due_position: 2 }), goalOf({ id: "later", due_position: 3, position: 2 })];
    const results = await resultsOf({ answers, codebooks, goals, states: ["closed", "closed", "closed"] });
    expect(results.goals.map(({ wave, verdict }) => [wave, verdict])).toEqual([
      ["wave-2", "too-few"],
      ["wave-1", "probably-reached"],
    ]);
  });

  test("a goal that was changed after the baseline opened stays marked", async () => {
    await storeHandMade(db, { answers: twelve(1), codebooks, goals: [goalOf({ id: "one" })] });
    const before = await readResults(db, initiativeId);
    expect(before.goals[0]).toMatchObject({ sealedBeforeBaseline: true, changedAfterBaseline: false });
    await db.updateTable("goal").set({ target_value: 1 }).where("id", "=", "one").execute();
    await db
      .insertInto("goal")
      .values(goalOf({ id: "two", position: 2 }))
      .execute();
    const after = await readResults(db, initiativeId);
    expect(
      after.goals.map(({ sealedBeforeBaseline, changedAfterBaseline }) => [sealedBeforeBaseline, changedAfterBaseline]),
    ).toEqual([
      [true, true],
      [false, true],
    ]);
  });

  test("a sealed goal that is taken away, or turned to something else, stays with its verdict: a harm cannot be hidden so", async () => {
    const answers = twelve(0).map(({ values, wave, ...answer }) => {
      const dark = Number(values.dark);
      return { ...answer, wave, values: { dark: wave === 0 ? dark + 2 : dark, day: dark } };
    });
    const goals = [goalOf({ id: "one" }), goalOf({ id: "two", item_key: "day", position: 2 })];
    const both = { resident: codebookOf(["dark", "day"].map((key) => scaleItem(key, { goodEnd: undefined }))) };
    await storeHandMade(db, { answers, codebooks: both, goals });
    const verdicts = async () =>
      (await readResults(db, initiativeId)).goals.map(({ id, verdict, withdrawn }) => [id, verdict, withdrawn]);
    expect((await verdicts())[0]).toEqual(["one", "worse", false]);
    await db.updateTable("goal").set({ item_key: "day", title: "Dagen" }).where("id", "=", "one").execute();
    expect((await verdicts())[2]).toEqual(["one@sealed", "worse", true]);
    await db.deleteFrom("goal").where("id", "=", "one").execute();
    expect((await verdicts()).map(([id]) => id)).toEqual(["two", "one@sealed"]);
    expect((await readResults(db, initiativeId)).ripples).toEqual([]);
  });

  test("names the organisations behind it", async () => {
    await storeHandMade(db, { answers: twelve(1), codebooks, goals: [goalOf({ id: "one" })] });
    await db.insertInto("organisation").values({ id: "org", name: "Boligforeningen", kind: "housing" }).execute();
    await db
      .insertInto("endorsement")
      .values({ goal_id: "one", organisation_id: "org", account_id: "alice", endorsed_on: "2026-01-02" })
      .execute();
    expect((await readResults(db, initiativeId)).goals[0]?.endorsedBy).toEqual(["Boligforeningen"]);
  });
});

/**
 * 300 residents in each of two waves, half of them in both; twenty items that share a mood, a tide of +0.3 SD, and what is planted beyond
 * it, by item and area.
 */
function simulatedSurvey(seed: number, beyond: (item: number, area: string) => number): Answered[] {
  const normal = normalNumbers(seed);
  const areas = ["Nord", "Syd", "Vest"];
  const people = Array.from({ length: 450 }, (_, index) => ({
    person: `person-${index}`,
    area: areas[index % 3] ?? "",
    mood: normal(),
  }));
  return [0, 1].flatMap((wave) =>
    people.slice(wave * 150, wave * 150 + 300).map(({ person, area, mood }) => {
      const values: Record<string, number> = {};
      let sum = 0;
      for (let item = 0; item < 20; item++) {
        const tide = wave * (0.3 + beyond(item, area));
        const feeling = Math.sqrt(0.4) * mood + Math.sqrt(0.6) * normal() + tide;
        const code = Math.max(1, Math.min(7, Math.round(4 + 1.5 * feeling)));
        values[`item-${item}`] = code;
        sum += ((code - 1) / 6) * 100;
      }
      values[personMeanKey] = Math.round(sum / 20);
      return { wave, person, segments: { area }, values };
    }),
  );
}

const twentyItems = codebookOf(Array.from({ length: 20 }, (_, item) => scaleItem(`item-${item}`)));

describe("ripples", () => {
  const planted = (item: number, area: string) => {
    if (item === 4) return 0.7;
    if (item === 5) return -0.9;
    return item === 0 && area === "Syd" ? -1.1 : 0;
  };
  const goals = [goalOf({ id: "one", item_key: "item-0", segment: "area=Nord" })];

  test("the planted gain, harm and spill-over are found, in the order of their certainty; the tide is told", async () => {
    const answers = simulatedSurvey(41, planted);
    const results = await resultsOf({ answers, codebooks: { resident: twentyItems }, goals });
    const found = results.ripples.filter((ripple) => !ripple.withTide);
    const overall = found.filter((ripple) => ripple.segment === "");
    expect(overall.map(({ indicator, kind }) => [indicator, kind]).sort()).toEqual([
      ["resident/item-4/mean", "gain"],
      ["resident/item-5/mean", "harm"],
    ]);
    expect(
      found
        .filter(({ source }) => source === "spill-over")
        .map(({ indicator, segment, kind }) => [indicator, segment, kind]),
    ).toEqual([["resident/item-0/mean", "area=Syd", "harm"]]);
    // Every area moved alike: each is named under both.
    expect(
      found.filter(({ indicator, segment }) => indicator === "resident/item-4/mean" && segment !== ""),
    ).toHaveLength(3);
    const [tide] = results.tides;
    expect(tide).toMatchObject({ audience: "resident", from: "wave-0", to: "wave-1", indicators: 19 });
    expect(tide?.low).toBeLessThan(0.3);
    expect(tide?.high).toBeGreaterThan(0.3);
    // Moods correlate 0.4, but half of each wave answered both and took their mood along: 0.4 × (1 − ½) / (1 − ½ × 0.4) = 0.25.
    expect(tide?.averageCorrelation).toBeGreaterThan(0.15);
    expect(tide?.averageCorrelation).toBeLessThan(0.35);
    const firstWithTide = results.ripples.findIndex((ripple) => ripple.withTide);
    expect(firstWithTide).toBe(found.length);
    expect(results.ripples.slice(firstWithTide).every((ripple) => ripple.withTide)).toBe(true);
    for (const [index, ripple] of found.entries()) {
      expect(ripple.adjustedP).toBeLessThanOrEqual(0.05);
      expect(ripple.adjustedP).toBeGreaterThanOrEqual(found[index - 1]?.adjustedP ?? 0);
    }
  });

  test("what was expected when the baseline opened is no ripple; calling it expected later changes nothing", async () => {
    const answers = simulatedSurvey(41, planted);
    await storeHandMade(db, { answers, codebooks: { resident: twentyItems }, goals, expectedItems: ["item-4"] });
    const ripplesAbout = async (item: string) =>
      (await readResults(db, initiativeId)).ripples.filter(({ indicator }) => indicator === `resident/${item}/mean`);
    expect(await ripplesAbout("item-4")).toEqual([]);
    expect(await ripplesAbout("item-5")).not.toEqual([]);
    await db.updateTable("expectation").set({ item_key: "item-5" }).execute();
    expect(await ripplesAbout("item-5")).not.toEqual([]);
  });

  test("an index's items are bound with it", async () => {
    const answers = simulatedSurvey(41, planted).map((answer) => ({
      ...answer,
      values: { ...answer.values, both: 50 },
    }));
    const index = { key: "both", label: { da: "Begge", en: "Both" }, theme: "safety", items: ["item-4", "item-5"] };
    const results = await resultsOf({
      ...{ answers, codebooks: { resident: { ...twentyItems, indexes: [index] } } },
      goals: [goalOf({ id: "one", item_key: "both" })],
    });
    expect(results.tides[0]?.indicators).toBe(18);
    expect(results.ripples.filter(({ withTide }) => !withTide)).toEqual([]);
  });

  test("fewer hours waiting is a gain, and more burglaries a harm", async () => {
    const normal = normalNumbers(43);
    const answers = [0, 1].flatMap((wave) =>
      Array.from({ length: 120 }, (_, person) => ({
        ...{ wave, person: `wave-${wave}-${person}` },
        values: { hours: Math.round(20 + 4 * normal() - 5 * wave), burgled: normal() < -1 + wave ? 1 : 0 },
      })),
    );
    const codebook = codebookOf([numberItem("hours"), yesNoItem("burgled")]);
    const results = await resultsOf({ answers, codebooks: { resident: codebook } });
    const kinds = new Map(results.ripples.map((ripple) => [ripple.indicator, ripple]));
    expect(kinds.get("resident/hours/mean")).toMatchObject({ kind: "gain", tide: null, pAgainstTide: null });
    expect(kinds.get("resident/hours/mean")?.change.estimate).toBeLessThan(0);
    expect(kinds.get("resident/burgled/share")).toMatchObject({ kind: "harm" });
  });

  test("in surveys with a tide and no ripple, answers to tallies to flags, at most 5 % have one", () => {
    // The same calculation as above without the database; three standard errors allowed.
    let flagged = 0;
    const runs = 40;
    for (let run = 0; run < runs; run++) {
      const material = assembled(simulatedSurvey(1000 + run, () => 0));
      if (material.ripples.some((ripple) => !ripple.withTide)) flagged++;
    }
    expect(flagged / runs).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs));
  });
});

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
        const results = assembled(randomSurvey(seed, people), codebook);
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
        const results = assembled(smallSurvey(seed, people), codebookOf(scales));
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

/** The results of two closed waves without a database. */
function assembled(
  answers: Answered[],
  codebook = twentyItems,
  invitations?: { invited: number; answered: number },
): Results {
  const closed = [0, 1].map((position) => ({
    ...{ id: waveIds[position] ?? "", position, name: `Måling ${position}`, opens_on: "2026-01-01" },
    ...{ closes_on: "2026-01-20", state: "closed" as const, source: "ringvirk" as const },
    audiences: ["resident" as const],
    surveys: [{ waveId: waveIds[position] ?? "", audience: "resident" as const, codebook }],
  }));
  const sealed = { goals: [], expectations: [] };
  return assembleResults({
    ...{ initiative: { slug: "nattelivet", name: "Nattelivet" }, waves: closed, floor: 5 },
    invitations: invitations ? [{ waveId: "wave-0", audience: "resident", ...invitations }] : [],
    figures: assembleFigures({ waves: closed, closed, tallies: talliesOf(answers), goals: [], sealed, floor: 5 }),
  });
}

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
    const half = ((point.high ?? point.estimate) - point.estimate) / studentTQuantile(0.975, point.n - 1);
    const variance = half ** 2 * point.n * ((max - 1) / 100) ** 2;
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
