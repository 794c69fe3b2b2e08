import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#db/schema.ts";
import { previewStagedImport } from "#surveys/answering/import-upload.server.ts";
import { surveyVersion } from "#surveys/definition/survey.server.ts";
import {
  draftStagedSurvey,
  stagedSurvey,
  stageSurvey,
  takeStagedSurvey,
} from "#surveys/fieldwork/survey-upload.server.ts";
import { cancelUpload, previewUpload } from "#surveys/fieldwork/upload.server.ts";
import { chosenSurveys } from "#surveys/initiative/survey-choice.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { carlas, makeMailWorld, morning } from "#tests/support/mail-world.ts";

let db: Database;
beforeEach(async () => {
  db = await makeMailWorld();
});
afterEach(() => db.destroy());

const form = "type,name,label::Dansk (da)\ninteger,alder,Hvor gammel er du?\n";
const audience = "resident" as const;

async function stage(text = form): Promise<string> {
  const staged = await stageSurvey(db, carlas(), {
    audience,
    files: [{ name: "survey.csv", content: Buffer.from(text) }],
  });
  if (isProblem(staged)) throw new Error(JSON.stringify(staged));
  return staged.uploadId;
}

const chosen = async () =>
  (await chosenSurveys(db, carlas().initiativeId, morning)).filter(({ key }) => key === audience);

describe("a survey from elsewhere", () => {
  test("is stored when the coordinator says so, and not before", async () => {
    const before = await chosen();
    const uploadId = await stage();
    expect(await chosen()).toEqual(before);
    expect(await stagedSurvey(db, carlas(), { audience, uploadId })).toMatchObject({ report: { format: "xlsform" } });
    await takeStagedSurvey(db, carlas(), { audience, uploadId, title: "Alder" });
    const [survey] = await chosen();
    expect(survey?.title).toBe("Alder");
    expect((await surveyVersion(db, survey?.versionId as string)).definition.pages).toMatchObject([
      { elements: [{ name: "alder", title: { da: "Hvor gammel er du?" } }] },
    ]);
    expect(await stagedSurvey(db, carlas(), { audience, uploadId })).toMatchObject({ problem: "upload.gone" });
  });

  test("changes nothing where it is refused", async () => {
    const before = await chosen();
    const refused = await stageSurvey(db, carlas(), {
      audience,
      files: [{ name: "x", content: Buffer.from("PK\x03\x04") }],
    });
    expect(refused).toMatchObject({ problem: "exchange.damaged-workbook" });
    const uploadId = await stage();
    expect(await takeStagedSurvey(db, carlas(), { audience, uploadId, title: " " })).toMatchObject({ field: "title" });
    await cancelUpload(db, carlas(), uploadId);
    expect(await takeStagedSurvey(db, carlas(), { audience, uploadId, title: "x" })).toMatchObject({
      problem: "upload.gone",
    });
    expect(await chosen()).toEqual(before);
  });

  test("is nobody else's, of no other audience, no list of participants and no wave", async () => {
    const uploadId = await stage();
    const gone = { problem: "upload.gone" };
    expect(await stagedSurvey(db, { ...carlas(), accountId: "another" }, { audience, uploadId })).toMatchObject(gone);
    expect(await stagedSurvey(db, { ...carlas(), initiativeId: "another" }, { audience, uploadId })).toMatchObject(
      gone,
    );
    expect(await stagedSurvey(db, carlas(), { audience: "actor", uploadId })).toMatchObject(gone);
    expect(await previewStagedImport(db, carlas(), uploadId)).toMatchObject(gone);
    expect(isProblem(await previewUpload(db, carlas(), uploadId))).toBe(true);
    const later = { ...carlas(), now: new Date(morning.getTime() + 61 * 60_000) };
    expect(await stagedSurvey(db, later, { audience, uploadId })).toMatchObject(gone);
  });

  test("may be worked on as a draft before it is used, unless there is one", async () => {
    const before = await chosen();
    const draft = await draftStagedSurvey(db, carlas(), { audience, uploadId: await stage() });
    expect(draft).toMatchObject({ basedOn: null, definition: { pages: [{ elements: [{ name: "alder" }] }] } });
    expect(await chosen()).toEqual(before);
    const uploadId = await stage();
    expect(await draftStagedSurvey(db, carlas(), { audience, uploadId })).toMatchObject({
      problem: "editing.draft-exists",
    });
    expect(await stagedSurvey(db, carlas(), { audience, uploadId })).toMatchObject({ report: { format: "xlsform" } });
  });
});
