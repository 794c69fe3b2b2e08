import { controlId } from "#app/components/editor/ids.ts";
import { typed } from "#app/refusal.server.ts";
import type { LanguageCode } from "#db/schema.ts";
import type { Edit } from "#surveys/definition/editing/edit.ts";
import { allElements, type EditableDefinition } from "#surveys/definition/editing/editable-definition.ts";
import { holderAt, type Place } from "#surveys/definition/editing/element-place.ts";
import { titleOf } from "#surveys/definition/editing/outline.ts";
import { isQuestionKind } from "#surveys/definition/editing/question-kinds.ts";
import type { StepWords } from "#surveys/initiative/survey-draft.ts";
import { type Problem, problem, problemAt } from "#surveys/problem.ts";

/** What a button of the outline asks for, and where the focus goes when it is done. */
export interface OutlineDeed {
  edit: Edit;
  step: StepWords;
  focus: string;
}

/** Reads a form of the outline. Refused: "editing.gone" where it is about nothing there is, "field.missing", "request.unreadable". */
export function readOutlineForm(
  form: FormData,
  definition: EditableDefinition,
  language: LanguageCode,
): OutlineDeed | Problem {
  const deed = typed(form, "deed");
  if (deed === "add-page") return addPage(form, definition, language);
  if (deed === "add-question") return addQuestion(form, language);
  if (deed === "move-to") return moveTo(form, definition, language);
  const at = placeIn(form);
  const about = aboutOf(definition, at, language);
  if (about === null) return problem("editing.gone");
  const focus = (control: string) => controlId("name" in at ? at.name : "", `${at.of}-${control}`);
  switch (deed) {
    case "up":
    case "down":
      return { edit: { edit: "move", at, way: deed }, step: { what: "moved", about }, focus: focus(deed) };
    case "copy":
      return { edit: { edit: "copy", at }, step: { what: "copied", about }, focus: focus("copy") };
    case "delete":
      return { edit: { edit: "delete", at }, step: { what: "deleted", about }, focus: neighbour(definition, at) };
    default:
      return problem("request.unreadable");
  }
}

/** The page or element that a form is about. */
export function placeIn(form: FormData): Place {
  return { of: typed(form, "of") === "page" ? "page" : "element", name: typed(form, "name") };
}

/** What a place is called in a sentence; null where it is gone. */
export function aboutOf(definition: EditableDefinition, at: Place, language: LanguageCode): string | null {
  const holder = holderAt(definition, at);
  return holder ? titleOf(holder, language) : null;
}

function addPage(form: FormData, definition: EditableDefinition, language: LanguageCode): OutlineDeed {
  const title = typed(form, "page-title");
  const about = title.trim() || String(definition.pages.length + 1);
  return { edit: { edit: "add-page", title, language }, step: { what: "page-added", about }, focus: "add-page" };
}

function addQuestion(form: FormData, language: LanguageCode): OutlineDeed | Problem {
  const [page, kind, title] = [typed(form, "page"), typed(form, "kind"), typed(form, "title")];
  if (!isQuestionKind(kind)) return problemAt("kind", "field.missing");
  const step = { what: "question-added", about: title.trim() };
  return { edit: { edit: "add-question", page, kind, title, language }, step, focus: controlId(page, "add") };
}

function moveTo(form: FormData, definition: EditableDefinition, language: LanguageCode): OutlineDeed | Problem {
  const [name, page] = [typed(form, "name"), typed(form, "page")];
  const about = aboutOf(definition, { of: "element", name }, language);
  if (about === null) return problem("editing.gone");
  return {
    edit: { edit: "move-to", name, page },
    step: { what: "moved", about },
    focus: controlId(name, "element-up"),
  };
}

/** What is deleted leaves the focus at what comes after it, or before where it was the last. */
function neighbour({ pages }: EditableDefinition, at: Place): string {
  if (at.of === "survey") return "";
  const names = (at.of === "page" ? pages : allElements(pages)).map(({ name }) => String(name));
  const index = names.indexOf(at.name);
  const next = names[index + 1] ?? names[index - 1];
  return next === undefined ? "add-page" : controlId(next, `${at.of}-delete`);
}
