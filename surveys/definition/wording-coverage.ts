import type { RespondentLanguage } from "#db/schema.ts";
import { respondentLanguageCodes } from "#surveys/respondent-language.ts";
import { type ElementJson, isRecord, type SurveyJson } from "./survey-json.ts";

/** Words that somebody reads, where they stand in a definition, and what they are in each language. */
export interface Wording {
  /** The way to them: `["pages", 0, "elements", 2, "choices", 1, "text"]`. Where only a plain choice stands ("Ja"), the way its text would have. */
  path: Array<string | number>;
  /** The question, panel or page they belong to; "" for the survey. */
  place: string;
  property: string;
  /** Code of the choice, row, column or point they name. */
  value?: string | number | boolean;
  /** By language code as the definition has it; "default" for a plain string, which belongs to `defaultLanguageOf`. Empty words are left out. */
  words: Record<string, string>;
}

/** Properties with words that the reader of a page meets, in every question type; a test compares them with survey-core's. */
export const wordProperties = new Set(
  `title description html text label labelTrue labelFalse minRateDescription maxRateDescription otherText noneText refuseText dontKnowText
  selectAllText commentText commentPlaceholder placeholder otherPlaceholder requiredErrorText otherErrorText minErrorText maxErrorText
  stepErrorText keyDuplicationError altText unit addRowText removeRowText noRowsText totalText confirmDeleteText templateTitle
  templateDescription noEntriesText addPanelText removePanelText prevPanelText nextPanelText navigationTitle navigationDescription
  completedHtml completedBeforeHtml loadingHtml startSurveyText pagePrevText pageNextText completeText previewText editText
  createCustomChoiceText selectToRankEmptyRankedAreaText selectToRankEmptyUnrankedAreaText fileOrPhotoPlaceholder photoPlaceholder
  filePlaceholder placeholderReadOnly templateTabTitle tabTitlePlaceholder cellHint content`.split(/\s+/),
);

const choiceLists = new Set(["choices", "rows", "columns", "rateValues", "rates", "customLabels"]);
const elementLists = new Set(["pages", "elements", "questions", "templateElements", "detailElements"]);
const otherLists = new Set(["items", "validators", "completedHtmlOnCondition"]);

/**
 * Every wording of a definition with its address, in the order of the page. What has no letter in it ("1", "–") needs no translation and is
 * left out; so are the organisations of a roster, which are names, and labels of indexes, which only staff see.
 */
export function wordingsOf(definition: SurveyJson): Wording[] {
  return wordingsIn(definition, [], "").filter(({ words }) => Object.values(words).some((text) => /\p{L}/u.test(text)));
}

function wordingsIn(node: ElementJson, path: Wording["path"], place: string, value?: Wording["value"]): Wording[] {
  return Object.entries(node).flatMap(([property, content]): Wording[] => {
    const way = [...path, property];
    if (wordProperties.has(property)) return [{ path: way, place, property, ...valued(value), words: spoken(content) }];
    if (!Array.isArray(content)) return [];
    if (choiceLists.has(property)) return node.rosterOf && property === "rows" ? [] : choicesIn(content, way, place);
    if (!elementLists.has(property) && !otherLists.has(property)) return [];
    return content.flatMap((child, i) => {
      if (!isRecord(child)) return [];
      const own = elementLists.has(property) && typeof child.name === "string" ? child.name : place;
      return wordingsIn(child as ElementJson, [...way, i], own, property === "items" ? nameOf(child) : undefined);
    });
  });
}

/** Choices, rows, columns: one without a text shows its code. A column of a table of questions has a name, a title and choices of its own. */
function choicesIn(list: unknown[], path: Wording["path"], place: string): Wording[] {
  return list.flatMap((choice, i): Wording[] => {
    const way = [...path, i];
    if (!isRecord(choice)) {
      if (typeof choice !== "string") return [];
      return [{ path: [...way, "text"], place, property: "text", value: choice, words: spoken(choice) }];
    }
    const value = codeOf(choice.value ?? choice.name);
    const inside = wordingsIn(choice as ElementJson, way, place, value);
    if (choice.text !== undefined || choice.title !== undefined || typeof value !== "string") return inside;
    return [{ path: [...way, "text"], place, property: "text", value, words: spoken(value) }, ...inside];
  });
}

/**
 * What words are, whatever moves around them: their place and the way within it, a choice or a row by its code. The same in two versions of a
 * definition for the same words, though they stand elsewhere.
 */
export function wordingAddress({ place, value, path }: Wording): string {
  const from = path.findLastIndex((step, i) => typeof step === "number" && elementLists.has(String(path[i - 1]))) - 1;
  const own = path.slice(Math.max(0, from));
  const named = value === undefined ? -1 : own.findLastIndex((step) => typeof step === "number");
  const way = own.map((step, i) => (i === named ? ["code", value] : i === 1 && from >= 0 ? null : step));
  return JSON.stringify([place, way]);
}

function spoken(content: unknown): Record<string, string> {
  const all = isRecord(content) ? content : { default: content };
  const said = Object.entries(all).filter(([, text]) => typeof text === "string" && text.trim() !== "");
  return Object.fromEntries(said) as Record<string, string>;
}

function codeOf(value: unknown): Wording["value"] {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : undefined;
}

function nameOf({ name }: Record<string, unknown>): Wording["value"] {
  return codeOf(name);
}

function valued(value: Wording["value"]): Pick<Wording, "value"> {
  return value === undefined ? {} : { value };
}

/**
 * The language of plain strings and of "default": what the definition's `locale` says; else English where words in other languages stand
 * beside a default, as SurveyJS has it; else Danish. Null where the locale is none of ours.
 */
export function defaultLanguageOf(
  definition: SurveyJson,
  wordings = wordingsOf(definition),
): RespondentLanguage | null {
  const { locale } = definition;
  if (typeof locale === "string" && locale !== "")
    return respondentLanguageCodes.find((code) => code === locale) ?? null;
  const beside = (code: string) =>
    wordings.some(({ words }) => words.default !== undefined && words[code] !== undefined);
  const isTranslated = wordings.some(({ words }) => words.default !== undefined && Object.keys(words).length > 1);
  return isTranslated && !beside("en") ? "en" : "da";
}

/** How far a survey speaks a language. */
export interface LanguageCoverage {
  language: RespondentLanguage;
  worded: number;
  of: number;
  missing: Wording[];
}

/** For each language, how many of a definition's wordings it has, and which it lacks. */
export function wordingCoverage(
  definition: SurveyJson,
  languages: readonly RespondentLanguage[] = respondentLanguageCodes,
): LanguageCoverage[] {
  const wordings = wordingsOf(definition);
  const ofDefault = defaultLanguageOf(definition, wordings);
  return languages.map((language) => {
    const missing = wordings.filter(({ words }) => !saidIn(words, language, ofDefault));
    return { language, worded: wordings.length - missing.length, of: wordings.length, missing };
  });
}

/** The words of a wording in one language; undefined where they are missing. */
export function saidIn(
  words: Wording["words"],
  language: RespondentLanguage,
  ofDefault: RespondentLanguage | null,
): string | undefined {
  return words[language] ?? (language === ofDefault ? words.default : undefined);
}

/** From here on a few wordings are missing; below, a language is not asked in, for most of the page would be in another (decision 020). */
const mostlyWorded = 0.9;

/** The languages that a survey is offered in: Danish and English always, another where it has nearly all wordings. */
export function offeredLanguages(definition: SurveyJson): RespondentLanguage[] {
  return wordingCoverage(definition)
    .filter(
      ({ language, worded, of }) => language === "da" || language === "en" || (of > 0 && worded >= of * mostlyWorded),
    )
    .map(({ language }) => language);
}
