import { getLocaleStrings, surveyLocalization } from "survey-core";
import "survey-core/i18n/arabic";
import "survey-core/i18n/danish";
import "survey-core/i18n/german";
import "survey-core/i18n/persian";
import "survey-core/i18n/polish";
import "survey-core/i18n/turkish";
import "survey-core/i18n/ukrainian";
import "survey-core/i18n/urdu";
import { respondentLanguageCodes } from "#surveys/respondent-language.ts";
import words from "./survey-core-words.json" with { type: "json" };

/**
 * Gives survey-core our words for what it says by itself: its Danish calls no "Ingen" (none), its Arabic puts the full stop first, its English
 * shows people an expression, and it has no Somali. What is not among them stays as survey-core has it.
 */
export function correctSurveyCoreWords(): void {
  for (const language of respondentLanguageCodes) {
    surveyLocalization.locales[language] ??= {};
    Object.assign(getLocaleStrings(language), words[language]);
  }
}
