import { randomUUID } from "node:crypto";
import type { Database, DatabaseTransaction } from "#db/schema.ts";
import { recordAudit } from "#surveys/initiative/audit.server.ts";
import { isProblem, type Problem } from "#surveys/problem.ts";
import { readImportFiles } from "./import-files.ts";
import { type ImportPlan, planImport, type WaveImport } from "./import-plan.server.ts";
import type { ImportReport } from "./import-report.ts";
import { surveyVersionFor } from "./import-survey.server.ts";
import { importedCodebook, storedAnswers } from "./import-survey.ts";
import { type NewResponse, storeResponses } from "./response.server.ts";

const rowsPerBatch = 5000;

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
    mode: mapping.wave.mode ?? null,
  };
  await trx.insertInto("wave").values(wave).execute();
  await trx
    .insertInto("wave_survey")
    .values({ wave_id: wave.id, audience: mapping.audience, survey_version_id: surveyVersionId })
    .execute();
  const responses = responsesOf(plan, wave.id, surveyVersionId);
  for (let start = 0; start < responses.length; start += rowsPerBatch) {
    await storeResponses(trx, responses.slice(start, start + rowsPerBatch), codebook);
  }
  return wave.id;
}

function responsesOf({ mapping, rows, report }: ImportPlan, waveId: string, surveyVersionId: string): NewResponse[] {
  return rows.map((row) => ({
    ...{ id: randomUUID(), waveId, audience: mapping.audience, surveyVersionId },
    ...{ pseudonym: row.pseudonym, segments: row.segments },
    ...{ weight: row.weight, cluster: row.cluster, stratum: row.stratum },
    answers: storedAnswers(row.answers),
    // Files seldom say the day; the first day of the wave stands for all of it.
    day: report.wave.opensOn,
  }));
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
