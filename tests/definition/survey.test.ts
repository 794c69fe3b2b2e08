import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "#db/schema.ts";
import { librarySurveys } from "#surveys/definition/library.ts";
import {
  changeSurvey,
  type StoredSurvey,
  storeSurvey,
  surveysOf,
  surveyVersion,
} from "#surveys/definition/survey.server.ts";
import { newDatabase } from "#tests/support/new-database.ts";

let db: Database;
const residents = { initiativeId: "nordby", key: "residents", audience: "resident", title: "Beboere" } as const;
const calm = { elements: [{ type: "rating", name: "calm", goodDirection: "high" }] };
const calmAndWords = { elements: [...calm.elements, { type: "comment", name: "words" }] };

beforeEach(async () => {
  db = await newDatabase();
  await db
    .insertInto("initiative")
    .values({
      id: "nordby",
      slug: "nordby",
      name: "Tryg i Nordby",
      challenge: "",
      district: "",
      place: "Nordby",
      starts_on: "2026-01-01",
      ends_on: "2027-12-31",
    })
    .execute();
});

afterEach(() => db.destroy());

test("a stored survey comes back with its definition and codebook", async () => {
  const stored = (await storeSurvey(db, { ...residents, definition: calm })) as StoredSurvey;
  const { definition, codebook } = await surveyVersion(db, stored.versionId);
  expect(definition).toEqual(calm);
  expect(codebook).toEqual(stored.codebook);
  expect(codebook.questions).toEqual(["calm"]);
});

test("a ready survey is stored with the initiative's organisations in its roster", async () => {
  const actors = librarySurveys.find(({ key }) => key === "actors-core");
  const organisations = [{ id: "politi", name: "Nordby Politi" }];
  const survey = { ...residents, audience: "actor", definition: actors?.definition, organisations } as const;
  const { versionId } = (await storeSurvey(db, survey)) as StoredSurvey;
  const { codebook } = await surveyVersion(db, versionId);
  expect(codebook.items.filter(({ kind }) => kind === "tie").map(({ key }) => key)).toContain("tie:politi");
});

test("a key is taken once per initiative, and a wrong definition stores nothing", async () => {
  await storeSurvey(db, { ...residents, definition: calm });
  expect(await storeSurvey(db, { ...residents, definition: calm })).toEqual({
    problem: "survey.key-taken",
    values: { key: "residents" },
  });
  expect(await storeSurvey(db, { ...residents, initiativeId: null, definition: calm })).toMatchObject({ number: 1 });
  expect(await storeSurvey(db, { ...residents, key: "more", definition: {} })).toEqual({
    problem: "definition.no-questions",
  });
  expect(await surveysOf(db, "nordby")).toHaveLength(1);
});

test("an unused version is replaced, under a new id", async () => {
  const first = (await storeSurvey(db, { ...residents, definition: calm })) as StoredSurvey;
  await surveyVersion(db, first.versionId);
  const second = (await changeSurvey(db, first.surveyId, {
    title: "Naboer",
    definition: calmAndWords,
  })) as StoredSurvey;
  expect(second.number).toBe(1);
  expect(second.versionId).not.toBe(first.versionId);
  expect((await surveyVersion(db, second.versionId)).codebook.questions).toEqual(["calm", "words"]);
  expect(await surveysOf(db, "nordby")).toEqual([
    {
      surveyId: first.surveyId,
      key: "residents",
      audience: "resident",
      title: "Naboer",
      versionId: second.versionId,
      number: 1,
    },
  ]);
});

test("a version that a wave uses stays, and the change becomes the next", async () => {
  const first = (await storeSurvey(db, { ...residents, definition: calm })) as StoredSurvey;
  await useInWave(first.versionId);
  const second = (await changeSurvey(db, first.surveyId, { definition: calmAndWords })) as StoredSurvey;
  expect(second.number).toBe(2);
  expect((await surveyVersion(db, first.versionId)).definition).toEqual(calm);
  expect((await surveysOf(db, "nordby")).map(({ versionId }) => versionId)).toEqual([second.versionId]);
});

test("changing a survey that is not there is refused", async () => {
  expect(await changeSurvey(db, "nowhere", { definition: calm })).toEqual({ problem: "survey.not-found" });
});

test("storing takes part in the caller's transaction", async () => {
  const undone = db.transaction().execute(async (trx) => {
    await storeSurvey(trx, { ...residents, definition: calm });
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(await surveysOf(db, "nordby")).toEqual([]);
});

async function useInWave(versionId: string): Promise<void> {
  await db
    .insertInto("wave")
    .values({
      id: "baseline",
      initiative_id: "nordby",
      position: 0,
      name: "Baseline",
      opens_on: "2026-02-01",
      closes_on: "2026-03-01",
      state: "planned",
      source: "ringvirk",
      import_report: null,
    })
    .execute();
  await db
    .insertInto("wave_survey")
    .values({ wave_id: "baseline", audience: "resident", survey_version_id: versionId })
    .execute();
}
