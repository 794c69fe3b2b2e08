import type { AtEditor } from "#app/editor.server.ts";
import { typed } from "#app/refusal.server.ts";
import type { Database } from "#db/schema.ts";
import { composeDefinition } from "#surveys/definition/compose-definition.ts";
import { librarySurveys } from "#surveys/definition/library.ts";
import type { SurveyJson } from "#surveys/definition/survey-json.ts";
import { definitionOfVersion, versionsOf } from "#surveys/initiative/survey-versions.server.ts";
import { type Problem, problemAt } from "#surveys/problem.ts";

/** What a draft can begin from. */
export async function startingPoints(db: Database, { initiative, audience, path }: AtEditor) {
  const [current] = await versionsOf(db, initiative.id, audience);
  const library = librarySurveys.filter((survey) => survey.audience === audience);
  return {
    setup: path,
    current: current ? { number: current.number, title: current.title } : null,
    library: library.map(({ key, role, title }) => ({ key, role, title })),
  };
}

/** Reads where a draft shall begin. Refused: "editing.gone" for a version that there is none of, "field.missing" at "parts" or "title". */
export async function readStartForm(
  db: Database,
  { initiative, audience, language }: AtEditor,
  form: FormData,
): Promise<{ definition: SurveyJson; basedOn: number | null } | Problem> {
  const [newest] = await versionsOf(db, initiative.id, audience);
  const basedOn = newest?.number ?? null;
  const from = typed(form, "from");
  if (from === "empty") {
    const title = typed(form, "title").trim();
    if (title === "") return problemAt("title", "field.missing");
    const page = { name: "page-1", elements: [] };
    return { definition: { title: { [language]: title }, showQuestionNumbers: "off", pages: [page] }, basedOn };
  }
  if (from === "library") {
    const wanted = form.getAll("parts").map(String);
    const parts = librarySurveys.filter((survey) => survey.audience === audience && wanted.includes(survey.key));
    if (parts.length === 0) return problemAt("parts", "field.missing");
    return { definition: composeDefinition(parts.map(({ definition }) => definition)), basedOn };
  }
  const number = Number.parseInt(typed(form, "number"), 10) || basedOn;
  const definition = number === null ? null : await definitionOfVersion(db, initiative.id, audience, number);
  return definition ? { definition, basedOn } : problemAt("from", "editing.gone");
}
