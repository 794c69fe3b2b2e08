import { randomUUID } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Database } from "#db/schema.ts";
import { deleteExpiredUploads } from "#surveys/fieldwork/upload.server.ts";
import type { Deed } from "#surveys/initiative/audit.server.ts";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import type { WaveImport } from "./import-plan.server.ts";
import type { ImportReport } from "./import-report.ts";
import { importWave, previewImport } from "./import-wave.server.ts";

const keptMinutes = 60;

/** Of each file. */
export const importLimits = { megabytes: 10 };

type UploadedWave = Omit<WaveImport, "initiativeId">;

/**
 * Keeps the files of a wave for an hour, so that they can be looked at before they are stored. No answer is stored.
 * Refused: "upload.too-large", and what `previewImport` refuses (then nothing is kept either).
 */
export async function stageImport(
  db: Database,
  deed: Deed,
  wave: UploadedWave,
): Promise<{ uploadId: string } | Problem> {
  const { initiativeId, accountId, now } = deed;
  const mostBytes = importLimits.megabytes * 1024 * 1024;
  const tooLarge = [wave.answers, ...Object.values(wave.joins)].some(({ content }) => content.length > mostBytes);
  if (tooLarge) return problem("upload.too-large", importLimits);
  const report = await previewImport(db, { ...wave, initiativeId });
  if (isProblem(report)) return report;
  await deleteExpiredUploads(db, now);
  const uploadId = randomUUID();
  await db
    .insertInto("upload")
    .values({
      id: uploadId,
      initiative_id: initiativeId,
      account_id: accountId,
      file_name: wave.answers.name.slice(0, 200),
      content: pack(wave),
      audience: wave.mapping.audience,
      expires_at: new Date(now.getTime() + keptMinutes * 60_000).toISOString(),
    })
    .execute();
  return { uploadId };
}

/** What storing the kept files would do now. Refused: "upload.gone" when they ran out, were stored, or are another's; as `previewImport`. */
export async function previewStagedImport(db: Database, deed: Deed, uploadId: string): Promise<ImportReport | Problem> {
  const wave = await keptWave(db, deed, uploadId);
  return isProblem(wave) ? wave : previewImport(db, { ...wave, initiativeId: deed.initiativeId });
}

/** Makes the wave and forgets the files. Refused: "upload.gone", and as `importWave` (the files are kept). */
export async function confirmImport(
  db: Database,
  deed: Deed,
  uploadId: string,
): Promise<{ waveId: string; report: ImportReport } | Problem> {
  const wave = await keptWave(db, deed, uploadId);
  if (isProblem(wave)) return wave;
  // Of two confirmations at the same time the second is refused by the wave's name, which is there by then.
  const stored = await importWave(db, { ...wave, ...deed });
  if (!isProblem(stored)) await db.deleteFrom("upload").where("id", "=", uploadId).execute();
  return stored;
}

/** Every imported wave of the initiative with its report, in order. */
export async function importReports(
  db: Database,
  initiativeId: string,
): Promise<Array<{ waveId: string; report: ImportReport }>> {
  const waves = await db
    .selectFrom("wave")
    .select(["id", "import_report"])
    .where("initiative_id", "=", initiativeId)
    .where("import_report", "is not", null)
    .orderBy("position")
    .execute();
  return waves.map((wave) => ({ waveId: wave.id, report: JSON.parse(wave.import_report as string) as ImportReport }));
}

async function keptWave(db: Database, deed: Deed, uploadId: string): Promise<UploadedWave | Problem> {
  const upload = await db
    .selectFrom("upload")
    .select("content")
    .where("id", "=", uploadId)
    .where("initiative_id", "=", deed.initiativeId)
    .where("account_id", "=", deed.accountId)
    .where("expires_at", ">", deed.now.toISOString())
    .executeTakeFirst();
  return upload ? unpack(Buffer.from(upload.content)) : problem("upload.gone");
}

function pack(wave: UploadedWave): Buffer {
  return gzipSync(JSON.stringify(wave, (_key, value) => (isBuffer(value) ? { base64: toBase64(value) } : value)));
}

/** A list of participants waits in the same table; it is not a packed wave. */
function unpack(content: Buffer): UploadedWave | Problem {
  const isPacked = content[0] === 0x1f && content[1] === 0x8b;
  if (!isPacked) return problem("upload.gone");
  return JSON.parse(gunzipSync(content).toString("utf8"), (key, value) =>
    key === "content" ? Buffer.from(value.base64, "base64") : value,
  );
}

/** What `JSON.stringify` makes of a Buffer before a replacer sees it. */
function isBuffer(value: unknown): value is { type: "Buffer"; data: number[] } {
  return typeof value === "object" && value !== null && "type" in value && value.type === "Buffer" && "data" in value;
}

function toBase64({ data }: { data: number[] }): string {
  return Buffer.from(data).toString("base64");
}
