import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "#db/schema.ts";
import { librarySurveys } from "#surveys/definition/library.ts";
import { changeSurvey } from "#surveys/definition/survey.server.ts";
import { readLanguages } from "#surveys/fieldwork/read-languages.server.ts";
import { addPerson, makeMailWorld } from "#tests/support/mail-world.ts";

let db: Database;
beforeEach(async () => {
  db = await makeMailWorld();
});
afterEach(() => db.destroy());

test("a coordinator is told which languages are read, and which of them the survey has", async () => {
  await addPerson(db, { id: "mona", language: "ar" });
  await addPerson(db, { id: "ali", language: "ar" });
  await addPerson(db, { id: "olha", language: "uk" });
  await addPerson(db, { id: "amina", language: "so" });
  await addPerson(db, { id: "bo", language: "ar", optedOut: true });
  const told = async () =>
    (await readLanguages(db, "nightlife")).map(({ language, people, askedIn }) => `${people} ${language} → ${askedIn}`);
  expect(await told()).toEqual(["2 ar → da", "1 so → da", "1 uk → en"]);

  const { survey_id } = await db
    .selectFrom("survey_version")
    .select("survey_id")
    .where("id", "=", "resident-1")
    .executeTakeFirstOrThrow();
  const residents = librarySurveys.find(({ key }) => key === "residents-core");
  await changeSurvey(db, survey_id, { definition: residents?.definition });
  expect(await told()).toEqual(["2 ar → ar", "1 so → da", "1 uk → uk"]);
  expect((await readLanguages(db, "housing")).length).toBe(0);
});
