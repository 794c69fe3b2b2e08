import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  comparisonGroup,
  comparisonSetting,
  nameComparisonGroup,
} from "#surveys/initiative/comparison-group.server.ts";
import { addGoal } from "#surveys/initiative/goal.server.ts";
import {
  isSealed,
  newestSeal,
  sealGoals,
  sealHistory,
  sealInForce,
  sealPreview,
} from "#surveys/initiative/seal.server.ts";
import { participantRow } from "#tests/support/participant-row.ts";
import { chooseSmallSurveys, openSetting, type Setting, saferAfterDark } from "./setting.ts";

let setting: Setting;
beforeEach(async () => {
  setting = await openSetting();
});
afterEach(async () => {
  await setting.db.destroy();
});

const later = new Date("2026-06-01T08:00:00Z");

async function name(segment: string | null, now = setting.deed.now) {
  return nameComparisonGroup(setting.db, { ...setting.deed, now, segment });
}

async function present() {
  const { db, initiative } = setting;
  return comparisonGroup(db, initiative.id, await sealInForce(db, initiative.id));
}

/** As `openWave` does, without anybody to send to. */
async function openBaseline(): Promise<void> {
  const { db, initiative } = setting;
  const seal = await newestSeal(db, initiative.id);
  await db
    .insertInto("wave")
    .values({
      ...{ id: "baseline", initiative_id: initiative.id, position: 0, name: "Før", opens_on: "2026-03-01" },
      ...{ closes_on: "2026-03-20", state: "open", source: "ringvirk", import_report: null },
      seal_number: seal?.number ?? null,
    })
    .execute();
}

async function withGoal(): Promise<void> {
  await chooseSmallSurveys(setting);
  await addGoal(setting.db, { ...setting.deed, goal: saferAfterDark });
}

describe("naming a comparison group", () => {
  test("before there are participants it is written as it will stand in their list", async () => {
    expect(await name("")).toMatchObject({ problem: "field.missing" });
    expect(await name("Sydby")).toMatchObject({ problem: "comparison.unknown-group", field: "segment" });
    expect(await name(`area=${"x".repeat(500)}`)).toMatchObject({ problem: "field.too-long" });
    expect(await name("area=Sydby")).toMatchObject({ number: 1, segment: "area=Sydby" });
    expect(await name("area=Sydby")).toMatchObject({ problem: "comparison.unchanged" });
  });

  test("afterwards only a group that somebody is in", async () => {
    const { db, initiative } = setting;
    await db
      .insertInto("participant")
      .values(participantRow("p", initiative.id, { segments: '{"area":"Nordby"}' }))
      .execute();
    expect(await name("area=Sydby")).toMatchObject({ problem: "comparison.unknown-group" });
    expect(await name("area=Nordby")).toMatchObject({ segment: "area=Nordby" });
  });

  test("can be taken back; every naming stays, and the log has it", async () => {
    const { db, initiative } = setting;
    await name("area=Sydby");
    await name(null);
    expect(await name(null)).toMatchObject({ problem: "comparison.unchanged" });
    expect(await present()).toBeNull();
    const { history } = await comparisonSetting(db, initiative.id);
    expect(history.map(({ segment, name }) => [segment, name])).toEqual([
      ["area=Sydby", "carla"],
      ["", "carla"],
    ]);
    const log = await db.selectFrom("audit").select("action").where("action", "like", "comparison.%").execute();
    expect(log.map(({ action }) => action).sort()).toEqual(["comparison.named", "comparison.removed"]);
  });
});

describe("the comparison group in the seal", () => {
  test("older seals without one keep their hash; naming one breaks the seal and a new seal shows it", async () => {
    const { db, initiative, deed } = setting;
    await withGoal();
    await sealGoals(db, deed);
    expect((await sealPreview(db, initiative.id)).text).not.toContain("comparison");
    expect(await isSealed(db, initiative.id)).toBe(true);
    await name("area=Sydby");
    expect(await isSealed(db, initiative.id)).toBe(false);
    await sealGoals(db, deed);
    const [newest] = await sealHistory(db, initiative.id);
    expect(newest?.changes).toEqual([
      { what: "comparison", id: "area=Sydby", title: "area=Sydby", kind: "added", fields: [] },
    ]);
    expect(newest?.text).toContain('"comparison":{"segment":"area=Sydby"}');
  });

  test("sealed before the baseline it is in force, and can no longer be changed", async () => {
    await withGoal();
    await name("area=Sydby");
    await sealGoals(setting.db, setting.deed);
    await openBaseline();
    expect(await present()).toMatchObject({ segment: "area=Sydby", standing: "sealed", beforeBaseline: true });
    expect(await name("area=Vestby", later)).toMatchObject({ problem: "comparison.sealed" });
    expect(await name(null, later)).toMatchObject({ problem: "comparison.sealed" });
  });

  test("named after the baseline it says so for ever, whatever is sealed later, and how many came before", async () => {
    await withGoal();
    await sealGoals(setting.db, setting.deed);
    await openBaseline();
    await name("area=Sydby", later);
    await name("area=Vestby", later);
    await name("area=Sydby", later);
    await name("area=Vestby", later);
    await sealGoals(setting.db, setting.deed);
    expect(await present()).toMatchObject({
      ...{
        segment: "area=Vestby",
        standing: "later",
        beforeBaseline: false,
        namedAt: later.toISOString(),
        namedBefore: 1,
      },
    });
  });
});
