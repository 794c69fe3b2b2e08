import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { connect } from "#db/connect.ts";
import type { ImportReport } from "#surveys/answering/import-report.ts";
import { shownCount } from "#surveys/disclosure-floor.ts";
import { readResults } from "#surveys/impact/results.server.ts";
import type { ChangeResult, PointResult, Results } from "#surveys/impact/results.ts";
import reference from "#tests/reference/ensu-weighted.json" with { type: "json" };

/**
 * INEGI's urban security survey of 2015 through the command line, from its raw files to the figures INEGI printed. Run by `.ci/run` as
 * `npm run -s ci:ensu`; says "skipped" where the data are not on the machine. What the figures are and where they come from:
 * `tests/ensu/README.md`.
 */

const dataFolder = resolve(process.env.SHARED_DATA ?? "../shared/data", "ensu-2015");
const mapping = "tests/ensu/mapping.json";

const quarters = [
  { name: "2015Q1", opens: "2015-03-01", closes: "2015-03-31", rows: 2025, cells: 24_300, notAskedMunicipal: 386 },
  { name: "2015Q2", opens: "2015-06-01", closes: "2015-06-30", rows: 2059, cells: 24_708, notAskedMunicipal: 501 },
  { name: "2015Q3", opens: "2015-09-01", closes: "2015-09-30", rows: 2040, cells: 24_480, notAskedMunicipal: 466 },
  { name: "2015Q4", opens: "2015-12-01", closes: "2015-12-31", rows: 2024, cells: 24_288, notAskedMunicipal: 477 },
];

/** Percent feeling unsafe, as INEGI printed it. */
const published = {
  "": [67.9, 69.0, 68.0, 67.7],
  "sex=men": [66.0, 64.4, 65.8, 62.7],
  "sex=women": [69.4, 72.6, 69.7, 71.4],
};

/** "Very" or "somewhat effective" of those who know the municipal police; computed apart from this product (PROFILE.md of the data). */
const effectiveMunicipal = [33.1, 33.2, 33.0, 32.8];

/** People who answered both quarters. Zero is shown as null, like every number below the disclosure floor; others to the nearest ten. */
const overlap = [
  { from: 0, to: 1, pairs: 489 },
  { from: 1, to: 2, pairs: 472 },
  { from: 2, to: 3, pairs: 461 },
  { from: 0, to: 3, pairs: 225 },
  { from: 0, to: 2, pairs: 0 },
];

let passed = 0;
let failed = 0;
const toldStep = 2;

if (existsSync(dataFolder)) {
  const folder = mkdtempSync(join(tmpdir(), "ringvirk-ensu-"));
  try {
    await checkAll(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} else {
  console.log(`skipped: no data in ${process.env.SHARED_DATA ? "SHARED_DATA" : "../shared/data"}`);
}

async function checkAll(folder: string): Promise<void> {
  makeInitiative(folder, "ensu");
  checkUndocumentedCodes(folder);
  for (const [place, quarter] of quarters.entries()) {
    const report = importQuarter(folder, place, mapping);
    check(`${quarter.name}: rows stored`, report.rowsStored, quarter.rows);
    check(`${quarter.name}: cells with a carriage return`, countOf(report, "control-characters"), quarter.cells);
    check(`${quarter.name}: rows without a person in the household file`, countOf(report, "join-unmatched"), 0);
    check(`${quarter.name}: codes in no dictionary`, countOf(report, "undocumented-code"), 0);
    const municipal = report.items.find(({ key }) => key === "effective-municipal");
    check(`${quarter.name}: P6_1 not asked (code 0)`, municipal?.missing["not-asked"], quarter.notAskedMunicipal);
  }
  checkTold(JSON.parse(ringvirk(folder, ["results", "--initiative", "ensu", "--format", "json"])));
  const results = await exactResults(folder, "ensu");
  checkExact(results);
  checkAgainstR("weights", results, reference.weighted);
  await checkDesign(folder);
}

/** The same quarters again, their strata (EDIS) and clusters (UPM_DIS) with them. */
async function checkDesign(folder: string): Promise<void> {
  makeInitiative(folder, "ensu-design");
  const drawn = { ...JSON.parse(readFileSync(mapping, "utf8")), stratum: ["EDIS"], cluster: ["UPM_DIS"] };
  const file = join(folder, "mapping-with-design.json");
  writeFileSync(file, JSON.stringify(drawn));
  for (const place of quarters.keys()) importQuarter(folder, place, file, [], "ensu-design");
  checkAgainstR("strata and clusters", await exactResults(folder, "ensu-design"), reference.clustered);
}

/** The figures before they are put on their grids, from the database that the command line filled. */
async function exactResults(folder: string, slug: string): Promise<Results> {
  const db = connect(join(folder, "ringvirk.db"));
  try {
    const { id } = await db.selectFrom("initiative").select("id").where("slug", "=", slug).executeTakeFirstOrThrow();
    return await readResults(db, id, { exact: true });
  } finally {
    await db.destroy();
  }
}

function makeInitiative(folder: string, slug: string): void {
  const email = `${slug}@example.dk`;
  ringvirk(folder, ["create-account", "--email", email, "--name", "Ada", "--role", "administrator"]);
  ringvirk(folder, [
    ...["create-initiative", "--name", `ENSU 2015 (${slug})`, "--slug", slug, "--coordinator", email],
    ...["--challenge", "Safety in 32 cities", "--district", "México", "--place", "32 cities"],
    ...["--starts", "2015-01-01", "--ends", "2015-12-31"],
  ]);
}

/** The same mapping as if nobody had found out what P6_1 = 0 means: the import must say so, and keep it out. */
function checkUndocumentedCodes(folder: string): void {
  const known = JSON.parse(readFileSync(mapping, "utf8"));
  for (const item of known.items) delete item.missing?.["0"];
  const file = join(folder, "mapping-without-zero.json");
  writeFileSync(file, JSON.stringify(known));
  const report = importQuarter(folder, 0, file, ["--dry-run"]);
  const zeros = report.oddities.filter(({ kind, code }) => kind === "undocumented-code" && code === "0");
  check(
    "without the code 0 in the mapping: columns told",
    zeros
      .map(({ column }) => column)
      .sort()
      .join(" "),
    "P6_1 P6_2 P6_3 P6_4",
  );
  check("without the code 0 in the mapping: cells told", countOf(report, "undocumented-code"), 386 + 408 + 498 + 1410);
}

function importQuarter(
  folder: string,
  place: number,
  mappingFile: string,
  more: string[] = [],
  slug = "ensu",
): ImportReport {
  const { name, opens, closes } = quarters[place] as (typeof quarters)[number];
  const file = (part: string) =>
    join(dataFolder, name.toLowerCase(), `conjunto_de_datos_${part}_ensu_0${place + 1}_2015.csv`);
  const told = ringvirk(folder, [
    ...["import-wave", "--initiative", slug, "--wave", name, "--answers", file("cb"), "--mapping", mappingFile],
    ...["--join", `household=${file("cs")}`, "--opens", opens, "--closes", closes, "--format", "json", ...more],
  ]);
  return JSON.parse(told);
}

/** To the decimal that INEGI printed, and to the person. */
function checkExact(results: Results): void {
  for (const [name, key, segment, percents] of shares()) {
    for (const [place, percent] of percents.entries()) {
      check(`${quarters[place]?.name}: ${name}`, shareAt(results, key, segment, place)?.toFixed(1), percent.toFixed(1));
    }
  }
  for (const { from, to, pairs } of overlap) checkPairs(results, "", from, to, pairs);
}

/** Every change and point of the R script's four indicators, overall and by sex: one line for each figure, to six digits. */
function checkAgainstR(name: string, results: Results, expected: typeof reference.weighted): void {
  for (const field of ["estimate", "se", "df", "p", "low", "high", "designEffect"] as const) {
    const differences = expected.changes.map((known) => {
      const found = results.changes.find(
        (change) =>
          change.indicator === known.indicator &&
          change.segment === known.segment &&
          change.fromPosition === known.fromPosition &&
          change.toPosition === known.toPosition,
      );
      return distance(found?.[field], known[field]);
    });
    checkDifference(`${name}, changes: ${field}`, differences);
  }
  for (const field of ["n", "estimate", "designEffect"] as const) {
    const differences = expected.points.map((known) => {
      const indicator = results.indicators.find((one) => one.key === known.indicator && one.segment === known.segment);
      const found = indicator?.points.find(({ position }) => position === known.position);
      return distance(found?.[field], known[field]);
    });
    checkDifference(`${name}, points: ${field}`, differences);
  }
}

/** Relative; near zero, in the figure's own unit. */
function distance(found: number | null | undefined, expected: number): number {
  return typeof found === "number" ? Math.abs(found - expected) / Math.max(1e-3, Math.abs(expected)) : Infinity;
}

function checkDifference(name: string, differences: number[]): void {
  const largest = Math.max(...differences);
  check(
    `${name}, ${differences.length} figures as R survey's (largest difference ${largest.toExponential(1)})`,
    largest < 1e-6 ? "agrees" : "differs",
    "agrees",
  );
}

/** The same as people are told it, to the nearest ten and to the step of its heaviest weight, which goes 50 to 500 times into a quarter or one sex. */
function checkTold(results: Results): void {
  for (const [name, key, segment, percents] of shares()) {
    for (const [place, percent] of percents.entries()) {
      const told = shareAt(results, key, segment, place);
      const isNear = told !== undefined && Math.abs(told - percent) <= toldStep / 2 + 0.05 + 1e-9;
      check(`${quarters[place]?.name}: told ${name}`, isNear ? "as printed" : told, "as printed");
    }
  }
  for (const { from, to, pairs } of overlap) checkPairs(results, "told ", from, to, shownCount(pairs) ?? 0);
}

function shares(): Array<[name: string, key: string, segment: string, percents: number[]]> {
  return [
    ...Object.entries(published).map(([segment, percents]): [string, string, string, number[]] => [
      `% unsafe, ${segment || "everyone"}`,
      "resident/unsafe-city-inegi/share",
      segment,
      percents,
    ]),
    ["% municipal police effective", "resident/effective-municipal/share", "", effectiveMunicipal],
  ];
}

function checkPairs(results: Results, told: string, from: number, to: number, pairs: number): void {
  const found = results.changes.find(isChange(from, to));
  const name = `${told}people in ${quarters[from]?.name} and ${quarters[to]?.name}`;
  check(name, found ? (found.pairs ?? 0) : undefined, pairs);
}

function pointAt(results: Results, key: string, segment: string, position: number): PointResult | undefined {
  const indicator = results.indicators.find((one) => one.key === key && one.segment === segment);
  return indicator?.points.find((point) => point.position === position);
}

function shareAt(results: Results, key: string, segment: string, position: number): number | undefined {
  return pointAt(results, key, segment, position)?.estimate ?? undefined;
}

function isChange(from: number, to: number): (change: ChangeResult) => boolean {
  return ({ indicator, segment, fromPosition, toPosition }) =>
    indicator === "resident/unsafe-city-inegi/share" && segment === "" && fromPosition === from && toPosition === to;
}

function countOf({ files, oddities }: ImportReport, kind: ImportReport["oddities"][number]["kind"]): number {
  const own = oddities.filter(
    (oddity) => oddity.kind === kind && (oddity.file === files[0]?.name || kind !== "control-characters"),
  );
  return own.reduce((sum, { count }) => sum + count, 0);
}

/** Our own command line, in a process of its own, as in production and with no secret set. */
function ringvirk(folder: string, given: string[]): string {
  const run = spawnSync(process.execPath, ["app/command-line/ringvirk.ts", ...given], {
    env: { ...process.env, RINGVIRK_MODE: "production", RINGVIRK_SECRET: "", DATA_DIR: folder },
    encoding: "utf8",
    maxBuffer: 512 * 1024 * 1024,
  });
  if (run.status === 0) return run.stdout;
  throw new Error(`ringvirk ${given[0]} ended with ${run.status}: ${run.stderr}`);
}

function check(name: string, found: number | string | undefined, expected: number | string): void {
  const good = found === expected;
  if (good) passed += 1;
  else failed += 1;
  console.log(`${good ? "ok  " : "FAIL"} ${name}: ${found}${good ? "" : `, expected ${expected}`}`);
}
