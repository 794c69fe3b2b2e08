import type { Database } from "#db/schema.ts";
import { storeResponses } from "#surveys/answering/response.server.ts";
import { SurveyPages } from "#surveys/answering/survey-pages.server.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { librarySurveys } from "#surveys/definition/library.ts";
import { readDefinition } from "#surveys/definition/read-definition.ts";
import { storeSurvey } from "#surveys/definition/survey.server.ts";
import { closeWave, openWave, planWave } from "#surveys/fieldwork/wave.server.ts";
import { readResults } from "#surveys/impact/results.server.ts";
import { addGoal } from "#surveys/initiative/goal.server.ts";
import { createInitiative } from "#surveys/initiative/initiative.server.ts";
import { sealGoals } from "#surveys/initiative/seal.server.ts";
import { isProblem, type Problem } from "#surveys/problem.ts";
import { raiseRevisions } from "#surveys/wave-revision.server.ts";
import { journeySecret, startRingvirk } from "#tests/support/running-ringvirk.ts";
import { randomAnswers } from "./answering-load.ts";
import { describeMachine } from "./machine.ts";

/**
 * What a dashboard costs: reading the results, and the built overview page over HTTP, with more and more answers in two closed waves of
 * the residents' core survey (everybody invited to both, half in each, one in three of those in both; five areas, four age groups).
 * Run: npx node tests/bench/results.ts [sizes] (after npm run build), such as 1000 1000000. Prints Markdown for docs/measurements.md.
 */
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1000, 10_000, 100_000];
const runs = 30;
const now = new Date("2026-03-01T09:00:00Z");
const batch = 500;

console.log(`${describeMachine(["node tests/bench/results.ts", ...sizes].join(" "))}\n`);
console.log(
  "| answers | results, first after a change | results, kept | overview page, first after a change | overview page |",
);
console.log("| --- | --- | --- | --- | --- |");
for (const size of sizes) await measure(size);

async function measure(answers: number): Promise<void> {
  const ringvirk = await startRingvirk({ now });
  const { db, url } = ringvirk;
  try {
    const initiative = await holdTwoWaves(db, answers);
    const signedIn = await fetch(await ringvirk.signInLinkOf("carla"), {
      ...{ method: "POST", redirect: "manual" as const },
      headers: { connection: "close" },
    });
    const cookie = signedIn.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    const results = () => readResults(db, initiative.id);
    const page = async () => {
      const reply = await fetch(`${url}/initiatives/${initiative.slug}`, { headers: { cookie, connection: "close" } });
      if (!(await reply.text()).includes("Flere er trygge") || !reply.ok)
        throw new Error(`no overview: ${reply.status}`);
    };
    // Code is compiled by its first runs: they are not timed.
    for (let turn = 0; turn < 3; turn++) await afterChange(db, results).then(page);
    const cells = [
      await median(() => afterChange(db, results)),
      await median(results),
      await median(() => afterChange(db, page)),
      await median(page),
    ];
    console.log(`| ${answers} | ${cells.map((ms) => `${ms.toFixed(1)} ms`).join(" | ")} |`);
  } finally {
    await ringvirk.stop();
  }
}

/** Has everything worked out anew; gives how long only the work took. */
async function afterChange(db: Database, work: () => Promise<unknown>): Promise<number> {
  const waves = await db.selectFrom("wave").select("id").execute();
  await db.transaction().execute((trx) =>
    raiseRevisions(
      trx,
      waves.map(({ id }) => id),
    ),
  );
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    const own = await work();
    times.push(typeof own === "number" ? own : performance.now() - began);
  }
  return times.sort((a, b) => a - b)[runs / 2] ?? Number.NaN;
}

async function holdTwoWaves(db: Database, answers: number) {
  const account = { id: "carla", email: "carla@kommune.example", name: "Carla", language: "da" as const };
  await db.insertInto("account").values(account).execute();
  const words = { name: "Parken", challenge: "Alle skal kunne bruge parken", district: "Nordjylland", place: "Nordby" };
  const period = { startsOn: "2026-01-01", endsOn: "2027-12-31" };
  const initiative = done(await createInitiative(db, { ...words, ...period, createdBy: "carla", now }));
  const deed = { initiativeId: initiative.id, accountId: "carla", now };
  const read = done(readDefinition(librarySurveys.find(({ key }) => key === "residents-core")?.definition));
  const survey = { initiativeId: initiative.id, key: "core", audience: "resident" as const, title: "Parken" };
  const { versionId } = done(await storeSurvey(db, { ...survey, definition: read.definition }));
  done(await addGoal(db, { ...deed, goal: goalAbout(read.codebook) }));
  done(await sealGoals(db, deed));
  const perWave = answers / 2;
  await addPeople(db, initiative.id, Math.ceil((perWave * 5) / 3));
  const pages = new SurveyPages(read.definition);
  const pool = Array.from({ length: 300 }, () => randomAnswers({ pages }));
  for (const wave of [0, 1]) {
    const plan = { name: `Måling ${wave}`, opensOn: "2026-03-01", closesOn: "2026-03-31" };
    const { id } = done(await planWave(db, deed, { ...plan, surveys: { resident: versionId } }));
    done(await openWave(db, deed, { waveId: id, secret: journeySecret }));
    await answerWave(db, {
      waveId: id,
      versionId,
      codebook: read.codebook,
      pool,
      from: Math.round((wave * perWave * 2) / 3),
      perWave,
    });
    done(await closeWave(db, deed, id));
  }
  return initiative;
}

function goalAbout({ items }: Codebook) {
  const item = items.find(({ kind, good }) => kind === "scale" && good !== null);
  if (!item) throw new Error("the survey has no scale");
  const what = { itemKey: item.key, reading: "mean" as const, audience: "resident" as const, segment: "" };
  return { title: "Flere er trygge", ...what, targetKind: "change", targetValue: 5, duePosition: 1 };
}

async function addPeople(db: Database, initiativeId: string, count: number): Promise<void> {
  for (let start = 0; start < count; start += batch) {
    const people = Array.from({ length: Math.min(batch, count - start) }, (_, index) => `p${start + index}`);
    await db
      .insertInto("participant")
      .values(
        people.map((id) => ({
          ...{ id, initiative_id: initiativeId, audience: "resident" as const, key: id, email: `${id}@example.dk` },
          ...{ name: "", language: "da" as const, segments: "{}", organisation_id: null, opted_out: 0 },
        })),
      )
      .execute();
  }
}

interface Answering {
  waveId: string;
  versionId: string;
  codebook: Codebook;
  pool: Array<Record<string, unknown>>;
  /** The first who answers; `perWave` do. */
  from: number;
  perWave: number;
}

/** The way of an answer from the check on: stored and tallied in the same transaction, with the pairs that it makes. */
async function answerWave(
  db: Database,
  { waveId, versionId, codebook, pool, from, perWave }: Answering,
): Promise<void> {
  for (let start = from; start < from + perWave; start += batch) {
    const people = Array.from({ length: Math.min(batch, from + perWave - start) }, (_, index) => start + index);
    const responses = people.map((person) => {
      const answers = pool[Math.floor(Math.random() * pool.length)] ?? {};
      return {
        ...{ id: crypto.randomUUID(), waveId, audience: "resident" as const, surveyVersionId: versionId },
        ...{ pseudonym: `person ${person}`, answers: { ...answers, _shown: Object.keys(answers) } },
        ...{ segments: { area: `area ${person % 5}`, age: `age ${person % 4}` }, day: "2026-03-01", weight: 1 },
      };
    });
    await db.transaction().execute(async (trx) => {
      await storeResponses(trx, responses, codebook);
      const ids = people.map((person) => `p${person}`);
      await trx
        .updateTable("invitation")
        .set({ answered: 1 })
        .where("wave_id", "=", waveId)
        .where("participant_id", "in", ids)
        .execute();
    });
  }
}

function done<Outcome>(outcome: Outcome | Problem): Outcome {
  if (isProblem(outcome)) throw new Error(JSON.stringify(outcome));
  return outcome as Outcome;
}
