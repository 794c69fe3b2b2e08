import type { RespondentLanguage } from "#db/schema.ts";
import { wordingCoverage } from "#surveys/definition/wording-coverage.ts";
import type { EditableDefinition } from "./editable-definition.ts";

/**
 * In which of the survey's languages a question or page has words missing, by its name. A language counts as the survey's own where it has
 * at least half of all words: a single word in another one does not make the rest a gap.
 */
export function missingLanguagesOf(definition: EditableDefinition): Map<string, RespondentLanguage[]> {
  const missing = new Map<string, RespondentLanguage[]>();
  for (const { language, worded, of, missing: gaps } of wordingCoverage(definition)) {
    if (worded * 2 < of) continue;
    for (const place of new Set(gaps.map((gap) => gap.place))) {
      missing.set(place, [...(missing.get(place) ?? []), language]);
    }
  }
  return missing;
}
