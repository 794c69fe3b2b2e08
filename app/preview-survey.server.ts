import type { AtEditor } from "#app/editor.server.ts";
import type { Database } from "#db/schema.ts";
import type { PreviewSurvey } from "#surveys/answering/preview.server.ts";
import { rosterOn } from "#surveys/initiative/survey-choice.server.ts";
import { draftOf } from "#surveys/initiative/survey-draft.server.ts";
import { definitionOfVersion } from "#surveys/initiative/survey-versions.server.ts";

/** What a preview shows: a version by its number, else the draft, else the version in use. There is none of a survey that nobody chose (404). */
export async function previewedSurvey(
  db: Database,
  { initiative, audience, deed }: AtEditor,
  version: string | null,
): Promise<PreviewSurvey> {
  const organisations = await rosterOn(db, initiative.id, deed.now);
  const number = Number.parseInt(version ?? "", 10);
  const definition = number
    ? await definitionOfVersion(db, initiative.id, audience, number)
    : ((await draftOf(db, initiative.id, audience))?.definition ?? null);
  if (!definition) throw new Response(null, { status: 404 });
  return { definition, organisations };
}
