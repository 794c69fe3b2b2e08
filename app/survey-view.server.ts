import type { Editing } from "#app/editor.server.ts";
import { frameOf, previewAddress, wordsEdited } from "#app/editor-view.server.ts";
import type { RingvirkContext } from "#app/load-context.ts";
import { missingAt } from "#app/question-view.server.ts";
import { typed } from "#app/refusal.server.ts";
import type { Edit } from "#surveys/definition/editing/edit.ts";
import { indexesIn } from "#surveys/definition/editing/index-members.ts";
import { localizedWords } from "#surveys/definition/localized-words.ts";

/** The names of indexes are read by staff alone, in the languages of the house. */
const houseLanguages = ["da", "en"] as const;

/** All that the form about the survey itself shows: its words in one language, and the names of its indexes. */
export async function surveyView(context: Pick<RingvirkContext, "db">, editing: Editing, asked: string | null) {
  const { definition } = editing.draft;
  const { language, said } = wordsEdited(editing, asked);
  return {
    frame: await frameOf(context, editing),
    words: { title: said(definition.title), description: said(definition.description) },
    language,
    languages: missingAt(editing, "", language),
    indexes: indexesIn(definition).flatMap(({ key, label }) =>
      houseLanguages.map((code) => ({
        key: String(key),
        language: code,
        field: indexField(key, code),
        name: localizedWords(label, String(key))[code],
      })),
    ),
    preview: previewAddress(editing),
  };
}

/** Everything that the form says, as edits. */
export function readSurveyForm(
  form: FormData,
  { draft }: { draft: Pick<Editing["draft"], "definition"> },
  language: string,
): Edit[] {
  const words = (["title", "description"] as const).map((property): Edit => {
    const text = typed(form, `words.${property}`);
    return { edit: "words", words: { at: { of: "survey" }, property }, language, text };
  });
  const names = indexesIn(draft.definition).flatMap(({ key }) =>
    houseLanguages
      .filter((code) => form.has(indexField(key, code)))
      .map((code): Edit => {
        const at = { of: "index" as const, name: String(key) };
        return { edit: "words", words: { at }, language: code, text: typed(form, indexField(key, code)) };
      }),
  );
  return [...words, ...names];
}

function indexField(key: unknown, language: string): string {
  return `index.${key}.${language}`;
}
