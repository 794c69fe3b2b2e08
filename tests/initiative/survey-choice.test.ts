import { beforeEach, describe, expect, it } from "vitest";
import { indicatorKey } from "#surveys/definition/reading.ts";
import { surveysOf } from "#surveys/definition/survey.server.ts";
import { indicatorsToChoose } from "#surveys/initiative/indicator-choice.server.ts";
import { joinInitiative } from "#surveys/initiative/organisation.server.ts";
import {
  chooseLibrarySurvey,
  chooseOwnSurvey,
  chosenSurveys,
  renewRoster,
} from "#surveys/initiative/survey-choice.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { nineOClock, openSetting, planFirstWave, type Setting } from "./setting.ts";

let setting: Setting;
beforeEach(async () => {
  setting = await openSetting();
});

const chosen = () => chosenSurveys(setting.db, setting.initiative.id, nineOClock);

const join = (name: string) =>
  joinInitiative(setting.db, { ...setting.deed, name, kind: "other", joinedOn: "2026-01-01", leftOn: "" });

describe("chooseLibrarySurvey", () => {
  it("joins the core and modules, remembers which, and gives indicators to choose from", async () => {
    const { db, deed, initiative } = setting;
    await chooseLibrarySurvey(db, { ...deed, audience: "resident", modules: ["module-nightlife"] });
    expect(await chosen()).toMatchObject([{ audience: "resident", parts: ["residents-core", "module-nightlife"] }]);
    const keys = (await indicatorsToChoose(db, initiative.id)).map(indicatorKey);
    expect(keys.length).toBeGreaterThan(10);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("replaces the choice while no wave uses it, and makes a new version once one does", async () => {
    const { db, deed, initiative } = setting;
    await chooseLibrarySurvey(db, { ...deed, audience: "resident", modules: [] });
    await chooseLibrarySurvey(db, { ...deed, audience: "resident", modules: ["module-nightlife"] });
    const [used] = await surveysOf(db, initiative.id);
    expect(used?.number).toBe(1);
    await planFirstWave(setting, used?.versionId ?? "");
    await chooseLibrarySurvey(db, { ...deed, audience: "resident", modules: [] });
    expect(await chosen()).toMatchObject([{ number: 2, parts: ["residents-core"] }]);
  });

  it("refuses another audience's module", async () => {
    const { db, deed } = setting;
    await join("Midtlands Politi");
    const refused = await chooseLibrarySurvey(db, { ...deed, audience: "actor", modules: ["module-nightlife"] });
    expect(refused).toMatchObject({ problem: "survey-choice.unknown-part" });
  });

  it("asks actors about each other, and says when the list of them is old", async () => {
    const { db, deed } = setting;
    const early = await chooseLibrarySurvey(db, { ...deed, audience: "actor", modules: [] });
    expect(early).toMatchObject({ problem: "survey-choice.needs-organisations" });
    const police = await join("Midtlands Politi");
    await chooseLibrarySurvey(db, { ...deed, audience: "actor", modules: [] });
    const [first] = await chosen();
    expect(first?.rosterOutOfDate).toBe(false);
    const tied = first?.codebook.items.filter((item) => item.kind === "tie").map((item) => item.source.row);
    expect(new Set(tied)).toEqual(new Set([isProblem(police) ? "" : police.organisationId]));
    await join("Nørreby Bryghus");
    expect(await chosen()).toMatchObject([{ rosterOutOfDate: true }]);
    await renewRoster(db, { ...deed, surveyId: first?.surveyId ?? "" });
    expect(await chosen()).toMatchObject([{ rosterOutOfDate: false, parts: ["actors-core"] }]);
  });
});

describe("chooseOwnSurvey", () => {
  const own = { audience: "resident" as const, title: "Vores eget" };

  it("takes any SurveyJS survey", async () => {
    const { db, deed } = setting;
    const definition = JSON.stringify({ elements: [{ type: "rating", name: "calm", goodDirection: "high" }] });
    expect(await chooseOwnSurvey(db, { ...deed, ...own, definition })).toMatchObject({ number: 1 });
    expect(await chosen()).toMatchObject([{ title: "Vores eget", parts: [] }]);
  });

  it.each([
    ["nothing", " ", "field.missing"],
    ["what is not JSON", "{", "definition.not-json"],
    ["a survey without questions", "{}", "definition.no-questions"],
  ])("refuses %s, at the field", async (_name, definition, code) => {
    const { db, deed } = setting;
    const refused = await chooseOwnSurvey(db, { ...deed, ...own, definition });
    expect(refused).toMatchObject({ problem: code, field: "definition" });
    expect(await chosen()).toEqual([]);
  });
});
