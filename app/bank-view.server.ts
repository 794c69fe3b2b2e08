import { controlId } from "#app/components/editor/ids.ts";
import type { Editing } from "#app/editor.server.ts";
import { typed } from "#app/refusal.server.ts";
import type { Database } from "#db/schema.ts";
import { namesAndKeys } from "#surveys/definition/editing/add-element.ts";
import type { Edit } from "#surveys/definition/editing/edit.ts";
import { allElements } from "#surveys/definition/editing/editable-definition.ts";
import { outlineOf } from "#surveys/definition/editing/outline.ts";
import { bankItems, searchItems } from "#surveys/initiative/item-search.server.ts";
import type { StepWords } from "#surveys/initiative/survey-draft.ts";
import { type Problem, problem } from "#surveys/problem.ts";

/** The item bank as it is searched: what was found, and where it can be put. */
export async function bankView(
  db: Database,
  { initiative, audience, draft, language }: Editing,
  asked: URLSearchParams,
) {
  const search = { words: asked.get("words") ?? "", theme: asked.get("theme") ?? "", kind: asked.get("kind") ?? "" };
  const items = await bankItems(db, initiative.id);
  const used = new Set(allElements(draft.definition.pages).map((element) => String(element.itemKey ?? element.name)));
  const found = searchItems(items, search);
  const ofAudience = found.filter((item) => item.audience === audience);
  const pages = outlineOf(draft.definition, language).map(({ name, title }) => ({ name, title }));
  return {
    search,
    items: [...ofAudience, ...found.filter((item) => item.audience !== audience)].map(({ element, ...item }) => ({
      ...item,
      inSurvey: used.has(String(element.itemKey ?? element.name)),
    })),
    themes: [...new Set(items.map(({ theme }) => theme))].filter(Boolean).sort(),
    pages,
    page: pages.find(({ name }) => name === asked.get("page"))?.name ?? pages.at(-1)?.name ?? "",
  };
}

/** Takes a question over. One whose item key is taken already comes as a question of its own. Refused: "editing.gone". */
export async function readBankForm(
  db: Database,
  { initiative, draft, language }: Editing,
  form: FormData,
): Promise<{ edits: Edit[]; step: StepWords; focus: string } | Problem> {
  const address = typed(form, "address");
  const item = (await bankItems(db, initiative.id)).find((one) => one.address === address);
  if (!item) return problem("editing.gone");
  const taken = namesAndKeys(draft.definition);
  const { itemKey, ...bare } = item.element;
  const isTaken = taken.has(String(itemKey ?? item.element.name));
  const page = typed(form, "page");
  return {
    edits: [{ edit: "insert", page, element: isTaken ? bare : item.element }],
    step: { what: "inserted", about: item.title[language] },
    focus: controlId(page, "add"),
  };
}
