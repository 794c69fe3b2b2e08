import { randomUUID } from "node:crypto";
import type { Database, DatabaseTransaction } from "#db/schema.ts";
import { recordAudit } from "#surveys/initiative/audit.server.ts";
import { checkDay } from "#surveys/initiative/field-check.ts";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import { type ImportFiles, type ReadFiles, readImportFiles } from "./import-files.ts";
import type { ImportMapping } from "./import-mapping.ts";
import type { ImportReport, OddityCount } from "./import-report.ts";
import type { ImportedRow } from "./import-rows.ts";
import { surveyVersionFor } from "./import-survey.server.ts";
import { importedCodebook, storedAnswers } from "./import-survey.ts";
import type { ImportTable } from "./import-table.ts";
import { pseudonymOf } from "./pseudonym.ts";
import { type NewResponse, storeResponses } from "./response.server.ts";

/** A wave made elsewhere, and what its mapping may leave open. */
export interface WaveImport extends ImportFiles {
  initiativeId: string;
  /** Each overrules the mapping's `wave`. */
  name?: string;
  opensOn?: string;
  closesOn?: string;
}

const rowsPerBatch = 5000;
const pseudonymsPerLookUp = 500;

/**
 * Reads everything and stores nothing: the report is the one that `importWave` would give at this moment.
 * Refused as `importWave`.
 */
export async function previewImport(db: Database, input: WaveImport): Promise<ImportReport | Problem> {
  const read = readImportFiles(input);
  if (isProblem(read)) return read;
  const plan = await planImport(db, input, read);
  return isProblem(plan) ? plan : plan.report;
}

/**
 * Makes a closed wave of a file, with answers, tallies, pairs with other waves and the report of what was met, in one transaction: all of it
 * stands or nothing does. People are linked by HMAC(link key, "import:" + key), so they are met again in other imported waves of the
 * initiative and lead to nobody. The wave takes its place by the day it opened; the survey is used again while its items are the same.
 *
 * Refused: "initiative.not-found"; "field.missing" for a name or day that neither input nor mapping states, "field.not-a-date",
 * "wave.dates-wrong"; "import.wave-exists"; "import.before-goals" when it would come before a wave of an initiative that has goals, whose
 * baseline would then be another; "import.file-missing", "import.file-unreadable", "import.no-rows", "import.column-missing",
 * "import.column-twice", "import.too-many-groups".
 */
export async function importWave(
  db: Database,
  input: WaveImport & { accountId: string | null; now: Date },
): Promise<{ waveId: string; report: ImportReport } | Problem> {
  const read = readImportFiles(input);
  if (isProblem(read)) return read;
  return db.transaction().execute(async (trx) => {
    const plan = await planImport(trx, input, read);
    if (isProblem(plan)) return plan;
    const waveId = await storeWave(trx, plan);
    const { accountId, initiativeId, now } = input;
    const detail = { wave: waveId, name: plan.report.wave.name, stored: plan.report.rowsStored };
    await recordAudit(trx, { at: now, accountId, initiativeId, action: "wave.imported", detail });
    return { waveId, report: plan.report };
  });
}

interface ImportPlan {
  initiativeId: string;
  mapping: ImportMapping;
  position: number;
  rows: Array<ImportedRow & { pseudonym: string | null }>;
  report: ImportReport;
}

async function planImport(
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

async function linkKeyOf(db: Database | DatabaseTransaction, initiativeId: string): Promise<string | null> {
  const row = await db
    .selectFrom("link_key")
    .select("key")
    .where("initiative_id", "=", initiativeId)
    .executeTakeFirst();
  return row?.key ?? null;
}

/** Where the link key has been destroyed nobody can be linked any more: the answers are still worth having. */
function withPseudonyms(
  rows: ImportedRow[],
  linkKey: string | null,
  file: string,
  oddities: OddityCount,
): ImportPlan["rows"] {
  return rows.map((row) => {
    if (row.personKey !== null && linkKey === null) oddities.add("no-link-key", file, row.line);
    const known = row.personKey !== null && linkKey !== null;
    return { ...row, pseudonym: known ? pseudonymOf(linkKey, `import:${row.personKey}`) : null };
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

async function storeWave(trx: DatabaseTransaction, plan: ImportPlan): Promise<string> {
  const { initiativeId, mapping, position, report } = plan;
  await makeRoom(trx, initiativeId, position);
  const codebook = importedCodebook(mapping);
  const surveyVersionId = await surveyVersionFor(trx, initiativeId, mapping, codebook);
  const wave = {
    id: randomUUID(),
    initiative_id: initiativeId,
    position,
    name: report.wave.name,
    opens_on: report.wave.opensOn,
    closes_on: report.wave.closesOn,
    state: "closed" as const,
    source: "imported" as const,
    import_report: JSON.stringify(report),
  };
  await trx.insertInto("wave").values(wave).execute();
  const { audience } = mapping;
  await trx
    .insertInto("wave_survey")
    .values({ wave_id: wave.id, audience, survey_version_id: surveyVersionId })
    .execute();
  const responses = plan.rows.map(
    (row): NewResponse => ({
      ...{ id: randomUUID(), waveId: wave.id, audience, surveyVersionId },
      ...{ pseudonym: row.pseudonym, segments: row.segments, weight: row.weight },
      answers: storedAnswers(row.answers),
      // Files seldom say the day; the first day of the wave stands for all of it.
      day: report.wave.opensOn,
    }),
  );
  for (let start = 0; start < responses.length; start += rowsPerBatch) {
    await storeResponses(trx, responses.slice(start, start + rowsPerBatch), codebook);
  }
  return wave.id;
}

/** From the last down: two waves may never stand in one place, not even for a moment. */
async function makeRoom(trx: DatabaseTransaction, initiativeId: string, position: number): Promise<void> {
  const later = await trx
    .selectFrom("wave")
    .select(["id", "position"])
    .where("initiative_id", "=", initiativeId)
    .where("position", ">=", position)
    .orderBy("position", "desc")
    .execute();
  for (const wave of later) {
    await trx
      .updateTable("wave")
      .set({ position: wave.position + 1 })
      .where("id", "=", wave.id)
      .execute();
  }
}
