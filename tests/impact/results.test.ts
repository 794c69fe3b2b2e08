import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#db/schema.ts";
import { readResults } from "#surveys/impact/results.server.ts";
import type { Results } from "#surveys/impact/results.ts";
import { newDatabase } from "#tests/support/new-database.ts";
import { participantRow } from "#tests/support/participant-row.ts";
import { storeInvitationCounts } from "#tests/support/recount-invitations.ts";
import { assembled, twelve } from "./assembled.ts";
import {
  codebookOf,
  goalOf,
  type HandMade,
  initiativeId,
  normalNumbers,
  numberItem,
  scaleItem,
  storeHandMade,
  yesNoItem,
} from "./hand-made.ts";
import { simulatedSurvey, twentyItems } from "./simulated-survey.ts";

let db: Database;
beforeEach(async () => {
  db = await newDatabase();
});
afterEach(() => db.destroy());

/** Before figures are put on their grids, so that they can be held against sums made by hand. */
async function resultsOf(made: HandMade, floor?: number): Promise<Results> {
  await storeHandMade(db, made);
  return readResults(db, initiativeId, { floor, exact: true });
}

const pointOf = (results: Results, key: string, segment: string, position: number) =>
  results.indicators
    .find((indicator) => indicator.key === key && indicator.segment === segment)
    ?.points.find((point) => point.position === position);

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
    expect(results.waves[0]?.audiences[0]).toMatchObject({ answered: 10, invited: null, responseRate: null });
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
      await db.insertInto("participant").values(participantRow(id, initiativeId)).execute();
      await db
        .insertInto("invitation")
        .values({ ...{ id, wave_id: "wave-0", participant_id: id, token_hash: id }, answered: index < 12 ? 1 : 0 })
        .execute();
    }
    await storeInvitationCounts(db);
    const results = await readResults(db, initiativeId);
    expect(results.waves[0]?.audiences).toEqual([
      { audience: "resident", invited: 20, answered: 10, undelivered: null, responseRate: 0.5 },
    ]);
  });

  test("how many did not answer is never told to the person, and no blank tells that they are few", () => {
    const rates = (invited: number, answered: number) =>
      assembled([], codebookOf([scaleItem("dark")]), { invited, answered }).waves[0]?.audiences[0];
    expect(rates(20, 20)).toMatchObject({ invited: 20, answered: 20, responseRate: 1 });
    for (const answered of [17, 18, 19]) expect(rates(20, answered)).toMatchObject({ invited: 20, answered: 20 });
    expect(rates(70, 31)?.responseRate).toBe(0.43);
    expect(rates(1000, 634)).toMatchObject({ invited: 1000, answered: 630, responseRate: 0.63 });
    expect(rates(204, 16)).toMatchObject({ invited: 200, answered: 20, responseRate: 0.1 });
    expect(rates(20, 4)).toMatchObject({ invited: 20, answered: null, responseRate: null });
    expect(rates(4, 2)).toMatchObject({ invited: null, answered: null, responseRate: null });
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
      db = await newDatabase();
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
    // Feelings rose by 0.3; answers on seven points, whose ends are ends, show a little less.
    expect(tide?.low).toBeLessThan(0.29);
    expect(tide?.high).toBeGreaterThan(0.29);
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
      const material = assembled(
        simulatedSurvey(1000 + run, () => 0),
        twentyItems,
      );
      if (material.ripples.some((ripple) => !ripple.withTide)) flagged++;
    }
    expect(flagged / runs).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs));
  });
});
