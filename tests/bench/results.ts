import { statSync } from "node:fs";
import { sql } from "kysely";
import { people } from "#db/demo/cast.ts";
import type { Database } from "#db/schema.ts";
import { wavePairsOf } from "#surveys/impact/figures.ts";
import { readTallies } from "#surveys/impact/read-tallies.server.ts";
import { readResults } from "#surveys/impact/results.server.ts";
import { readRipples } from "#surveys/impact/ripples/ripples.server.ts";
import { readThemes } from "#surveys/impact/themes/themes.server.ts";
import { raiseRevisions } from "#surveys/wave-revision.server.ts";
import { type RunningRingvirk, startRingvirk } from "#tests/support/running-ringvirk.ts";
import { type BigInitiative, growInitiative } from "./big-initiative.ts";
import { countAnswers, expectSameCounts } from "./counted-answers.ts";
import { describeMachine } from "./machine.ts";
import { inMs, medianOf, type Took, timed } from "./stopwatch.ts";

/**
 * What the pages of an initiative cost with more and more answers: their data and the whole page over HTTP from the built server, kept and
 * first after a change of every wave; and what the tallies save, against the same numbers counted from the answers and compared cell by cell.
 * An answer is one person's answered survey. Client and server are one process: the processor's time is that of both.
 * Run: npx node tests/bench/results.ts [sizes] (after npm run build), such as 1000 1000000. Prints Markdown for docs/measurements.md.
 */
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1000, 10_000, 100_000];
const now = new Date("2026-11-25T09:00:00Z");
const keptRuns = 21;
/** The first reader of a million open answers waits long. */
const firstRuns = (answers: number) => (answers > 300_000 ? 1 : 5);

const pages: Array<[name: string, path: string, route: string]> = [
  ["overview", "", "_index"],
  ["goals", "/goals", "goals"],
  ["indicators", "/indicators", "indicators"],
  ["bias", "/bias", "bias"],
  ["ripples", "/ripples", "ripples._index"],
  ["rings", "/ripples/rings", "ripples.rings"],
  ["collaboration", "/ripples/ties", "ripples.ties"],
  ["workflows", "/ripples/workflows", "ripples.workflows"],
  ["reports", "/ripples/reports", "ripples.reports"],
  ["themes", "/ripples/themes", "ripples.themes"],
  ["waves", "/setup/waves", "setup.waves"],
];

const heads = {
  sizes:
    "| answers | people | built in s | file MB | tallies read, ms | the same counted from the answers, ms | times as long | cells compared |\n| --- | --- | --- | --- | --- | --- | --- | --- |",
  readers: "| answers | read | kept, ms | first after a change, ms |\n| --- | --- | --- | --- |",
  pages:
    "| answers | page | its data, ms | whole page, ms | its data first after a change, ms |\n| --- | --- | --- | --- | --- |",
};

console.log(`${describeMachine(["node tests/bench/results.ts", ...sizes].join(" "))}\n`);
const tables: Tables[] = [];
for (const size of sizes) tables.push(await measure(size));
for (const table of ["sizes", "readers", "pages"] as const) {
  console.log(`\n${heads[table]}`);
  for (const rows of tables) console.log(rows[table].join("\n"));
}

type Tables = Record<"sizes" | "readers" | "pages", string[]>;

async function measure(size: number): Promise<Tables> {
  const ringvirk = await startRingvirk({ now });
  try {
    const big = await growInitiative(ringvirk.db, size, now);
    console.error(`${big.answers} answers in ${big.buildSeconds.toFixed(0)} s`);
    return {
      readers: await measureReaders(ringvirk.db, big),
      pages: await measurePages(ringvirk, big),
      sizes: [await measureWithoutTallies(ringvirk.db, big)],
    };
  } finally {
    await ringvirk.stop();
  }
}

async function measureReaders(db: Database, { id, answers }: BigInitiative): Promise<string[]> {
  const readers: Array<[string, () => Promise<unknown>]> = [
    ["results", () => readResults(db, id)],
    ["themes", () => readThemes(db, id)],
    ["everything: results, ties, workflows, reports, themes, candidates", () => readRipples(db, id)],
  ];
  const rows: string[] = [];
  for (const [name, read] of readers) {
    // Code is compiled by its first runs: they are not timed.
    for (let turn = 0; turn < Math.min(3, firstRuns(answers)); turn++) await afterChange(db, read);
    const first = await medianOf(firstRuns(answers), () => afterChange(db, read));
    rows.push(`| ${answers} | ${name} | ${inMs(await medianOf(keptRuns, read))} | ${inMs(first)} |`);
  }
  return rows;
}

async function measurePages(ringvirk: RunningRingvirk, big: BigInitiative): Promise<string[]> {
  const { db, url } = ringvirk;
  const cookie = await signIn(ringvirk);
  const rows: string[] = [];
  for (const [name, path, route] of pages) {
    const page = `${url}/initiatives/${big.slug}${path}`;
    const whole = () => fetchWhole(page, cookie);
    const data = () =>
      fetchWhole(`${page}.data?_routes=${encodeURIComponent(`routes/initiatives.$slug.${route}`)}`, cookie);
    for (let turn = 0; turn < 3; turn++) await whole().then(data);
    const [keptData, keptWhole] = [await medianOf(keptRuns, data), await medianOf(keptRuns, whole)];
    const first = await medianOf(firstRuns(big.answers), () => afterChange(db, data));
    rows.push(`| ${big.answers} | ${name} | ${inMs(keptData)} | ${inMs(keptWhole)} | ${inMs(first)} |`);
  }
  return rows;
}

async function signIn(ringvirk: RunningRingvirk): Promise<string> {
  const { id } = await ringvirk.db
    .selectFrom("account")
    .select("id")
    .where("email", "=", people.coordinator.email)
    .executeTakeFirstOrThrow();
  const signedIn = await fetch(await ringvirk.signInLinkOf(id), { method: "POST", redirect: "manual" });
  return signedIn.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

async function fetchWhole(address: string, cookie: string): Promise<void> {
  const reply = await fetch(address, { headers: { cookie }, redirect: "manual" });
  const body = await reply.text();
  if (reply.status !== 200 || body.length < 20) throw new Error(`${address}: ${reply.status}`);
}

/** Has everything of every wave worked out anew; tells how long only the work took. */
async function afterChange(db: Database, work: () => Promise<unknown>): Promise<Took> {
  const waves = await db.selectFrom("wave").select("id").execute();
  await db.transaction().execute((trx) =>
    raiseRevisions(
      trx,
      waves.map(({ id }) => id),
    ),
  );
  return timed(work);
}

async function measureWithoutTallies(db: Database, big: BigInitiative): Promise<string> {
  const closed = await db
    .selectFrom("wave")
    .select(["id", "position"])
    .where("initiative_id", "=", big.id)
    .where("state", "=", "closed")
    .orderBy("position")
    .execute();
  const waveIds = closed.map(({ id }) => id);
  const pairs = wavePairsOf(closed).map(({ from, to }) => ({ from: from.id, to: to.id }));
  const tallied = await medianOf(keptRuns, () => readTallies(db, waveIds, pairs));
  let cells = 0;
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  const fold = await countAnswers(db, waveIds);
  const wall = performance.now() - began;
  const { user, system } = process.cpuUsage(cpuBefore);
  const counted = { wall, cpu: (user + system) / 1000 };
  cells = await expectSameCounts(db, waveIds, fold);
  const ratio = Math.round(counted.cpu / tallied.cpu);
  return `| ${big.answers} | ${big.people} | ${big.buildSeconds.toFixed(0)} | ${await fileMegabytes(db)} | ${inMs(tallied)} | ${inMs(counted)} | ${ratio} | ${cells} |`;
}

async function fileMegabytes(db: Database): Promise<number> {
  const { rows } = await sql<{ file: string }>`select file from pragma_database_list where name = 'main'`.execute(db);
  return Math.round(statSync(rows[0]?.file ?? "").size / 1e6);
}
