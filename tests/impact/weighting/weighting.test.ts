import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Audience } from "#db/schema.ts";
import { pseudonymOf } from "#surveys/answering/pseudonym.ts";
import { storeResponses } from "#surveys/answering/response.server.ts";
import { removeResponses } from "#surveys/answering/response-removal.server.ts";
import { rebuildTallies } from "#surveys/answering/tally.server.ts";
import { readTallies } from "#surveys/impact/read-tallies.server.ts";
import { readResults } from "#surveys/impact/results.server.ts";
import { dimensionsOf, weighableWaves } from "#surveys/impact/weighting/weighable-wave.server.ts";
import type { WeightMargin } from "#surveys/impact/weighting/weight-margins.ts";
import {
  applyWeights,
  previewWeights,
  takeWeightsAway,
  weightsInUse,
} from "#surveys/impact/weighting/weighting.server.ts";
import { lookAtWeightsAgain } from "#surveys/impact/weighting/weights-after-withdrawal.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { countsOf, linkKey, makeWorld, responseOf, type World } from "#tests/answering/answering-world.ts";

let world: World;
const which = { waveId: "baseline", audience: "resident" as Audience };
const deed = { initiativeId: "lysgade", accountId: "vera", now: new Date("2026-11-25T12:00:00Z") };

beforeEach(async () => {
  world = await makeWorld();
  await world.db
    .insertInto("account")
    .values({ id: "vera", email: "vera@example.dk", name: "Vera", language: "da" })
    .execute();
  // Forty from Nord who feel less safe than twenty from Syd.
  const answers = Array.from({ length: 60 }, (_, person) =>
    responseOf(
      world,
      `person ${person}`,
      "baseline",
      { "safe-dark": person < 40 ? 1 + (person % 3) : 5 + (person % 3) },
      { segments: { area: person < 40 ? "Nord" : "Syd" } },
    ),
  );
  await world.db.transaction().execute((trx) => storeResponses(trx, answers, world.codebook));
});
afterEach(() => world.db.destroy());

function close(): Promise<unknown> {
  return world.db.updateTable("wave").set({ state: "closed" }).where("id", "=", "baseline").execute();
}

function area(nord: number): WeightMargin[] {
  const groups = [
    { groups: ["Nord"], share: nord },
    { groups: ["Syd"], share: 1 - nord },
  ];
  return [{ dimension: "area", leavesOut: false, groups }];
}

async function everything() {
  const { db } = world;
  const ofTable = (table: "response" | "weighting" | "wave_revision" | "audit") =>
    db.selectFrom(table).selectAll().execute();
  return {
    ...{ counts: await countsOf(db), responses: await ofTable("response"), weightings: await ofTable("weighting") },
    ...{ revisions: await ofTable("wave_revision"), audit: await ofTable("audit") },
  };
}

async function safety() {
  const { indicators } = await readResults(world.db, "lysgade", { exact: true });
  return indicators.find(({ key, segment }) => key === "resident/safe-dark/mean" && segment === "")?.points[0];
}

describe("weights of a closed wave", () => {
  test("a preview tells what they would do, and stores nothing", async () => {
    await close();
    const before = await everything();
    const shown = await previewWeights(world.db, { initiativeId: "lysgade", ...which }, { margins: area(0.5), cap: 5 });
    expect(shown).toMatchObject({ summary: { answered: 60, designEffect: 1.12 }, withheld: [] });
    expect(await everything()).toEqual(before);
  });

  test("in use they are in every figure, counted as if they had always been there; taken away, all is as before", async () => {
    await close();
    const { counts: countsBefore } = await everything();
    const unweighted = await safety();
    expect(unweighted).toMatchObject({ weighted: false, designEffect: 1 });
    expect(isProblem(await applyWeights(world.db, deed, { ...which, margins: area(0.5), cap: 5 }))).toBe(false);
    const weighted = await safety();
    // Nord's mean is 98/6 of 100, Syd's 506/6 over 20: half of each, by hand.
    const of = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => i + from)
        .map((person) => (person < 40 ? person % 3 : 4 + (person % 3)) * (100 / 6))
        .reduce((sum, score) => sum + score, 0) /
      (to - from);
    expect(weighted?.estimate).toBeCloseTo((of(0, 40) + of(40, 60)) / 2, 9);
    expect(weighted).toMatchObject({ n: 60, weighted: true, designEffect: expect.closeTo(1.125, 9) });
    const used = await everything();
    await rebuildTallies(world.db, "lysgade");
    expect((await everything()).counts).toEqual(used.counts);
    expect(used.audit.map(({ action }) => action)).toEqual(["weights.used"]);
    expect(await weightsInUse(world.db, { initiativeId: "lysgade", ...which })).toMatchObject({ chosen: { cap: 5 } });
    expect(await weighableWaves(world.db, "lysgade")).toMatchObject([{ waveId: "baseline", weighted: true }]);
    expect(await takeWeightsAway(world.db, deed, which)).toBeNull();
    expect(await safety()).toEqual(unweighted);
    expect((await everything()).counts).toEqual(countsBefore);
    expect(await takeWeightsAway(world.db, deed, which)).toMatchObject({ problem: "weights.none-in-use" });
  });

  test("stay for the others when somebody withdraws, until a group has become too small for them", async () => {
    await close();
    await applyWeights(world.db, deed, { ...which, margins: area(0.5), cap: 5 });
    const takeBack = (person: number) =>
      world.db.transaction().execute(async (trx) => {
        const rows = await trx
          .selectFrom("response")
          .selectAll()
          .where("pseudonym", "=", pseudonymOf(linkKey, `person ${person}`))
          .execute();
        await removeResponses(trx, rows);
        await lookAtWeightsAgain(trx, [{ initiativeId: "lysgade", ...which }]);
      });
    await takeBack(59);
    expect(await safety()).toMatchObject({ n: 59, weighted: true });
    for (let person = 58; person > 43; person -= 1) await takeBack(person);
    expect(await safety()).toMatchObject({ n: 44, weighted: false });
    const counted = (await everything()).counts;
    await rebuildTallies(world.db, "lysgade");
    expect((await everything()).counts).toEqual(counted);
  });

  test("whatever is refused changes nothing", async () => {
    const attempts: Array<[string, Parameters<typeof applyWeights>[2]]> = [
      ["weights.wave-not-closed", { ...which, margins: area(0.5), cap: 5 }],
      ["wave.not-found", { ...which, waveId: "elsewhere", margins: area(0.5), cap: 5 }],
      ["wave.not-found", { waveId: "baseline", audience: "actor", margins: area(0.5), cap: 5 }],
    ];
    const open = await everything();
    for (const [code, attempt] of attempts) {
      expect(await applyWeights(world.db, deed, attempt)).toMatchObject({ problem: code });
      expect(await everything()).toEqual(open);
    }
    await close();
    await applyWeights(world.db, deed, { ...which, margins: area(0.5), cap: 5 });
    const before = await everything();
    const closed: Array<[string, Parameters<typeof applyWeights>[2]]> = [
      ["weights.cap-wrong", { ...which, margins: area(0.5), cap: 1 }],
      ["weights.cap-wrong", { ...which, margins: area(0.5), cap: Number.NaN }],
      ["weights.group-too-few", { ...which, margins: [{ ...area(0.5)[0], dimension: "age" } as WeightMargin], cap: 5 }],
    ];
    for (const [code, attempt] of closed) {
      expect(await applyWeights(world.db, deed, attempt)).toMatchObject({ problem: code });
      expect(await everything()).toEqual(before);
    }
  });

  test("a small group that could be worked out from before and after is protected", async () => {
    // Three of those from Nord are the only ones under eighteen: the sums of area and weight meet the age's in four cells.
    const rows = await world.db.selectFrom("response").select(["id", "segments"]).execute();
    const ofNord = rows.filter(({ segments }) => segments.includes("Nord")).map(({ id }) => id);
    for (const { id, segments } of rows) {
      const age = ofNord.indexOf(id) >= 0 && ofNord.indexOf(id) < 3 ? "young" : ofNord.includes(id) ? "old" : null;
      const ofSyd = age ?? (rows.findIndex((row) => row.id === id) % 2 ? "young" : "old");
      const with_ = JSON.stringify({ ...JSON.parse(segments), age: ofSyd });
      await world.db.updateTable("response").set({ segments: with_ }).where("id", "=", id).execute();
    }
    await rebuildTallies(world.db, "lysgade");
    await close();
    const before = await everything();
    const margins = area(0.5);
    expect(await applyWeights(world.db, deed, { ...which, margins, cap: 5 })).toMatchObject({
      problem: "weights.exposing",
    });
    expect(await everything()).toEqual(before);
  });

  describe("where one question's figures alone would lay few open", () => {
    // All have an age; of the young from Nord three said how worried they are, of all others everybody.
    beforeEach(async () => {
      const rows = await world.db.selectFrom("response").select(["id", "segments", "answers"]).orderBy("id").execute();
      const met = new Map<string, number>();
      for (const { id, segments, answers } of rows) {
        const { area } = JSON.parse(segments) as { area: string };
        const place = met.get(area) ?? 0;
        met.set(area, place + 1);
        const young = place % 2 === 0;
        const worry = area === "Nord" && young && place >= 6 ? {} : { worry: 1 + (place % 3) };
        await world.db
          .updateTable("response")
          .set({
            segments: JSON.stringify({ area, age: young ? "young" : "old" }),
            answers: JSON.stringify({ ...JSON.parse(answers), ...worry }),
          })
          .where("id", "=", id)
          .execute();
      }
      await rebuildTallies(world.db, "lysgade");
      await close();
    });

    /** What somebody works out who saw the sums of the young before and after: the weights of the areas are known. */
    async function attack() {
      const sumsOf = async (segment: string) => {
        const tallies = await readTallies(world.db, ["baseline"], []);
        const rows = tallies.valuesOf("baseline", "resident", segment, "worry");
        return rows.reduce((sum, { value, weight }) => sum + value * weight, 0);
      };
      const before = await sumsOf("age=young");
      await applyWeights(world.db, deed, { ...which, margins: area(0.5), cap: 5 });
      const [nord, syd] = [0.75, 1.5];
      return async () => ((await sumsOf("age=young")) - syd * before) / (nord - syd);
    }

    test("it has no figures while the weights are in use, and every other question has", async () => {
      const shown = await previewWeights(
        world.db,
        { initiativeId: "lysgade", ...which },
        { margins: area(0.5), cap: 5 },
      );
      expect(isProblem(shown) ? shown : shown.withheld.map(({ en }) => en)).toEqual([
        "How worried are you?",
        "Feeling",
      ]);
      const told = async (item: string) => {
        const { indicators } = await readResults(world.db, "lysgade");
        return indicators.filter(({ key }) => key.startsWith(`resident/${item}/`)).flatMap(({ points }) => points);
      };
      expect((await told("worry")).some(({ n }) => n !== null)).toBe(true);
      await applyWeights(world.db, deed, { ...which, margins: area(0.5), cap: 5 });
      expect((await told("worry")).filter(({ n, estimate }) => n !== null || estimate !== null)).toEqual([]);
      expect((await told("safe-dark")).some(({ weighted, estimate }) => weighted && estimate !== null)).toBe(true);
      expect(await weightsInUse(world.db, { initiativeId: "lysgade", ...which })).toMatchObject({
        shown: { withheld: [{ en: "How worried are you?" }, { en: "Feeling" }] },
      });
      await takeWeightsAway(world.db, deed, which);
      expect((await told("worry")).some(({ n }) => n !== null)).toBe(true);
    });

    test("subtracting what was told before and after gives the three; withheld, it gives nothing of them", async () => {
      const workOut = await attack();
      // The three young of Nord said 1, 3 and 2.
      expect(await workOut()).not.toBeCloseTo(6, 6);
      await world.db.updateTable("weighting").set({ withheld: "[]" }).execute();
      expect(await workOut()).toBeCloseTo(6, 9);
    });
  });

  test("three different sets of weights and no more; the same again is the same set", async () => {
    await close();
    for (const nord of [0.5, 0.4, 0.3, 0.5]) {
      expect(isProblem(await applyWeights(world.db, deed, { ...which, margins: area(nord), cap: 5 }))).toBe(false);
    }
    const { weightings } = await everything();
    expect(weightings.map(({ number, in_use }) => [number, in_use])).toEqual(
      expect.arrayContaining([
        [1, 1],
        [2, 0],
        [3, 0],
      ]),
    );
    expect(await applyWeights(world.db, deed, { ...which, margins: area(0.6), cap: 5 })).toMatchObject({
      problem: "weights.used-up",
    });
    expect((await everything()).weightings).toEqual(weightings);
  });

  test("the groups to fill in are those of the answers and of the participants", async () => {
    const dimensions = await dimensionsOf(world.db, { initiativeId: "lysgade", ...which });
    expect(dimensions.map(({ name }) => name)).toContain("age");
    expect(dimensions.find(({ name }) => name === "area")?.groups).toEqual(expect.arrayContaining(["Nord", "Syd"]));
  });

  test("first weights are where raking begins, and what an answer goes back to", async () => {
    await world.db
      .updateTable("response")
      .set({ base_weight: 2, weight: 2 })
      .where("segments", "like", "%Nord%")
      .execute();
    await rebuildTallies(world.db, "lysgade");
    await close();
    const before = await safety();
    const shown = await previewWeights(world.db, { initiativeId: "lysgade", ...which }, { margins: area(0.5), cap: 5 });
    expect(isProblem(shown) ? null : shown.summary.margins[0]?.groups[0]?.before).toBeCloseTo(0.8, 9);
    await applyWeights(world.db, deed, { ...which, margins: area(0.5), cap: 5 });
    await takeWeightsAway(world.db, deed, which);
    expect(await safety()).toEqual(before);
  });
});
