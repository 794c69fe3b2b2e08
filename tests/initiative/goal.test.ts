import { beforeEach, describe, expect, it } from "vitest";
import { dayOf } from "#surveys/clock.ts";
import { indicatorKey } from "#surveys/definition/reading.ts";
import { endorseGoal, endorsementsOf, withdrawEndorsement } from "#surveys/initiative/endorsement.server.ts";
import { addExpectation, expectationsOf, removeExpectation } from "#surveys/initiative/expectation.server.ts";
import { addGoal, changeGoal, goalsOf, removeGoal } from "#surveys/initiative/goal.server.ts";
import type { GoalInput } from "#surveys/initiative/goal.ts";
import { indicatorsToChoose } from "#surveys/initiative/indicator-choice.server.ts";
import { joinInitiative } from "#surveys/initiative/organisation.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { chooseSmallSurveys, openSetting, type Setting, saferAfterDark } from "./setting.ts";

let setting: Setting;
beforeEach(async () => {
  setting = await openSetting();
  await chooseSmallSurveys(setting);
});

async function add(goal: GoalInput) {
  const added = await addGoal(setting.db, { ...setting.deed, goal });
  if (isProblem(added)) throw new Error(added.problem);
  return added;
}

async function join(name: string): Promise<string> {
  const actor = await joinInitiative(setting.db, {
    ...{ name, kind: "other", joinedOn: "2026-01-01", leftOn: "" },
    ...setting.deed,
  });
  if (isProblem(actor)) throw new Error(actor.problem);
  return actor.organisationId;
}

it("offers the judged indicators alone, with the way in which they get better", async () => {
  const choices = await indicatorsToChoose(setting.db, setting.initiative.id);
  expect(choices.map((choice) => [indicatorKey(choice), choice.unit, choice.better])).toEqual([
    ["resident/safety-dark/mean", "points", "rise"],
    ["resident/safety-dark/share", "percent", "rise"],
    ["resident/victim/share", "percent", "rise"],
    ["actor/waiting-days/mean", "own", "fall"],
  ]);
});

describe("addGoal", () => {
  it("fills in the direction and the smallest worthwhile change", async () => {
    expect(await add(saferAfterDark)).toMatchObject({ direction: "rise", smallest_worthwhile: 3, position: 1 });
    expect(await add({ ...saferAfterDark, targetValue: "82,5" })).toMatchObject({ target_value: 82.5, position: 2 });
  });

  it("takes the way an amount gets better from the survey", async () => {
    const goal: GoalInput = {
      ...saferAfterDark,
      ...{ audience: "actor", itemKey: "waiting-days", reading: "mean", targetKind: "change" },
      ...{ targetValue: 250, smallestWorthwhile: "0,5" },
    };
    expect(await add(goal)).toMatchObject({ direction: "fall", target_value: 250, smallest_worthwhile: 0.5 });
    const unsaid = await addGoal(setting.db, { ...setting.deed, goal: { ...goal, smallestWorthwhile: "" } });
    expect(unsaid).toMatchObject({ problem: "field.missing", field: "smallestWorthwhile" });
  });

  it.each<[string, Partial<GoalInput>, string]>([
    ["an item of no survey", { itemKey: "happiness" }, "goal.unknown-indicator"],
    ["another audience's item", { audience: "actor" }, "goal.unknown-indicator"],
    ["an item that nobody has judged", { itemKey: "age", reading: "mean" }, "goal.unknown-indicator"],
    ["the mean of a yes-no", { itemKey: "victim", reading: "mean" }, "goal.reading-impossible"],
    ["more than all", { targetValue: 101 }, "goal.target-impossible"],
    ["less than none", { targetValue: -1 }, "goal.target-impossible"],
    ["a change of nothing", { targetKind: "change", targetValue: 0 }, "goal.target-impossible"],
    ["a target in words", { targetValue: "mange" }, "field.not-a-number"],
    ["a worse figure as the goal", { direction: "fall" }, "goal.direction-wrong"],
    ["a group without a value", { segment: "area" }, "goal.segment-wrong"],
    ["the baseline as the due wave", { duePosition: 0 }, "goal.due-wave-wrong"],
    ["a half wave", { duePosition: "1,5" }, "goal.due-wave-wrong"],
    ["no smallest worthwhile change", { smallestWorthwhile: 0 }, "goal.smallest-wrong"],
    ["no title", { title: "" }, "field.missing"],
  ])("refuses %s", async (_name, part, code) => {
    const refused = await addGoal(setting.db, { ...setting.deed, goal: { ...saferAfterDark, ...part } });
    expect(refused).toMatchObject({ problem: code });
    expect(await goalsOf(setting.db, setting.initiative.id)).toEqual([]);
  });

  it("does not know another initiative's goal", async () => {
    const { id } = await add(saferAfterDark);
    const elsewhere = { ...setting.deed, initiativeId: "another" };
    expect(await removeGoal(setting.db, { ...elsewhere, goalId: id })).toEqual({ problem: "goal.not-found" });
    expect(await goalsOf(setting.db, setting.initiative.id)).toHaveLength(1);
  });
});

describe("endorsements", () => {
  it("stand until the goal is another one, not until it is worded otherwise", async () => {
    const { db, deed, initiative } = setting;
    const { id: goalId } = await add(saferAfterDark);
    const organisationId = await join("Nørreby Bryghus");
    expect(await endorseGoal(db, { ...deed, goalId, organisationId })).toBeNull();
    expect(await endorseGoal(db, { ...deed, goalId, organisationId })).toBeNull();
    await changeGoal(db, { ...deed, goalId, goal: { ...saferAfterDark, title: "Trygt hjem" } });
    expect(await goalsOf(db, initiative.id)).toMatchObject([{ title: "Trygt hjem", endorsedBy: ["Nørreby Bryghus"] }]);
    const dated = [{ organisation: "Nørreby Bryghus", endorsedOn: dayOf(deed.now) }];
    expect(await endorsementsOf(db, initiative.id)).toEqual(new Map([[goalId, dated]]));
    await changeGoal(db, { ...deed, goalId, goal: { ...saferAfterDark, targetValue: 60 } });
    expect(await goalsOf(db, initiative.id)).toMatchObject([{ target_value: 60, endorsedBy: [] }]);
  });

  it("can be withdrawn, and are refused from those who take no part", async () => {
    const { db, deed, initiative } = setting;
    const { id: goalId } = await add(saferAfterDark);
    const organisationId = await join("Nørreby Bryghus");
    await endorseGoal(db, { ...deed, goalId, organisationId });
    await withdrawEndorsement(db, { ...deed, goalId, organisationId });
    expect(await goalsOf(db, initiative.id)).toMatchObject([{ endorsedBy: [] }]);
    const early = { ...deed, now: new Date("2025-12-31T12:00:00Z") };
    const refused = await endorseGoal(db, { ...early, goalId, organisationId });
    expect(refused).toEqual({ problem: "endorsement.not-a-member" });
  });
});

describe("expectations", () => {
  it("are about nothing measured, an indicator or a tie", async () => {
    const { db, deed, initiative } = setting;
    const [police, bar] = [await join("Midtlands Politi"), await join("Nørreby Bryghus")];
    const statement = "Vi ventede det";
    const abouts = [
      { kind: "nothing" as const },
      { kind: "indicator" as const, audience: "resident", itemKey: "victim" },
      { kind: "tie" as const, organisationA: bar, organisationB: police },
    ];
    for (const about of abouts) await addExpectation(db, { ...deed, expectation: { statement, about } });
    const [first, , third] = await expectationsOf(db, initiative.id);
    expect(third).toMatchObject({ item_key: null, organisation_a: [police, bar].sort()[0] });
    await removeExpectation(db, { ...deed, expectationId: first?.id ?? "" });
    expect((await expectationsOf(db, initiative.id)).map((expectation) => expectation.item_key)).toEqual([
      "victim",
      null,
    ]);
  });

  it("refuse a tie of one, and an indicator of no survey", async () => {
    const { db, deed } = setting;
    const police = await join("Midtlands Politi");
    const tie = { kind: "tie" as const, organisationA: police, organisationB: police };
    expect(await addExpectation(db, { ...deed, expectation: { statement: "Ja", about: tie } })).toMatchObject({
      problem: "expectation.tie-incomplete",
    });
    const about = { kind: "indicator" as const, audience: "resident", itemKey: "happiness" };
    expect(await addExpectation(db, { ...deed, expectation: { statement: "Ja", about } })).toMatchObject({
      problem: "goal.unknown-indicator",
    });
  });
});
