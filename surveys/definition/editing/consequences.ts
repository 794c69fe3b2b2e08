import type { LanguageCode } from "#db/schema.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { answerNames, placesSpeakingOf } from "#surveys/definition/conditions/speaks-of.ts";
import { localizedWords } from "#surveys/definition/localized-words.ts";
import { isProblem } from "#surveys/problem.ts";
import { allElements, type EditableDefinition } from "./editable-definition.ts";
import { holderAt, type Place } from "./element-place.ts";
import { indexesIn, membersOf } from "./index-members.ts";
import { titleOf } from "./outline.ts";
import { readDraft } from "./read-draft.ts";

/** What else would change if a place were deleted: told before it is. */
export interface Consequences {
  /** Titles of questions and pages whose condition or text speaks of an answer that would be gone. */
  spokenOfBy: string[];
  /** Titles of goals and expectations that are read from it. */
  bound: string[];
  /** Names of indexes that it is part of. */
  indexes: string[];
  /** It is asked in the baseline: its trend would end. */
  trend: boolean;
}

export function hasConsequences({ spokenOfBy, bound, indexes, trend }: Consequences): boolean {
  return trend || spokenOfBy.length + bound.length + indexes.length > 0;
}

/**
 * @param bound goals and expectations by item key.
 * @param baseline what the first wave asked; null before there is one.
 */
export function consequencesOfDeleting(
  definition: EditableDefinition,
  at: Place,
  { bound, baseline, language }: { bound: Map<string, string[]>; baseline: Codebook | null; language: LanguageCode },
): Consequences {
  const holder = holderAt(definition, at);
  if (!holder || at.of === "survey") return { spokenOfBy: [], bound: [], indexes: [], trend: false };
  const going = [...(at.of === "page" ? [] : [holder]), ...allElements([holder])];
  const goingNames = new Set(going.map(({ name }) => name));
  const byAnswer = itemKeysByAnswer(definition);
  const keys = new Set(going.flatMap(answerNames).flatMap((name) => byAnswer.get(name) ?? []));
  const places = going.flatMap(answerNames).flatMap((name) => placesSpeakingOf(definition, name));
  const speaking = places.filter(({ name }) => !goingNames.has(name) && !(at.of === "page" && name === at.name));
  const indexes = indexesIn(definition).filter((index) => membersOf(index).some((key) => keys.has(key)));
  return {
    spokenOfBy: [...new Set(speaking.map(({ name }) => placeTitle(definition, name, language)))],
    bound: [...keys].flatMap((key) => bound.get(key) ?? []),
    indexes: indexes.map(({ key, label }) => localizedWords(label, String(key))[language]),
    trend: baseline?.items.some(({ key }) => keys.has(key)) ?? false,
  };
}

/** The keys of the items that each answer gives, by the answer's name. */
export function itemKeysByAnswer(definition: EditableDefinition): Map<string, string[]> {
  const read = readDraft(definition);
  const byAnswer = new Map<string, string[]>();
  if (isProblem(read)) return byAnswer;
  for (const { key, source } of read.codebook.items) {
    byAnswer.set(source.question, [...(byAnswer.get(source.question) ?? []), key]);
  }
  return byAnswer;
}

function placeTitle(definition: EditableDefinition, name: string, language: LanguageCode): string {
  const page = definition.pages.find((one) => one.name === name);
  const element = allElements(definition.pages).find((one) => one.name === name) ?? page;
  return element ? titleOf(element, language) : name;
}
