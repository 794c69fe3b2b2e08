import type { Editing } from "#app/editor.server.ts";
import { frameOf, notesOn, previewAddress, wordsEdited } from "#app/editor-view.server.ts";
import type { RingvirkContext } from "#app/load-context.ts";
import type { RespondentLanguage } from "#db/schema.ts";
import type { ConditionProperty } from "#surveys/definition/conditions/condition.ts";
import { conditionChoices } from "#surveys/definition/conditions/condition-choices.ts";
import { readCondition } from "#surveys/definition/conditions/read-condition.ts";
import { allElements } from "#surveys/definition/editing/editable-definition.ts";
import { findElement, type Place } from "#surveys/definition/editing/element-place.ts";
import { titleOf } from "#surveys/definition/editing/outline.ts";
import { type QuestionFacts, questionFacts } from "#surveys/definition/editing/question-facts.ts";
import { wordingCoverage } from "#surveys/definition/wording-coverage.ts";
import { boundByItem } from "#surveys/initiative/survey-versions.server.ts";

/** All that the page about one question shows. A question that is gone does not exist (404). */
export async function questionView(
  context: Pick<RingvirkContext, "db">,
  editing: Editing,
  name: string,
  asked: string | null,
) {
  const { definition } = editing.draft;
  const element = findElement(definition, name)?.element;
  if (!element) throw new Response(null, { status: 404 });
  const { language, beside } = wordsEdited(editing, asked);
  const facts = questionFacts(definition, element, language, beside);
  const bound = await boundByItem(context.db, editing.initiative.id, editing.audience);
  return {
    frame: await frameOf(context, editing),
    title: titleOf(element, editing.language),
    facts,
    language,
    languages: missingAt(editing, name, language),
    notes: (await notesOn(context, editing)).filter(({ place }) => place === name),
    conditions: conditionsOf(facts).map((property) =>
      conditionView(editing, { of: "element", name }, property, facts[property]),
    ),
    goals: facts.items.flatMap(({ key }) => bound.get(key) ?? []),
    next: after(editing, name),
    preview: previewAddress({ ...editing, language: editing.language }, name),
  };
}

/** Everything may be shown only if …; what can be required may be so only if …, too. */
function conditionsOf({ switches, requiredIf }: QuestionFacts): ConditionProperty[] {
  const isAsked = requiredIf !== "" || switches.some(({ property }) => property === "isRequired");
  return isAsked ? ["visibleIf", "requiredIf"] : ["visibleIf"];
}

/** The condition of a place for its form, and what it can look at. */
export function conditionView({ draft, language }: Editing, at: Place, property: ConditionProperty, text: string) {
  const condition = text === "" ? { join: "all" as const, lines: [] } : readCondition(text);
  return { property, condition, text, choices: conditionChoices(draft.definition, at, language) };
}

/**
 * The languages that the survey has words in, and the one at hand, with how many of a place's words each lacks. The others are begun in the
 * table of wordings.
 */
export function missingAt(
  { draft }: Editing,
  name: string,
  current: RespondentLanguage,
): Array<{ language: RespondentLanguage; missing: number }> {
  const house = ["da", "en", current];
  return wordingCoverage(draft.definition)
    .filter(({ language, worded }) => worded > 0 || house.includes(language))
    .map(({ language, missing }) => ({ language, missing: missing.filter(({ place }) => place === name).length }));
}

function after({ draft }: Editing, name: string): string | null {
  const names = allElements(draft.definition.pages).map((element) => String(element.name));
  return names[names.indexOf(name) + 1] ?? null;
}
