import { allQuestions, reported } from "#surveys/definition/exchange/imported-survey.ts";
import { normalValue, withPages } from "#surveys/definition/exchange/normal-definition.ts";
import { plainWords } from "#surveys/definition/exchange/plain-words.ts";
import { TransferLog, type TransferReport } from "#surveys/definition/exchange/transfer-report.ts";
import { languagesIn } from "#surveys/definition/exchange/words-by-language.ts";
import { type ElementJson, isRecord, type SurveyJson, visitElements } from "#surveys/definition/survey-json.ts";
import { convertXlsForm, type XlsForm } from "./convert-xlsform.ts";
import { extraColumn } from "./extra-cell.ts";
import { type FormRows, formRows } from "./form-rows.ts";
import type { FormRow } from "./form-words.ts";
import type { RawSheet } from "./sheet.ts";

export interface WrittenForm {
  form: Required<XlsForm>;
  report: TransferReport;
}

/** No cell of a workbook holds more. */
const longestCell = 32_000;

/**
 * Writes a definition as an XLSForm in all its languages. What XLSForm has no column for stands in a column `ringvirk` as JSON, which other
 * programs pass over and our own import reads: it is found by reading the form back and comparing. The report says which that is.
 */
export function writeXlsForm(given: SurveyJson): WrittenForm {
  const definition = withPages(given);
  const main = mainLanguage(definition);
  const rows = formRows(definition);
  const log = new TransferLog();
  const plain = convertXlsForm(sheetsOf(rows, settingsOf(definition, main), main)).definition;
  addExtras(definition, plain, rows, main, log);
  const settings = { ...settingsOf(definition, main), ...extraCell(elementExtra(definition, plain, main), "", log) };
  log.addCarried(allQuestions(definition).map(({ name }) => ({ question: String(name) })));
  return {
    form: sheetsOf(rows, settings, main),
    report: reported("xlsform", [], definition, log.lines),
  };
}

/** The language a form is written in first: the definition's own, else Danish, else the first there is. */
export function mainLanguage(definition: SurveyJson): string {
  const languages = languagesIn(definition);
  const own =
    typeof definition.locale === "string" && languages.includes(definition.locale) ? definition.locale : undefined;
  return own ?? (languages.includes("da") ? "da" : (languages[0] ?? ""));
}

function settingsOf({ title }: SurveyJson, main: string): FormRow {
  const words = typeof title === "string" ? title : isRecord(title) ? String(title[main] ?? title.default ?? "") : "";
  const name = plainWords(words);
  return {
    ...(name === "" ? {} : { form_title: name }),
    form_id:
      name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "_")
        .replace(/^_+|_+$/g, "") || "survey",
    ...(main === "" ? {} : { default_language: languageColumn(main) }),
  };
}

/** Fills the extra cell of every row whose element the other columns do not give back. */
function addExtras(
  definition: SurveyJson,
  plain: SurveyJson,
  { survey, names }: FormRows,
  main: string,
  log: TransferLog,
): void {
  const back = elementsByName(plain);
  const rowOf = new Map(survey.filter(({ name }) => name).map((row) => [row.name, row]));
  for (const element of allElements(definition)) {
    const name = names.ofElement(element);
    const [row, read] = [rowOf.get(name), back.get(name)];
    const place = { question: String(element.name ?? name) };
    if (element.name !== undefined && name !== element.name)
      log.add("name-changed", place, `${element.name} → ${name}`);
    if (!row) continue;
    if (row.type === "begin_group" && element.type === "matrix") log.add("matrix-as-group", place);
    Object.assign(row, extraCell(elementExtra(element, read ?? {}, main), place.question, log));
  }
}

const structure = new Set(["name", "elements", "questions", "templateElements", "pages"]);

/** What has to be added to, or (null) taken from, the element as it is read back. */
function elementExtra(
  wanted: Record<string, unknown>,
  read: Record<string, unknown>,
  main: string,
): Record<string, unknown> {
  const extra: Record<string, unknown> = {};
  for (const property of new Set([...Object.keys(wanted), ...Object.keys(read)])) {
    if (structure.has(property)) continue;
    const [one, other] = [wanted, read].map((element) =>
      JSON.stringify(normalValue(property, element[property], main)),
    );
    if (one !== other) extra[property] = wanted[property] ?? null;
  }
  return extra;
}

function extraCell(extra: Record<string, unknown>, question: string, log: TransferLog): FormRow {
  const properties = Object.keys(extra).filter((property) => extra[property] !== null);
  const place = question === "" ? {} : { question };
  const written = JSON.stringify(extra);
  if (written.length > longestCell) {
    log.add("setting-left", place, properties.join(", "));
    return {};
  }
  if (properties.length > 0) log.add("only-for-ringvirk", place, properties.join(", "));
  return written === "{}" ? {} : { [extraColumn]: written };
}

function allElements(definition: SurveyJson): ElementJson[] {
  const found: ElementJson[] = [];
  visitElements(definition, (element) => found.push(element));
  return [...new Set([...found, ...allQuestions(definition)])];
}

function elementsByName(definition: SurveyJson): Map<string, ElementJson> {
  return new Map(allElements(definition).map((element) => [String(element.name), element]));
}

function sheetsOf({ survey, choices }: FormRows, settings: FormRow, main: string): Required<XlsForm> {
  return {
    survey: sheetOf("survey", ["type", "name"], survey, main),
    choices: sheetOf("choices", ["list_name", "name"], choices, main),
    settings: sheetOf("settings", ["form_title", "form_id"], [settings], main),
  };
}

/** Columns in the order they are first met, words in the main language before others, the extra column last. */
function sheetOf(file: string, first: string[], rows: FormRow[], main: string): RawSheet {
  const met = [...new Set([...first, ...rows.flatMap((row) => Object.keys(row))])];
  const rank = (column: string) =>
    [column === extraColumn, !column.endsWith(`::${main}`), met.indexOf(column)].map(Number);
  const columns = [
    ...first,
    ...grouped(
      met.filter((column) => !first.includes(column)),
      rank,
    ),
  ];
  const header = columns.map((column) => column.replace(/::(.+)$/, (_, language) => `::${languageColumn(language)}`));
  const cells = rows.map((row) => columns.map((column) => row[column] ?? ""));
  return { file, rows: [header, ...cells].map((line, place) => ({ row: place + 1, cells: line })) };
}

/** The languages of one column stand side by side. */
function grouped(columns: string[], rank: (column: string) => number[]): string[] {
  const families = Map.groupBy(columns, (column) => column.split("::")[0] as string);
  const sorted = [...families.values()].map((family) => family.sort((one, other) => compare(rank(one), rank(other))));
  return sorted
    .sort((one, other) => compare(rank(one[0] as string).slice(0, 1), rank(other[0] as string).slice(0, 1)))
    .flat();
}

function compare(one: number[], other: number[]): number {
  const place = one.findIndex((number, index) => number !== other[index]);
  return place < 0 ? 0 : (one[place] as number) - (other[place] as number);
}

/** "Dansk (da)" */
function languageColumn(code: string): string {
  const name = new Intl.DisplayNames([code], { type: "language" }).of(code) ?? code;
  return `${name.charAt(0).toUpperCase()}${name.slice(1).replace(/\s*\(.*\)$/, "")} (${code})`;
}
