import { beforeEach, expect, it } from "vitest";
import { actorsOf, changeMembership, joinInitiative } from "#surveys/initiative/organisation.server.ts";
import { takesPartOn } from "#surveys/initiative/organisation.ts";
import { isProblem } from "#surveys/problem.ts";
import { openSetting, type Setting } from "./setting.ts";

let setting: Setting;
beforeEach(async () => {
  setting = await openSetting();
});

const police = { name: "Midtlands Politi", kind: "police", joinedOn: "2026-01-01", leftOn: "" };

async function policeJoin() {
  const actor = await joinInitiative(setting.db, { ...police, ...setting.deed });
  if (isProblem(actor)) throw new Error(actor.problem);
  return actor;
}

it("lets an actor join, leave and come back", async () => {
  const { db, deed, initiative } = setting;
  const { organisationId } = await policeJoin();
  const left = { organisationId, was: "2026-01-01", joinedOn: "2026-01-01", leftOn: "2026-03-31" };
  expect(await changeMembership(db, { ...deed, ...left })).toBeNull();
  const back = await joinInitiative(db, { ...police, name: "midtlands politi", joinedOn: "2026-06-01", ...deed });
  expect(back).toMatchObject({ organisationId, name: "Midtlands Politi" });
  const actors = await actorsOf(db, initiative.id);
  expect(actors.map(({ joinedOn, leftOn }) => [joinedOn, leftOn])).toEqual([
    ["2026-01-01", "2026-03-31"],
    ["2026-06-01", null],
  ]);
  expect(actors.map((actor) => takesPartOn(actor, "2026-03-31"))).toEqual([true, false]);
  expect(actors.map((actor) => takesPartOn(actor, "2026-04-01"))).toEqual([false, false]);
});

it("refuses a second membership in the same days", async () => {
  await policeJoin();
  const again = await joinInitiative(setting.db, {
    ...police,
    joinedOn: "2025-12-01",
    leftOn: "2026-01-01",
    ...setting.deed,
  });
  expect(again).toMatchObject({ problem: "membership.overlap" });
});

it("refuses days that do not fit, and a membership that is not there", async () => {
  const { db, deed } = setting;
  const { organisationId } = await policeJoin();
  const backwards = { organisationId, was: "2026-01-01", joinedOn: "2026-02-01", leftOn: "2026-01-31" };
  expect(await changeMembership(db, { ...deed, ...backwards })).toMatchObject({ problem: "membership.dates-wrong" });
  const unknown = { organisationId: "nobody", was: "2026-01-01", joinedOn: "2026-02-01", leftOn: "" };
  expect(await changeMembership(db, { ...deed, ...unknown })).toEqual({ problem: "membership.not-found" });
});

it("refuses a kind that is none", async () => {
  const refused = await joinInitiative(setting.db, { ...police, kind: "army", ...setting.deed });
  expect(refused).toMatchObject({ problem: "field.not-a-choice", field: "kind" });
});
