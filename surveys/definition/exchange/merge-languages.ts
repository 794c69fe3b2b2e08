import { isRecord, type SurveyJson } from "#surveys/definition/survey-json.ts";
import { allQuestions } from "./imported-survey.ts";
import { isWords } from "./words-by-language.ts";

/**
 * Puts definitions of one survey in several languages together. They must ask the same under the same names and codes; only words may
 * differ. Of words that both have in one language, the first's count.
 *
 * @returns the merged definition, or the names of questions in which the two differ.
 */
export function mergeLanguages(
  one: SurveyJson,
  other: SurveyJson,
): { definition: SurveyJson } | { differing: string[] } {
  const differing = differingQuestions(one, other);
  if (differing.length > 0) return { differing };
  const { locale: _first, ...rest } = one;
  const { locale: _second, ...others } = other;
  const merged = merge(rest, others);
  return merged === undefined ? { differing: [] } : { definition: { ...one, ...(merged as SurveyJson) } };
}

function differingQuestions(one: SurveyJson, other: SurveyJson): string[] {
  const [mine, theirs] = [one, other].map(
    (definition) => new Map(allQuestions(definition).map((question) => [String(question.name), question])),
  );
  if (!mine || !theirs) return [];
  const names = [...new Set([...mine.keys(), ...theirs.keys()])];
  return names.filter(
    (name) => !mine.has(name) || !theirs.has(name) || merge(mine.get(name), theirs.get(name)) === undefined,
  );
}

/** Both, with the words of both; undefined where anything but words differs. */
function merge(one: unknown, other: unknown): unknown {
  if (isWords(one) && isWords(other)) return { ...other, ...one };
  if (Array.isArray(one) && Array.isArray(other)) {
    if (one.length !== other.length) return undefined;
    const merged = one.map((entry, place) => merge(entry, other[place]));
    return merged.includes(undefined) ? undefined : merged;
  }
  if (isRecord(one) && isRecord(other)) return mergeRecords(one, other);
  return one === other ? one : undefined;
}

function mergeRecords(one: Record<string, unknown>, other: Record<string, unknown>): unknown {
  const merged: Record<string, unknown> = {};
  for (const property of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const [mine, theirs] = [one[property], other[property]];
    if (mine === undefined || theirs === undefined) {
      // Words that one of them leaves out are a missing translation, no other survey.
      if (!isWords(mine ?? theirs)) return undefined;
      merged[property] = mine ?? theirs;
      continue;
    }
    merged[property] = merge(mine, theirs);
    if (merged[property] === undefined) return undefined;
  }
  return merged;
}
