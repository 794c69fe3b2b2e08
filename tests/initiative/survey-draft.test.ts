import { beforeEach, describe, expect, it } from "vitest";
import type { Edit } from "#surveys/definition/editing/edit.ts";
import { allElements } from "#surveys/definition/editing/editable-definition.ts";
import { librarySurveys } from "#surveys/definition/library.ts";
import { surveysOf } from "#surveys/definition/survey.server.ts";
import type { SurveyJson } from "#surveys/definition/survey-json.ts";
import { chooseLibrarySurvey } from "#surveys/initiative/survey-choice.server.ts";
import {
  draftOf,
  editDraft,
  giveUpDraft,
  redoStep,
  startDraft,
  undoStep,
} from "#surveys/initiative/survey-draft.server.ts";
import type { SurveyDraft } from "#surveys/initiative/survey-draft.ts";
import {
  askedInBaseline,
  definitionOfVersion,
  putToUse,
  versionsOf,
} from "#surveys/initiative/survey-versions.server.ts";
import { isProblem, type Problem } from "#surveys/problem.ts";
import { openSetting, planFirstWave, type Setting } from "./setting.ts";

let setting: Setting;
beforeEach(async () => {
  setting = await openSetting();
});

const core = librarySurveys[0]?.definition as SurveyJson;
const step = { what: "moved", about: "Tryg 😀 om dagen" };

function sound<Result>(result: Result | Problem): Result {
  if (isProblem(result)) throw new Error(JSON.stringify(result));
  return result;
}

const start = async (definition: SurveyJson = core): Promise<SurveyDraft> =>
  sound(await startDraft(setting.db, { ...setting.deed, audience: "resident", definition }));

const edit = (revision: number, ...edits: Edit[]) =>
  editDraft(setting.db, { ...setting.deed, audience: "resident", revision, edits, step });

const words = (text: string): Edit => ({
  edit: "words",
  words: { at: { of: "element", name: "safety-day" }, property: "title" },
  language: "da",
  text,
});

const who = (revision: number) => ({ ...setting.deed, audience: "resident" as const, revision });

describe("a draft", () => {
  it("goes back step by step to the very definition it began with, and forth again", async () => {
    const { db } = setting;
    const drafts = [await start()];
    for (const text of ["Ny 😀", "Nyere 😁", "Æ", "Ny 😀"]) drafts.push(sound(await edit(drafts.length, words(text))));
    let now = drafts.at(-1) as SurveyDraft;
    for (const before of drafts.slice(0, -1).toReversed()) {
      now = sound(await undoStep(db, who(now.revision)));
      expect(JSON.stringify(now.definition)).toBe(JSON.stringify(before.definition));
    }
    expect(now.undo).toBeNull();
    expect(await undoStep(db, who(now.revision))).toMatchObject({ problem: "editing.nothing-to-undo" });
    for (const after of drafts.slice(1)) {
      now = sound(await redoStep(db, who(now.revision)));
      expect(now.definition).toEqual(after.definition);
    }
    expect(await redoStep(db, who(now.revision))).toMatchObject({ problem: "editing.nothing-to-redo" });
    expect(now.undo).toEqual(step);
  });

  it("forgets what was undone once something else is done", async () => {
    await start();
    sound(await edit(1, words("Et")));
    sound(await undoStep(setting.db, who(2)));
    const other = sound(await edit(3, words("To")));
    expect(other).toMatchObject({ revision: 4, redo: null });
  });

  it("refuses an edit that was made on an older revision, even where undoing led back to the same step", async () => {
    await start();
    sound(await edit(1, words("Carlas")));
    expect(await edit(1, words("Annas"))).toMatchObject({ problem: "editing.stale", values: { by: "carla" } });
    sound(await undoStep(setting.db, who(2)));
    expect(await edit(1, words("Annas"))).toMatchObject({ problem: "editing.stale" });
    expect(JSON.stringify((await draftOf(setting.db, setting.initiative.id, "resident"))?.definition)).not.toContain(
      "Annas",
    );
  });

  it("changes nothing where an edit is refused, and makes no step of one that changes nothing", async () => {
    await start();
    const broken: Edit = {
      edit: "set",
      at: { of: "element", name: "safety-day" },
      property: "itemKey",
      value: "safety-dark",
    };
    expect(await edit(1, words("Ny"), broken)).toMatchObject({ problem: "definition.item-key-twice" });
    const after = sound(await edit(1));
    expect(after).toMatchObject({ revision: 1, undo: null });
  });

  it("is one for each audience, and of its own initiative alone", async () => {
    await start();
    const again = await startDraft(setting.db, { ...setting.deed, audience: "resident", definition: core });
    expect(again).toMatchObject({ problem: "editing.draft-exists" });
    expect(await draftOf(setting.db, "another", "resident")).toBeNull();
    const foreign = { ...setting.deed, initiativeId: "another", audience: "resident" as const, revision: 1 };
    expect(await undoStep(setting.db, foreign)).toMatchObject({ problem: "editing.no-draft" });
  });

  it("is gone with its steps when it is given up", async () => {
    await start();
    sound(await edit(1, words("Ny")));
    expect(await giveUpDraft(setting.db, who(1))).toMatchObject({ problem: "editing.stale", values: { by: "carla" } });
    expect(await giveUpDraft(setting.db, who(2))).toBeNull();
    expect(await draftOf(setting.db, setting.initiative.id, "resident")).toBeNull();
    expect(await setting.db.selectFrom("survey_draft_step").selectAll().execute()).toEqual([]);
  });
});

describe("putToUse", () => {
  it("makes the draft the next version and keeps the one before, readable", async () => {
    const { db, deed, initiative } = setting;
    sound(await chooseLibrarySurvey(db, { ...deed, audience: "resident", modules: [] }));
    await start();
    sound(await edit(1, words("Ny ordlyd")));
    expect(await putToUse(db, who(1))).toMatchObject({ problem: "editing.stale" });
    sound(await putToUse(db, who(2)));
    expect(await versionsOf(db, initiative.id, "resident")).toMatchObject([
      { number: 2, by: "carla", waves: [] },
      { number: 1, by: "carla" },
    ]);
    expect((await surveysOf(db, initiative.id))[0]).toMatchObject({ number: 2 });
    const [before, now] = await Promise.all([1, 2].map((n) => definitionOfVersion(db, initiative.id, "resident", n)));
    expect(JSON.stringify(now)).toContain("Ny ordlyd");
    expect(JSON.stringify(before)).not.toContain("Ny ordlyd");
    expect(await draftOf(db, initiative.id, "resident")).toBeNull();
  });

  it("refuses a draft without questions, and keeps it", async () => {
    await start({ title: "Tomt", pages: [{ name: "p", elements: [] }] });
    expect(await putToUse(setting.db, who(1))).toMatchObject({ problem: "definition.no-questions" });
    expect(await draftOf(setting.db, setting.initiative.id, "resident")).not.toBeNull();
  });
});

describe("a question of the baseline", () => {
  it("is taken back as the first wave asked it, whatever the draft has made of it", async () => {
    const { db, deed, initiative } = setting;
    const stored = sound(await chooseLibrarySurvey(db, { ...deed, audience: "resident", modules: [] }));
    const of = { initiativeId: initiative.id, audience: "resident" as const };
    const asked = { name: "safety-day" };
    expect(await askedInBaseline(db, of, asked)).toBeNull();
    await planFirstWave(setting, stored.versionId);
    const begun = await start();
    sound(await edit(1, words("Ny ordlyd"), { edit: "scale", name: "safety-day", min: 1, max: 5 }));
    const element = await askedInBaseline(db, of, asked);
    if (!element) throw new Error("not asked");
    const now = sound(await edit(2, { edit: "restore", name: "safety-day", element }));
    expect(now.definition).toEqual(begun.definition);
    expect(await askedInBaseline(db, of, { name: "nobody" })).toBeNull();

    // Under another name it is the same trend still.
    sound(await edit(3, words("Nyere ordlyd"), { edit: "rename", name: "safety-day", to: "tryg-om-dagen" }));
    const found = await askedInBaseline(db, of, { name: "tryg-om-dagen", itemKey: "safety-day" });
    const back = sound(await edit(4, { edit: "restore", name: "tryg-om-dagen", element: found ?? {} }));
    const restored = allElements(back.definition.pages).find(({ name }) => name === "tryg-om-dagen");
    expect(restored).toEqual({ ...element, name: "tryg-om-dagen", itemKey: "safety-day" });
  });
});
