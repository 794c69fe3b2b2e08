import type { Editing } from "#app/editor.server.ts";
import { frameOf, previewAddress, wordsEdited } from "#app/editor-view.server.ts";
import type { RingvirkContext } from "#app/load-context.ts";
import { conditionView, missingAt } from "#app/question-view.server.ts";
import { findPage } from "#surveys/definition/editing/element-place.ts";
import { localizedWords } from "#surveys/definition/localized-words.ts";

/** All that the form about one page of the survey shows. A page that is gone does not exist (404). */
export async function pageView(
  context: Pick<RingvirkContext, "db">,
  editing: Editing,
  name: string,
  asked: string | null,
) {
  const { definition } = editing.draft;
  const page = findPage(definition, name)?.page;
  if (!page) throw new Response(null, { status: 404 });
  const { language, said } = wordsEdited(editing, asked);
  return {
    frame: await frameOf(context, editing),
    title: localizedWords(page.title, "")[editing.language],
    words: { title: said(page.title), description: said(page.description) },
    language,
    languages: missingAt(editing, name, language),
    condition: conditionView(
      editing,
      { of: "page", name },
      "visibleIf",
      typeof page.visibleIf === "string" ? page.visibleIf : "",
    ),
    preview: previewAddress(editing, "", name),
  };
}
