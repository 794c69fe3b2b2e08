import { randomUUID } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Audience, Database } from "#db/schema.ts";
import type { ImportedSurvey, SurveyFile } from "#surveys/definition/exchange/imported-survey.ts";
import { readSurveyFiles } from "#surveys/definition/exchange/read-survey-files.server.ts";
import type { StoredSurvey } from "#surveys/definition/survey.server.ts";
import type { Deed } from "#surveys/initiative/audit.server.ts";
import { chooseOwnSurvey } from "#surveys/initiative/survey-choice.server.ts";
import { startDraft } from "#surveys/initiative/survey-draft.server.ts";
import type { SurveyDraft } from "#surveys/initiative/survey-draft.ts";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import { deleteExpiredUploads } from "./upload.server.ts";

const keptMinutes = 60;

/** Before the packed survey, so that neither a list of participants nor a packed wave is taken for one. */
const mark = Buffer.from("ringvirk survey\n");

/**
 * Reads a survey from elsewhere and keeps it for an hour, so that its report can be looked at. No survey is stored or changed.
 * Refused: what `readSurveyFiles` refuses (then nothing is kept either).
 */
export async function stageSurvey(
  db: Database,
  deed: Deed,
  { audience, files }: { audience: Audience; files: readonly SurveyFile[] },
): Promise<{ uploadId: string } | Problem> {
  const survey = await readSurveyFiles(files);
  if (isProblem(survey)) return survey;
  await deleteExpiredUploads(db, deed.now);
  const uploadId = randomUUID();
  await db
    .insertInto("upload")
    .values({
      id: uploadId,
      initiative_id: deed.initiativeId,
      account_id: deed.accountId,
      file_name: survey.report.files.join(", ").slice(0, 200),
      content: Buffer.concat([mark, gzipSync(JSON.stringify(survey))]),
      audience,
      expires_at: new Date(deed.now.getTime() + keptMinutes * 60_000).toISOString(),
    })
    .execute();
  return { uploadId };
}

/** The survey that waits. Refused: "upload.gone" when it ran out, was used or thrown away, or is another's or for another audience. */
export async function stagedSurvey(
  db: Database,
  deed: Deed,
  { audience, uploadId }: { audience: Audience; uploadId: string },
): Promise<ImportedSurvey | Problem> {
  const upload = await db
    .selectFrom("upload")
    .select("content")
    .where("id", "=", uploadId)
    .where("initiative_id", "=", deed.initiativeId)
    .where("account_id", "=", deed.accountId)
    .where("audience", "=", audience)
    .where("expires_at", ">", deed.now.toISOString())
    .executeTakeFirst();
  const content = upload ? Buffer.from(upload.content) : Buffer.alloc(0);
  if (!content.subarray(0, mark.length).equals(mark)) return problem("upload.gone");
  return JSON.parse(gunzipSync(content.subarray(mark.length)).toString("utf8")) as ImportedSurvey;
}

/** Makes the survey that waits the audience's chosen one, and forgets the file. Refused: "upload.gone"; as `chooseOwnSurvey` (it is kept). */
export async function takeStagedSurvey(
  db: Database,
  deed: Deed,
  given: { audience: Audience; uploadId: string; title: string },
): Promise<StoredSurvey | Problem> {
  const survey = await stagedSurvey(db, deed, given);
  if (isProblem(survey)) return survey;
  const definition = JSON.stringify(survey.definition);
  const stored = await chooseOwnSurvey(db, { ...deed, audience: given.audience, title: given.title, definition });
  if (!isProblem(stored)) await db.deleteFrom("upload").where("id", "=", given.uploadId).execute();
  return stored;
}

/**
 * Begins a draft of the audience's survey from the one that waits, so that it can be worked on before it is used, and forgets the file.
 * Refused: "upload.gone"; as `startDraft`, with "editing.draft-exists" where one is being worked on (then the file is kept).
 */
export async function draftStagedSurvey(
  db: Database,
  deed: Deed,
  given: { audience: Audience; uploadId: string },
): Promise<SurveyDraft | Problem> {
  const survey = await stagedSurvey(db, deed, given);
  if (isProblem(survey)) return survey;
  const draft = await startDraft(db, { ...deed, audience: given.audience, definition: survey.definition });
  if (!isProblem(draft)) await db.deleteFrom("upload").where("id", "=", given.uploadId).execute();
  return draft;
}
