import { randomUUID } from "node:crypto";
import type { Audience, Database, UploadTable } from "#db/schema.ts";
import { dayOf } from "#surveys/clock.ts";
import { type Deed, recordDeed } from "#surveys/initiative/audit.server.ts";
import { isLinked } from "#surveys/initiative/initiative.server.ts";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import { checkParticipants, storeParticipants } from "./participant.server.ts";
import type { CheckedParticipants, RowProblem } from "./participant-check.ts";
import { type ParticipantFile, readParticipants } from "./read-participants.ts";
import { summariseUpload, type UploadPreview } from "./upload-preview.ts";

const keptMinutes = 60;

/**
 * Keeps a participants' file for an hour and shows what confirming it would do. No participant is stored or changed.
 * Refused: what `readParticipants` refuses (then nothing is kept either); "link-key.destroyed": nobody of the list could answer.
 */
export async function stageUpload(
  db: Database,
  deed: Deed,
  given: { audience: Audience; fileName: string; content: Buffer },
): Promise<UploadPreview | Problem> {
  if (!(await isLinked(db, deed.initiativeId))) return problem("link-key.destroyed");
  const file = await readParticipants(given.content);
  if (isProblem(file)) return file;
  await deleteExpiredUploads(db, deed.now);
  const upload: UploadTable = {
    id: randomUUID(),
    initiative_id: deed.initiativeId,
    account_id: deed.accountId,
    file_name: given.fileName.slice(0, 200),
    content: given.content,
    audience: given.audience,
    expires_at: new Date(deed.now.getTime() + keptMinutes * 60_000).toISOString(),
  };
  await db.insertInto("upload").values(upload).execute();
  return preview(db, deed, upload, file);
}

/**
 * The preview of a file that waits, as things stand now.
 * Refused: "upload.gone" when it has been confirmed or cancelled, has run out, or is another person's or initiative's.
 */
export async function previewUpload(db: Database, deed: Deed, uploadId: string): Promise<UploadPreview | Problem> {
  const kept = await keptUpload(db, deed, uploadId);
  return isProblem(kept) ? kept : preview(db, deed, kept.upload, kept.file);
}

/** Every row of a file that waits that cannot be stored, by line. Refused: "upload.gone". */
export async function uploadProblems(db: Database, deed: Deed, uploadId: string): Promise<RowProblem[] | Problem> {
  const kept = await keptUpload(db, deed, uploadId);
  if (isProblem(kept)) return kept;
  return (await checkParticipants(db, about(deed, kept.upload, kept.file))).problems;
}

/**
 * Stores the good rows of a file that waits, all of them or none, and forgets the file.
 * Refused: "upload.gone"; "upload.nothing-to-store" when no row is good (the file goes on waiting).
 */
export async function confirmUpload(
  db: Database,
  deed: Deed,
  uploadId: string,
): Promise<{ created: number; renewed: number; left: number } | Problem> {
  const kept = await keptUpload(db, deed, uploadId);
  if (isProblem(kept)) return kept;
  return db.transaction().execute(async (trx) => {
    const { accepted, problems } = await checkParticipants(trx, about(deed, kept.upload, kept.file));
    if (accepted.length === 0) return problem("upload.nothing-to-store");
    // Of two confirmations at the same time, the one that deletes the file is the one that stores it.
    const deleted = await trx.deleteFrom("upload").where("id", "=", uploadId).executeTakeFirst();
    if (deleted.numDeletedRows === 0n) return problem("upload.gone");
    await storeParticipants(trx, { initiativeId: deed.initiativeId, audience: kept.upload.audience }, accepted);
    const created = accepted.filter(({ presentId }) => presentId === null).length;
    const outcome = { created, renewed: accepted.length - created, left: problems.length };
    await recordDeed(trx, deed, "participants.stored", { audience: kept.upload.audience, ...outcome });
    return outcome;
  });
}

/** Forgets a file that waits; does nothing where there is none. */
export async function cancelUpload(db: Database, deed: Deed, uploadId: string): Promise<void> {
  await db
    .deleteFrom("upload")
    .where("id", "=", uploadId)
    .where("initiative_id", "=", deed.initiativeId)
    .where("account_id", "=", deed.accountId)
    .execute();
}

/** Forgets files that nobody confirmed within the hour. */
export async function deleteExpiredUploads(db: Database, now: Date): Promise<void> {
  await db.deleteFrom("upload").where("expires_at", "<=", now.toISOString()).execute();
}

async function keptUpload(
  db: Database,
  { initiativeId, accountId, now }: Deed,
  uploadId: string,
): Promise<{ upload: UploadTable; file: ParticipantFile } | Problem> {
  const upload = await db
    .selectFrom("upload")
    .selectAll()
    .where("id", "=", uploadId)
    .where("initiative_id", "=", initiativeId)
    .where("account_id", "=", accountId)
    .where("expires_at", ">", now.toISOString())
    .executeTakeFirst();
  if (!upload) return problem("upload.gone");
  const file = await readParticipants(Buffer.from(upload.content));
  return isProblem(file) ? file : { upload, file };
}

async function preview(db: Database, deed: Deed, upload: UploadTable, file: ParticipantFile): Promise<UploadPreview> {
  const checked: CheckedParticipants = await checkParticipants(db, about(deed, upload, file));
  return summariseUpload(upload, file, checked);
}

function about(deed: Deed, upload: UploadTable, file: ParticipantFile) {
  return { initiativeId: deed.initiativeId, audience: upload.audience, today: dayOf(deed.now), file };
}
