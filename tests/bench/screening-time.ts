import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "#db/connect.ts";
import { migrate } from "#db/migrate.ts";
import type { Database } from "#db/schema.ts";
import { figuresOf, type Source, wavePairsOf } from "#surveys/impact/figures.ts";
import { indicatorsOf } from "#surveys/impact/indicator.ts";
import { readTallies } from "#surveys/impact/read-tallies.server.ts";
import { readResults } from "#surveys/impact/results.server.ts";
import { ripplesOf } from "#surveys/impact/ripple.ts";
import { personMeanErrors } from "#surveys/impact/tide.ts";
import { raiseRevisions } from "#surveys/wave-revision.server.ts";
import { codebookOf, initiativeId, storeHandMade, waveIds } from "#tests/impact/hand-made.ts";
import { describeMachine } from "./machine.ts";
import { type Asking, answersOf, itemsOf } from "./many-indicators.ts";
import { inMs, medianOf, type Took, timed } from "./stopwatch.ts";

/**
 * How long it takes to screen many indicators in many groups between two waves of 2,000 people: from the tallies in the database to tide,
 * flags and the groups behind them, step by step, and as a reader of the results meets it.
 * Run: npx node tests/bench/screening-time.ts [runs]. Prints Markdown for docs/measurements.md.
 */
const runs = Number(process.argv[2] ?? 31);
const asking: Asking = { indicators: 300, segments: 20, people: 2000 };
const seed = 20261125;
const waves = waveIds.slice(0, 2).map((id, position) => ({ id, position }));

console.log(`${describeMachine(`node tests/bench/screening-time.ts ${runs}`)}\n`);
const folder = mkdtempSync(join(tmpdir(), "ringvirk-bench-"));
try {
  const db = connect(join(folder, "screening.db"));
  await migrate(db);
  const codebooks = { resident: codebookOf(itemsOf(asking)) };
  await storeHandMade(db, { answers: answersOf(asking, seed), codebooks });
  await measure(db);
  await db.destroy();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(db: Database): Promise<void> {
  const { tides, ripples, changes } = await readResults(db, initiativeId);
  console.log(
    `${asking.indicators} indicators screened in ${asking.segments} groups and everyone; ${changes.length} changes worked out, ${tides[0]?.indicators} indicators in the tide, ${ripples.length} flags.\n`,
  );
  const source = sourceOf(await readSource(db));
  const measured = measure300(source);
  const rows: Array<[string, Took]> = [
    ["tallies and cross-tables read", await medianOf(runs, () => readSource(db))],
    [`figures of the ${measured.length} screened in every group`, await medianOf(runs, () => figuresAnew(db))],
    ["screening: tide, flags, groups", await medianOf(runs, async () => void screen(source, measured))],
    ["all three", await medianOf(runs, async () => screenFromTallies(db))],
    ["results, first after a change: every figure of every reading", await medianOf(runs, () => afterChange(db))],
    ["results, kept", await medianOf(runs, () => readResults(db, initiativeId))],
  ];
  console.log("| step | ms by the clock (of the processor) |\n| --- | --- |");
  for (const [step, took] of rows) console.log(`| ${step} | ${inMs(took)} |`);
}

function readSource(db: Database) {
  const pairs = wavePairsOf(waves).map(({ from, to }) => ({ from: from.id, to: to.id }));
  return readTallies(
    db,
    waves.map(({ id }) => id),
    pairs,
  );
}

/** From tallies just read: what is once looked up in them is quicker the second time. */
async function figuresAnew(db: Database): Promise<Took> {
  const source = sourceOf(await readSource(db));
  return timed(async () => void measure300(source));
}

function sourceOf(tallies: Awaited<ReturnType<typeof readSource>>): Source {
  return { tallies, waves, pairs: wavePairsOf(waves), floor: 5 };
}

/** The reading of each item that is screened: the mean of a scale, the share of a yes-no. */
function measure300(source: Source) {
  const codebook = codebookOf(itemsOf(asking));
  return indicatorsOf(
    "resident",
    waves.map(({ id }) => ({ waveId: id, codebook })),
  )
    .filter(({ kind, reading }) => (kind === "yes-no") === (reading === "share"))
    .map((indicator) => ({ indicator, figures: figuresOf(indicator, source) }));
}

function screen(source: Source, measured: ReturnType<typeof measure300>) {
  const [pair] = source.pairs;
  if (!pair) throw new Error("no pair of waves");
  const errors = personMeanErrors("resident", source);
  return ripplesOf(
    { audience: "resident", measured, aims: [], expectedItems: new Set(), personMeanErrors: errors },
    pair,
  );
}

async function screenFromTallies(db: Database): Promise<void> {
  const source = sourceOf(await readSource(db));
  screen(source, measure300(source));
}

async function afterChange(db: Database): Promise<Took> {
  await db.transaction().execute((trx) =>
    raiseRevisions(
      trx,
      waves.map(({ id }) => id),
    ),
  );
  return timed(() => readResults(db, initiativeId));
}
