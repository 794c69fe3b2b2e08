import { readDefinition } from "#surveys/definition/read-definition.ts";
import { isRecord, type SurveyJson } from "#surveys/definition/survey-json.ts";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import { addPage, addQuestion, insertElement, restoreElement } from "./add-element.ts";
import { setRule } from "./answer-rules.ts";
import { copyAt } from "./copy-element.ts";
import { deleteAt } from "./delete-element.ts";
import type { Edit } from "./edit.ts";
import { type EditableDefinition, editableDefinition } from "./editable-definition.ts";
import { setIndexMember, tidyIndexes } from "./index-members.ts";
import { moveAt, moveElementTo } from "./move-element.ts";
import { renameElement } from "./rename-element.ts";
import { addItem, moveItem, removeItem, setScale } from "./set-items.ts";
import { setProperty } from "./set-property.ts";
import { setWords } from "./set-words.ts";

/** The longest definition that is edited, in characters of JSON: five times the largest that we have met. */
export const longestDefinition = 1_000_000;

/**
 * A definition with edits made one after the other, all or none. What is given is not changed, and no property that the edits do not name is.
 *
 * Refused: "editing.gone" where an edit is about something that is not there (any more), "editing.too-large", what the single edits refuse,
 * and what `readDefinition` refuses of the outcome; a survey without questions is no survey yet, but may be a draft of one.
 */
export function applyEdits(definition: SurveyJson, edits: readonly Edit[]): EditableDefinition | Problem {
  let edited = editableDefinition(definition);
  for (const edit of edits) {
    const next = edit.edit === "replace" ? replaced(edit.definition) : edited;
    if (isProblem(next)) return next;
    const refused = changeInPlace(next, edit);
    if (refused) return refused;
    edited = next;
  }
  return tidyIndexes(edited) ?? checkDraft(edited) ?? edited;
}

/** What stands in the way of a draft; null where it is sound. Refused: as `readDefinition`, but for "definition.no-questions". */
export function checkDraft(definition: SurveyJson): Problem | null {
  if (JSON.stringify(definition).length > longestDefinition) return problem("editing.too-large");
  const read = readDefinition(definition);
  return isProblem(read) && read.problem !== "definition.no-questions" ? read : null;
}

function replaced(given: unknown): EditableDefinition | Problem {
  const read = readDefinition(given);
  if (!isProblem(read)) return editableDefinition(read.definition);
  if (read.problem !== "definition.no-questions") return read;
  const parsed = typeof given === "string" ? JSON.parse(given) : given;
  return isRecord(parsed) ? editableDefinition(parsed) : problem("definition.not-a-survey");
}

function changeInPlace(definition: EditableDefinition, edit: Edit): Problem | null {
  switch (edit.edit) {
    case "add-page":
      return addPage(definition, edit);
    case "add-question":
      return addQuestion(definition, edit);
    case "insert":
      return insertElement(definition, edit);
    case "restore":
      return restoreElement(definition, edit);
    case "move":
      return moveAt(definition, edit);
    case "move-to":
      return moveElementTo(definition, edit);
    case "copy":
      return copyAt(definition, edit.at);
    case "delete":
      return deleteAt(definition, edit.at);
    case "rename":
      return renameElement(definition, edit);
    case "words":
      return setWords(definition, edit);
    case "set":
      return setProperty(definition, edit);
    case "item-add":
      return addItem(definition, edit);
    case "item-move":
      return moveItem(definition, edit);
    case "item-remove":
      return removeItem(definition, edit);
    case "scale":
      return setScale(definition, edit);
    case "rule":
      return setRule(definition, edit);
    case "index":
      return setIndexMember(definition, edit);
    case "replace":
      return null;
  }
}
