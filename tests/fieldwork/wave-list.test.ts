import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "#db/schema.ts";
import { changeSurvey } from "#surveys/definition/survey.server.ts";
import { participantGroups } from "#surveys/fieldwork/participant-group.server.ts";
import { openWave, planWave } from "#surveys/fieldwork/wave.server.ts";
import { waveOnList, wavesOf } from "#surveys/fieldwork/wave-list.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { addPerson, carlas, makeMailWorld, markAnswered, secret, today } from "#tests/support/mail-world.ts";

let db: Database;
beforeEach(async () => {
  db = await makeMailWorld();
});
afterEach(() => db.destroy());

async function plan(name: string) {
  const surveys = { resident: "resident-1" };
  const wave = await planWave(db, carlas(), { name, opensOn: today, closesOn: "2026-12-11", surveys });
  if (isProblem(wave)) throw new Error(wave.problem);
  return wave;
}

test("a wave is listed with its surveys and how many have answered, unless they are fewer than five", async () => {
  const baseline = await plan("Baseline");
  await plan("Opfølgning");
  expect((await waveOnList(db, "nightlife", baseline.id))?.mustFindSeal).toBe(true);
  const people = ["mona", "ali", "bo", "ida", "eva", "per"];
  for (const id of people) await addPerson(db, { id });
  await openWave(db, carlas(), { waveId: baseline.id, secret });
  const answer = (id: string) => markAnswered(db, baseline.id, `${id}@borger.example`);
  for (const id of people.slice(0, 4)) await answer(id);
  expect(await wavesOf(db, "nightlife")).toMatchObject([
    {
      ...{ name: "Baseline", state: "open", mustFindSeal: false },
      counts: [{ audience: "resident", invited: 6, answered: null }],
    },
    { name: "Opfølgning", state: "planned", counts: [] },
  ]);
  await answer("eva");
  expect((await waveOnList(db, "nightlife", baseline.id))?.counts).toMatchObject([{ invited: 6, answered: 5 }]);
  expect(await waveOnList(db, "housing", baseline.id)).toBeUndefined();
});

test("a survey that was changed after the plan is told", async () => {
  const { id } = await plan("Baseline");
  const { survey_id } = await db
    .selectFrom("survey_version")
    .selectAll()
    .where("id", "=", "resident-1")
    .executeTakeFirstOrThrow();
  expect((await waveOnList(db, "nightlife", id))?.surveys).toMatchObject([{ versionId: "resident-1", newest: true }]);
  await changeSurvey(db, survey_id, { definition: { elements: [{ type: "rating", name: "calm" }] } });
  expect((await waveOnList(db, "nightlife", id))?.surveys).toMatchObject([{ versionId: "resident-1", newest: false }]);
});

test("participants are counted by audience and group", async () => {
  for (const id of ["mona", "ali", "bo"]) await addPerson(db, { id });
  await addPerson(db, { id: "petra", audience: "actor", organisationId: "bars" });
  const place = (id: string, segments: object) =>
    db
      .updateTable("participant")
      .set({ segments: JSON.stringify(segments) })
      .where("id", "=", id)
      .execute();
  await place("mona", { område: "Nord", alder: "18-29" });
  await place("ali", { område: "Nord", alder: "30-44" });
  await place("petra", { område: "Nord" });
  expect(await participantGroups(db, "nightlife")).toEqual([
    { audience: "resident", name: "alder", value: "18-29", people: 1 },
    { audience: "resident", name: "alder", value: "30-44", people: 1 },
    { audience: "resident", name: "område", value: "Nord", people: 2 },
    { audience: "actor", name: "område", value: "Nord", people: 1 },
  ]);
});
