import { randomBytes } from "node:crypto";
import type { Database, DatabaseTransaction } from "#db/schema.ts";
import { checkDay } from "#surveys/initiative/field-check.ts";
import { linkKeyOf } from "#surveys/initiative/initiative.server.ts";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import type { ImportFiles, ReadFiles } from "./import-files.ts";
import type { ImportMapping } from "./import-mapping.ts";
import type { ImportReport, OddityCount } from "./import-report.ts";
import type { ImportedRow } from "./import-rows.ts";
import type { ImportTable } from "./import-table.ts";
import { designPseudonym, pseudonymOf } from "./pseudonym.ts";

/** A wave made elsewhere, and what its mapping may leave open. */
export interface WaveImport extends ImportFiles {
  initiativeId: string;
  /** Each overrules the mapping's `wave`. */
  name?: string;
  opensOn?: string;
  closesOn?: string;
}

const pseudonymsPerLookUp = 500;

/** A row by the names it is stored under. */
interface PseudonymousRow extends Omit<ImportedRow, "cluster" | "stratum"> {
  pseudonym: string | null;
  cluster: string | null;
  stratum: string | null;
}

/** An import as it would be stored at this moment. */
export interface ImportPlan {
  initiativeId: string;
  mapping: ImportMapping;
  position: number;
  rows: PseudonymousRow[];
  report: ImportReport;
}

/**
 * Works out what an import would do, and reports what it met; writes nothing.
 * Refused: "initiative.not-found", "field.missing", "field.not-a-date", "wave.dates-wrong", "import.wave-exists", "import.before-goals".
 */
export async function planImport(
  db: Database | DatabaseTransaction,
  input: WaveImport,
  { tables, rows: read, items, oddities }: ReadFiles,
): Promise<ImportPlan | Problem> {
  const { initiativeId, mapping } = input;
  const wave = waveOf(input);
  if (isProblem(wave)) return wave;
  const position = await placeOf(db, initiativeId, wave);
  if (isProblem(position)) return position;
  const [answers] = tables;
  const rows = withPseudonyms(read, await linkKeyOf(db, initiativeId), answers.name, oddities);
  const report: ImportReport = {
    wave: { ...wave, audience: mapping.audience },
    files: tables.map(fileOf),
    rowsRead: answers.rows.length,
    rowsStored: rows.length,
    linked: await linkedWaves(db, initiativeId, mapping, rows),
    weighted: mapping.weight !== undefined,
    items,
    oddities: oddities.oddities,
  };
  return { initiativeId, mapping, position, rows, report };
}

function fileOf({ name, encoding, delimiter, rows, ownColumns }: ImportTable): ImportReport["files"][number] {
  return { name, encoding, delimiter, rows: rows.length, columns: ownColumns.length };
}

function waveOf(input: WaveImport): Omit<ImportReport["wave"], "audience"> | Problem {
  const stated = input.mapping.wave;
  const name = (input.name || stated.name || "").trim();
  const opensOn = input.opensOn || stated.opensOn || "";
  const closesOn = input.closesOn || stated.closesOn || opensOn;
  if (name === "") return { ...problem("field.missing"), field: "wave" };
  const wrongDay = checkDay("opens", opensOn) ?? checkDay("closes", closesOn);
  if (wrongDay) return wrongDay;
  return closesOn < opensOn ? { ...problem("wave.dates-wrong"), field: "closes" } : { name, opensOn, closesOn };
}

/** Waves stand in the order they opened. Goals speak of waves by number, so that nothing may come before a wave once there are goals. */
async function placeOf(
  db: Database | DatabaseTransaction,
  initiativeId: string,
  { name, opensOn }: Omit<ImportReport["wave"], "audience">,
): Promise<number | Problem> {
  const initiative = await db.selectFrom("initiative").select("id").where("id", "=", initiativeId).executeTakeFirst();
  if (!initiative) return problem("initiative.not-found");
  const waves = await db.selectFrom("wave").selectAll().where("initiative_id", "=", initiativeId).execute();
  if (waves.some((wave) => wave.name === name)) return problem("import.wave-exists", { name });
  const later = waves.filter((wave) => wave.opens_on > opensOn).sort((a, b) => a.position - b.position)[0];
  if (!later) return Math.max(-1, ...waves.map((wave) => wave.position)) + 1;
  const goal = await db.selectFrom("goal").select("id").where("initiative_id", "=", initiativeId).executeTakeFirst();
  return goal ? problem("import.before-goals", { name, later: later.name }) : later.position;
}

/**
 * Where the link key has been destroyed nobody can be linked any more: the answers are still worth having. Clusters then go by a key that
 * is thrown away at once: they hold within the wave and are met in no other.
 */
function withPseudonyms(
  rows: ImportedRow[],
  linkKey: string | null,
  file: string,
  oddities: OddityCount,
): ImportPlan["rows"] {
  const designKey = linkKey ?? randomBytes(32).toString("hex");
  return rows.map((row) => {
    if (row.personKey !== null && linkKey === null) oddities.add("no-link-key", file, row.line);
    const known = row.personKey !== null && linkKey !== null;
    return {
      ...row,
      pseudonym: known ? pseudonymOf(linkKey, `import:${row.personKey}`) : null,
      cluster: designPseudonym(designKey, "cluster", row.cluster),
      stratum: designPseudonym(designKey, "stratum", row.stratum),
    };
  });
}

async function linkedWaves(
  db: Database | DatabaseTransaction,
  initiativeId: string,
  mapping: ImportMapping,
  rows: ImportPlan["rows"],
): Promise<ImportReport["linked"]> {
  const pseudonyms = rows.flatMap(({ pseudonym }) => pseudonym ?? []);
  const waves = await db
    .selectFrom("wave")
    .select(["id", "name"])
    .where("initiative_id", "=", initiativeId)
    .orderBy("position")
    .execute();
  const people = new Map(waves.map(({ id }) => [id, 0]));
  for (let start = 0; start < pseudonyms.length; start += pseudonymsPerLookUp) {
    const met = await db
      .selectFrom("response")
      .select((select) => ["wave_id", select.fn.countAll<number>().as("people")])
      .where("pseudonym", "in", pseudonyms.slice(start, start + pseudonymsPerLookUp))
      .where("audience", "=", mapping.audience)
      .groupBy("wave_id")
      .execute();
    for (const row of met) people.set(row.wave_id, (people.get(row.wave_id) ?? 0) + Number(row.people));
  }
  return waves.map(({ id, name }) => ({ wave: name, people: people.get(id) ?? 0 }));
}
