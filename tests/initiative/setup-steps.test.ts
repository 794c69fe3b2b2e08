import { beforeEach, expect, it } from "vitest";
import { addGoal } from "#surveys/initiative/goal.server.ts";
import { goalSetting } from "#surveys/initiative/goal-setting.server.ts";
import { joinInitiative } from "#surveys/initiative/organisation.server.ts";
import { sealGoals } from "#surveys/initiative/seal.server.ts";
import { setupSteps } from "#surveys/initiative/setup-steps.server.ts";
import { nextStep } from "#surveys/initiative/setup-steps.ts";
import { participantRow } from "#tests/support/participant-row.ts";
import { chooseSmallSurveys, openSetting, type Setting, saferAfterDark } from "./setting.ts";

let setting: Setting;
beforeEach(async () => {
  setting = await openSetting();
});

const steps = () => setupSteps(setting.db, setting.initiative);

async function addMona(segments: Record<string, string>): Promise<void> {
  await setting.db
    .insertInto("participant")
    .values(participantRow("mona", setting.initiative.id, { segments: JSON.stringify(segments) }))
    .execute();
}

async function addWave(position: number, name: string, state: "planned" | "open"): Promise<void> {
  await setting.db
    .insertInto("wave")
    .values({
      ...{ id: `w${position}`, initiative_id: setting.initiative.id, position, name, opens_on: "2026-03-02" },
      ...{ closes_on: "2026-03-20", state, source: "ringvirk" },
    })
    .execute();
}

it("names the first step that is missing, from the actors to the open wave", async () => {
  const { db, deed } = setting;
  const next: Array<string | null> = [];
  const look = async () => next.push(nextStep(await steps()));
  await look();
  await joinInitiative(db, { ...deed, name: "Politiet", kind: "police", joinedOn: "2026-01-01", leftOn: "" });
  await look();
  await chooseSmallSurveys(setting);
  await look();
  await addGoal(db, { ...deed, goal: saferAfterDark });
  await look();
  await sealGoals(db, deed);
  await look();
  await addMona({});
  await addWave(0, "Før", "planned");
  await look();
  await db.updateTable("wave").set({ state: "open" }).execute();
  await look();
  expect(next).toEqual(["actors", "surveys", "goals", "seal", "participants", "waves", null]);
  await addGoal(db, { ...deed, goal: { ...saferAfterDark, title: "Et mål til" } });
  expect(await steps()).toMatchObject({ seal: "changed", goals: 2, people: 1 });
});

it("offers a goal the groups of the participants and the waves to come", async () => {
  await chooseSmallSurveys(setting);
  await addMona({ område: "Nord", alder: "30-44" });
  await addWave(0, "Før", "open");
  await addWave(1, "Efterår", "planned");
  const { segments, dueWaves, indicators } = await goalSetting(setting.db, setting.initiative.id);
  expect(segments).toEqual(["alder=30-44", "område=Nord"]);
  expect(dueWaves.map(({ position, name }) => [position, name])).toEqual([
    [1, "Efterår"],
    [2, null],
    [3, null],
    [4, null],
  ]);
  expect(indicators).toHaveLength(4);
});
