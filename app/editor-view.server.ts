import type { EditorFrameData } from "#app/components/editor/editor-frame.tsx";
import type { CardMarks } from "#app/components/editor/outline-card.tsx";
import type { Editing } from "#app/editor.server.ts";
import type { RingvirkContext } from "#app/load-context.ts";
import type { RespondentLanguage } from "#db/schema.ts";
import { type Advice, adviceOn } from "#surveys/definition/advice/advice.ts";
import { answerNames } from "#surveys/definition/conditions/speaks-of.ts";
import { itemKeysByAnswer } from "#surveys/definition/editing/consequences.ts";
import { allElements } from "#surveys/definition/editing/editable-definition.ts";
import { findElement } from "#surveys/definition/editing/element-place.ts";
import { missingLanguagesOf } from "#surveys/definition/editing/missing-words.ts";
import { titleOf } from "#surveys/definition/editing/outline.ts";
import { languageMadeIn, wordsIn } from "#surveys/definition/editing/words.ts";
import { baselineCodebook, boundByItem } from "#surveys/initiative/survey-versions.server.ts";
import { isRespondentLanguage } from "#surveys/respondent-language.ts";

type Context = Pick<RingvirkContext, "db">;

/** What every page of the editor shows of the draft. */
export async function frameOf(context: Context, editing: Editing): Promise<EditorFrameData> {
  const { audience, editor, draft } = editing;
  const { revision, undo, redo, basedOn, changedBy } = draft;
  const notes = (await notesOn(context, editing)).length;
  return { audience, editor, draft: { revision, undo, redo, basedOn, changedBy }, notes };
}

/** The advice on the draft as it stands; found once for a page that asks for it in several places. */
export async function notesOn(
  { db }: Context,
  { initiative, audience, draft }: Pick<Editing, "initiative" | "audience" | "draft">,
): Promise<Advice[]> {
  const known = notesBy.get(draft);
  if (known) return known;
  const baseline = await baselineCodebook(db, initiative.id, audience);
  const notes = adviceOn(draft.definition, { baseline, bound: await boundByItem(db, initiative.id, audience) });
  notesBy.set(draft, notes);
  return notes;
}

const notesBy = new WeakMap<Editing["draft"], Advice[]>();

/** What hangs on each question, by its name. */
export async function marksOf(context: Context, editing: Editing): Promise<Record<string, CardMarks>> {
  const { initiative, audience, draft } = editing;
  const baseline = await baselineCodebook(context.db, initiative.id, audience);
  const bound = await boundByItem(context.db, initiative.id, audience);
  const notes = await notesOn(context, editing);
  const asked = baseline ? new Set(baseline.items.map(({ key }) => key)) : null;
  const missing = missingLanguagesOf(draft.definition);
  const byAnswer = itemKeysByAnswer(draft.definition);
  const marks = allElements(draft.definition.pages).map((element): [string, CardMarks] => {
    const name = String(element.name);
    const keys = answerNames(element).flatMap((answer) => byAnswer.get(answer) ?? []);
    return [
      name,
      {
        goals: keys.flatMap((key) => bound.get(key) ?? []),
        notes: notes.filter((note) => note.place === name).length,
        isNew: asked !== null && keys.length > 0 && !keys.some((key) => asked.has(key)),
        missing: missing.get(name) ?? [],
      },
    ];
  });
  return Object.fromEntries(marks);
}

/** The language whose words are edited, the one that stands beside it, and how words read in both. */
export function wordsEdited({ draft, language: own }: Editing, asked: string | null) {
  const language = isRespondentLanguage(asked) ? asked : own;
  const beside: RespondentLanguage = language === own ? (own === "da" ? "en" : "da") : own;
  const madeIn = languageMadeIn(draft.definition);
  const said = (words: unknown) => ({ text: wordsIn(words, language, madeIn), other: wordsIn(words, beside, madeIn) });
  return { language, beside, said };
}

/** Where the survey can be seen as the citizen sees it; on the page with the question, where one is named. */
export function previewAddress({ initiative, audience, draft, language }: Editing, question = "", page = ""): string {
  const onPage = page || String(findElement(draft.definition, question)?.page.name ?? "");
  const search = new URLSearchParams({ r: String(draft.revision), language });
  if (question) search.set("question", question);
  if (onPage) search.set("at", onPage);
  return `/initiatives/${initiative.slug}/survey-preview/${audience}?${search}`;
}

/** What the questions are called, by name: for lists that lead to them. */
export function titlesOf({ draft, language }: Editing): Record<string, string> {
  return Object.fromEntries(
    allElements(draft.definition.pages).map((element) => [String(element.name), titleOf(element, language)]),
  );
}
