import { createHash } from "node:crypto";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { WaveTable } from "#db/schema.ts";
import { canonicalJson } from "#surveys/initiative/canonical-json.ts";
import { addGoal, changeGoal, goalsOf, removeGoal } from "#surveys/initiative/goal.server.ts";
import {
  goalStandings,
  isSealed,
  newestSeal,
  sealGoals,
  sealHistory,
  sealInForce,
  sealPreview,
} from "#surveys/initiative/seal.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { chooseSmallSurveys, openSetting, type Setting, saferAfterDark } from "./setting.ts";

let setting: Setting;
beforeEach(async () => {
  setting = await openSetting();
  await chooseSmallSurveys(setting);
});

async function add(title: string): Promise<string> {
  const goal = await addGoal(setting.db, { ...setting.deed, goal: { ...saferAfterDark, title } });
  if (isProblem(goal)) throw new Error(goal.problem);
  return goal.id;
}

/** A wave that opened in Ringvirk, on the newest seal. */
async function openWaveAt(position: number): Promise<void> {
  const seal = await newestSeal(setting.db, setting.initiative.id);
  await storeWave(position, { state: "open", source: "ringvirk", seal_number: seal?.number ?? null });
}

async function storeWave(position: number, wave: Pick<WaveTable, "state" | "source" | "seal_number">): Promise<void> {
  const days = { opens_on: "2026-03-02", closes_on: "2026-03-20" };
  await setting.db
    .insertInto("wave")
    .values({
      id: `w${position}`,
      initiative_id: setting.initiative.id,
      position,
      name: `Måling ${position}`,
      ...days,
      ...wave,
    })
    .execute();
}

describe("canonicalJson", () => {
  it("is the same whatever the order of the keys, and reads back as the same value", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const turned = Object.fromEntries(Object.entries(object).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(object));
        expect(JSON.parse(canonicalJson(object))).toEqual(JSON.parse(JSON.stringify(object)));
      }),
    );
  });

  it("writes the example by hand", () => {
    expect(canonicalJson({ b: [1, null, "æ"], a: { d: true, c: 0.5 } })).toBe(
      '{"a":{"c":0.5,"d":true},"b":[1,null,"æ"]}',
    );
  });

  it("refuses what JSON cannot hold", () => {
    expect(() => canonicalJson({ a: Number.NaN })).toThrow(TypeError);
  });
});

describe("sealGoals", () => {
  it("refuses to seal nothing, and to seal the same twice", async () => {
    const { db, deed } = setting;
    expect(await sealGoals(db, deed)).toEqual({ problem: "goal.none-to-seal" });
    await add("Trygt hjem");
    expect(await sealGoals(db, deed)).toMatchObject({ number: 1, sealed_by: "carla" });
    expect(await sealGoals(db, deed)).toEqual({ problem: "seal.nothing-changed" });
  });

  it("keeps the text whose SHA-256 it shows, and shows it beforehand", async () => {
    const { db, deed, initiative } = setting;
    await add("Trygt hjem");
    const preview = await sealPreview(db, initiative.id);
    const seal = await sealGoals(db, deed);
    if (isProblem(seal)) throw new Error(seal.problem);
    expect(createHash("sha256").update(seal.content).digest("hex")).toBe(seal.sha256);
    expect(preview).toMatchObject({ text: seal.content, sha256: seal.sha256 });
  });

  it("holds while nothing changes, breaks with an edit, and mends when the edit is undone", async () => {
    const { db, deed, initiative } = setting;
    const goalId = await add("Trygt hjem");
    expect(await isSealed(db, initiative.id)).toBe(false);
    await sealGoals(db, deed);
    expect(await isSealed(db, initiative.id)).toBe(true);
    await changeGoal(db, { ...deed, goalId, goal: { ...saferAfterDark, title: "Trygt hjem", targetValue: 70 } });
    expect(await isSealed(db, initiative.id)).toBe(false);
    await changeGoal(db, { ...deed, goalId, goal: { ...saferAfterDark, title: "Trygt hjem" } });
    expect(await isSealed(db, initiative.id)).toBe(true);
  });
});

it("remembers every seal and what each changed", async () => {
  const { db, deed, initiative } = setting;
  const [kept, dropped] = [await add("Trygt hjem"), await add("Færre overfald")];
  await sealGoals(db, deed);
  await changeGoal(db, { ...deed, goalId: kept, goal: { ...saferAfterDark, title: "Trygt hjem", targetValue: 70 } });
  await removeGoal(db, { ...deed, goalId: dropped });
  const added = await add("Bedre lys");
  await sealGoals(db, { ...deed, now: new Date("2026-05-01T08:00:00Z") });
  const [second, first] = await sealHistory(db, initiative.id);
  expect(first?.changes.map((change) => change.kind)).toEqual(["added", "added"]);
  expect(second).toMatchObject({ number: 2, sealedAt: "2026-05-01T08:00:00.000Z", sealedBy: "carla" });
  const changes = new Map(second?.changes.map((change) => [change.id, change]));
  expect(changes.get(kept)).toMatchObject({ kind: "changed", fields: [{ field: "target_value", from: 80, to: 70 }] });
  expect(changes.get(dropped)).toMatchObject({ kind: "removed", title: "Færre overfald" });
  expect(changes.get(added)).toMatchObject({ kind: "added", title: "Bedre lys" });
});

describe("goals and the baseline", () => {
  it("are not changed after it while it has not opened", async () => {
    const goalId = await add("Trygt hjem");
    expect((await goalStandings(setting.db, setting.initiative.id)).get(goalId)).toEqual({
      ...{ sealedBeforeBaseline: false, changedAfterBaseline: false },
    });
  });

  it("say which were sealed before, which changed and which came after, whatever is sealed later", async () => {
    const { db, deed, initiative } = setting;
    const [kept, changed] = [await add("Trygt hjem"), await add("Færre overfald")];
    await sealGoals(db, deed);
    await openWaveAt(0);
    await changeGoal(db, {
      ...deed,
      goalId: changed,
      goal: { ...saferAfterDark, title: "Færre overfald", targetValue: 60 },
    });
    const late = await add("Bedre lys");
    await sealGoals(db, deed);
    const standings = new Map((await goalsOf(db, initiative.id)).map((goal) => [goal.id, goal]));
    expect(standings.get(kept)).toMatchObject({ sealedBeforeBaseline: true, changedAfterBaseline: false });
    expect(standings.get(changed)).toMatchObject({ sealedBeforeBaseline: true, changedAfterBaseline: true });
    expect(standings.get(late)).toMatchObject({ sealedBeforeBaseline: false, changedAfterBaseline: true });
  });

  it("after a baseline made elsewhere were not sealed before it, and are changed only by an edit since Ringvirk first sent a wave", async () => {
    const { db, deed, initiative } = setting;
    await storeWave(0, { state: "closed", source: "imported", seal_number: null });
    const [kept, changed] = [await add("Trygt hjem"), await add("Færre overfald")];
    await sealGoals(db, deed);
    await openWaveAt(1);
    await changeGoal(db, {
      ...deed,
      goalId: changed,
      goal: { ...saferAfterDark, title: "Færre overfald", targetValue: 60 },
    });
    const standings = await goalStandings(db, initiative.id);
    expect(standings.get(kept)).toEqual({ sealedBeforeBaseline: false, changedAfterBaseline: false });
    expect(standings.get(changed)).toEqual({ sealedBeforeBaseline: false, changedAfterBaseline: true });
    expect(await sealInForce(db, initiative.id)).toMatchObject({ beforeBaseline: false });
  });
});
