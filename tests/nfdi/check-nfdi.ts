import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "csv-parse/sync";
import { readNetwork } from "#surveys/impact/network/network.server.ts";
import type { Network, NetworkChange } from "#surveys/impact/network/network.ts";
import { tieCandidates } from "#surveys/impact/network/network-candidates.ts";
import { mergeOrganisations, undoMerge } from "#surveys/initiative/organisation-alias.server.ts";
import { makeNetworkWorld, type NetworkWorld, playWave, type Said } from "#tests/impact/network/network-world.ts";

/**
 * The NFDI consortia's networks of three years through the engine of the pages. Run by `.ci/run` as `npm run -s ci:nfdi`; says "skipped"
 * where the data are not on the machine. What the case is and what is treacherous in it: `tests/nfdi/README.md`.
 */

const dataFolder = resolve(process.env.SHARED_DATA ?? "../shared/data", "networks/nfdi");

/** Counts of PROFILE.md, which were made apart from this product; `silent` applied and named nobody, as the data's README says. */
const years = [
  { year: 2019, separator: ";", nodes: 23, rows: 111, ties: 111, senders: 22, silent: ["PAHN-PaN", "RWD-DHCt"] },
  { year: 2020, separator: ";", nodes: 26, rows: 126, ties: 125, senders: 17, silent: ["ColDiRPS"] },
  { year: 2021, separator: ",", nodes: 34, rows: 113, ties: 113, senders: 15, silent: [] as string[] },
];
const overlaps = [14, 23];

/** Old name → the one that stands: two new names, two new spellings. */
const renamed = {
  DAPHNE: "DAPHNE4NFDI",
  NFDI4Agri: "FAIRagro",
  NFDI4cat: "NFDI4Cat",
  NFDI4BioDiversity: "NFDI4Biodiversity",
};

const reference: Record<string, { nodes: number; density: number; reciprocity: number; mutual: number }> = JSON.parse(
  readFileSync("tests/reference/nfdi.json", "utf8"),
);

interface Year {
  year: number;
  rows: Array<[string, string]>;
  nodes: Set<string>;
  senders: Set<string>;
  silent: string[];
}

let passed = 0;
let failed = 0;

if (existsSync(dataFolder)) {
  await checkAll();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} else {
  console.log(`skipped: no data in ${process.env.SHARED_DATA ? "SHARED_DATA" : "../shared/data"}`);
}

async function checkAll(): Promise<void> {
  const read = years.map(readYear);
  checkCounts(read);
  const world = await worldOf(read);
  const network = await readNetwork(world.db, world.initiativeId);
  checkMeasures(network);
  checkNotAsked(network, read);
  await checkMerging(world, network, read);
}

function readYear({ year, separator, silent }: (typeof years)[number]): Year {
  const text = readFileSync(join(dataFolder, `NFDI_Netzwerk_${year}.csv`), "utf8");
  const table: string[][] = parse(text, {
    bom: true,
    delimiter: separator,
    fromLine: 2,
    trim: true,
    skipEmptyLines: true,
  });
  const rows = table.map(([from = "", to = ""]): [string, string] => [from, to]);
  return { year, rows, silent, nodes: new Set(rows.flat()), senders: new Set(rows.map(([from]) => from)) };
}

function checkCounts(read: Year[]): void {
  for (const [place, { year, rows, nodes, senders }] of read.entries()) {
    const wanted = years[place] as (typeof years)[number];
    check(`${year}: consortia named`, nodes.size, wanted.nodes);
    check(`${year}: rows`, rows.length, wanted.rows);
    check(`${year}: ties, each once`, new Set(rows.map((row) => row.join("\u0000"))).size, wanted.ties);
    check(`${year}: consortia that named partners`, senders.size, wanted.senders);
    const next = read[place + 1];
    if (next)
      check(`in ${year} and ${next.year}`, [...nodes].filter((node) => next.nodes.has(node)).length, overlaps[place]);
  }
}

/** Each applicant answers once, about every consortium of its year; everybody is a member all along, so that only asking can differ. */
async function worldOf(read: Year[]): Promise<NetworkWorld> {
  const everybody = [...new Set(read.flatMap(rosterOf))];
  const world = await makeNetworkWorld({}, everybody);
  for (const [position, year] of read.entries()) {
    const applicants = [...year.senders, ...year.silent];
    await playWave(world, { position, roster: rosterOf(year), said: applicants.map((by) => saidBy(by, year)) });
  }
  return world;
}

function rosterOf({ nodes, silent }: Year): string[] {
  return [...new Set([...nodes, ...silent])].sort();
}

function saidBy(by: string, year: Year): Said {
  const named = new Set(year.rows.filter(([from]) => from === by).map(([, to]) => to));
  const levels = rosterOf(year).map((to) => [to, to === by ? ("own" as const) : named.has(to) ? 2 : 0]);
  return { by, ties: Object.fromEntries(levels) };
}

function checkMeasures({ waves }: Network): void {
  for (const [place, { year, ties }] of years.entries()) {
    const { density, reciprocity, reports } = waves[place]?.measures ?? {};
    const sna = reference[String(year)];
    const found = (waves[place]?.ties ?? []).flatMap(({ aSays, bSays }) => [aSays, bSays]);
    check(`${year}: ties reported in the network`, found.filter(({ level }) => level === 2).length, ties);
    check(`${year}: known reports`, found.filter(({ level }) => level !== null).length, reports);
    check(`${year}: density as sna has it`, density?.toFixed(12), sna?.density.toFixed(12));
    check(`${year}: reciprocity as sna has it`, reciprocity?.toFixed(12), sna?.reciprocity.toFixed(12));
    const mutual = (waves[place]?.ties ?? []).filter(({ aSays, bSays }) => aSays.level === 2 && bSays.level === 2);
    check(`${year}: mutual pairs as sna has them`, mutual.length, sna?.mutual);
  }
}

/** Whoever was not asked in one of two years, or not asked about, can have lost nothing. */
function checkNotAsked({ waves, changes }: Network, read: Year[]): void {
  for (const change of changes) {
    const [from, to] = [read[change.fromPosition], read[change.toPosition]] as [Year, Year];
    const asked = (by: string, about: string) => [from, to].every((year) => wasAsked(by, about, year));
    const lost = lostVoices(change);
    const between = `${from.year} → ${to.year}`;
    check(
      `${between}: lost ties told by somebody who was not asked twice`,
      lost.filter(([by, about]) => !asked(by, about)).length,
      0,
    );
    check(`${between}: lost ties`, lost.length, countedLost(from, to));
    const naive = new Set(from.rows.filter(([a, b]) => !to.rows.some(([c, d]) => a === c && b === d)).map(String)).size;
    console.log(`     (a missing tie taken for a lost one would have made ${naive})`);
  }
  const silences = waves.flatMap(({ ties }) => ties.flatMap(({ aSays, bSays }) => [aSays, bSays]));
  const unasked = read.map((year) => unaskedReports(year, waves[0]?.organisations.length ?? 0));
  check("reports not asked for, all years", silences.filter(({ state }) => state === "not-asked").length, sum(unasked));
  check(
    "reports in any other state without a level",
    silences.filter(({ state, level }) => level === null && state !== "not-asked").length,
    0,
  );
}

function wasAsked(by: string, about: string, year: Year): boolean {
  return (year.senders.has(by) || year.silent.includes(by)) && rosterOf(year).includes(about);
}

function unaskedReports(year: Year, organisations: number): number {
  const applicants = year.senders.size + year.silent.length;
  return organisations * (organisations - 1) - applicants * (rosterOf(year).length - 1);
}

/** Who says that a tie with whom is lost. */
function lostVoices({ pairs }: NetworkChange): Array<[string, string]> {
  return pairs.flatMap(({ a, b, aSays, bSays }) => [
    ...(aSays.change === "lost" ? [[a, b] as [string, string]] : []),
    ...(bSays.change === "lost" ? [[b, a] as [string, string]] : []),
  ]);
}

/** Straight from the files: named then, not named now, though asked both times. */
function countedLost(from: Year, to: Year): number {
  const named = (year: Year) => new Set(year.rows.map((row) => row.join("\u0000")));
  const [before, after] = [named(from), named(to)];
  return [...before].filter((tie) => {
    const [by = "", about = ""] = tie.split("\u0000");
    return !after.has(tie) && wasAsked(by, about, from) && wasAsked(by, about, to);
  }).length;
}

async function checkMerging(world: NetworkWorld, apart: Network, read: Year[]): Promise<void> {
  const answersBefore = await world.db.selectFrom("response").selectAll().execute();
  for (const [organisationId, sameAs] of Object.entries(renamed)) {
    check(
      `${organisationId} merged into ${sameAs}`,
      await mergeOrganisations(world.db, { ...world.deed, organisationId, sameAs }),
      null,
    );
  }
  const merged = await readNetwork(world.db, world.initiativeId);
  check(
    "consortia fewer by those merged",
    apart.organisations.length - merged.organisations.length,
    Object.keys(renamed).length,
  );
  for (const [old, name] of Object.entries(renamed)) {
    const standing = merged.organisations.find(({ id }) => id === name);
    check(`${name} knows its other name`, standing?.otherNames.join(), old);
  }
  check("in 2019 and 2020, renamed ones met again", overlapUnderNewNames(read, 0), 16);
  check("in 2020 and 2021, renamed ones met again", overlapUnderNewNames(read, 1), 25);
  const pairsKnown = (network: Network) => sum(network.changes.map(({ pairs }) => pairs.filter(isCompared).length));
  check(
    "pairs that can be compared: more than before",
    pairsKnown(merged) > pairsKnown(apart) ? "more" : "not more",
    "more",
  );
  checkMeasuresKept(merged, apart);
  check(
    "answers untouched",
    JSON.stringify(await world.db.selectFrom("response").selectAll().execute()),
    JSON.stringify(answersBefore),
    "as they were",
  );
  for (const organisationId of Object.keys(renamed)) await undoMerge(world.db, { ...world.deed, organisationId });
  const undone = await readNetwork(world.db, world.initiativeId);
  check("undone, the network is as it was", JSON.stringify(undone), JSON.stringify(apart), "as it was");
  console.log(
    `     (candidates between the years: ${tieCandidates(apart).length} apart, ${tieCandidates(merged).length} merged)`,
  );
}

function overlapUnderNewNames(read: Year[], place: number): number {
  const standing = (year: Year | undefined) =>
    new Set([...(year?.nodes ?? [])].map((name) => (renamed as Record<string, string>)[name] ?? name));
  const [one, other] = [standing(read[place]), standing(read[place + 1])];
  return [...one].filter((name) => other.has(name)).length;
}

/** Within a year nobody stands under two names, so merging across the years changes no year's own network. */
function checkMeasuresKept(merged: Network, apart: Network): void {
  for (const [place, { year }] of years.entries()) {
    const [one, other] = [merged.waves[place]?.measures, apart.waves[place]?.measures];
    check(`${year}: density after merging`, one?.density?.toFixed(12), other?.density?.toFixed(12));
    check(`${year}: reciprocity after merging`, one?.reciprocity?.toFixed(12), other?.reciprocity?.toFixed(12));
  }
}

function isCompared({ state }: NetworkChange["pairs"][number]): boolean {
  return state !== "cannot-tell" && state !== "absent" && state !== "joined" && state !== "left";
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function check(name: string, found: unknown, expected: unknown, shown = String(found)): void {
  const good = found === expected;
  if (good) passed += 1;
  else failed += 1;
  console.log(`${good ? "ok  " : "FAIL"} ${name}: ${good ? shown : `${found}, expected ${expected}`}`);
}
