import { type ImportedSurvey, reported } from "#surveys/definition/exchange/imported-survey.ts";
import { plainWords } from "#surveys/definition/exchange/plain-words.ts";
import { QuestionNames } from "#surveys/definition/exchange/question-names.ts";
import { TransferLog, type TransferPlace } from "#surveys/definition/exchange/transfer-report.ts";
import { languageCode } from "#surveys/definition/exchange/words-by-language.ts";
import type { ElementJson, SurveyJson } from "#surveys/definition/survey-json.ts";
import { choiceLists } from "./choice-lists.ts";
import { parsedExtra, withExtra } from "./extra-cell.ts";
import { FormTree } from "./form-tree.ts";
import { type NamedRow, namedRows } from "./named-rows.ts";
import { type KnownNames, translated } from "./row-conditions.ts";
import { type FormContext, rowQuestion } from "./row-question.ts";
import { placeOf, type RawSheet, readSheet, type Sheet } from "./sheet.ts";

/** The sheets of a form; only the survey is needed. */
export interface XlsForm {
  survey: RawSheet;
  choices?: RawSheet;
  settings?: RawSheet;
}

/**
 * Makes a SurveyJS definition of an XLSForm (https://xlsform.org, read 2026-11). Groups on the outside become pages, groups within them
 * panels, repeats dynamic panels; questions that stand in no group share a page. What cannot be carried is named with its row.
 */
export function convertXlsForm(form: XlsForm): ImportedSurvey {
  const log = new TransferLog();
  const survey = readSheet(form.survey);
  const choices = form.choices ? readSheet(form.choices) : null;
  const settingsSheet = form.settings ? readSheet(form.settings) : null;
  const settings = settingsSheet?.rows[0] ?? null;
  const main = languageCode(settings?.cell("default_language") ?? "") ?? survey.languages[0] ?? "";
  for (const sheet of [survey, choices]) if (sheet) tellColumns(sheet, log);
  const names = new QuestionNames();
  const rows = namedRows(survey.rows, names, log);
  const lists = choiceLists(choices, main, log);
  const answers = answersByName(rows);
  const calculated = calculatedValues(rows, answers, log);
  const context = { main, lists, choiceColumns: choices?.columns ?? [], log };
  const { pages, carried } = pagesOf(rows, answers, context);
  const title = plainWords(settings?.cell("form_title") ?? "");
  const definition = withExtra(
    {
      ...(title === "" ? {} : { title }),
      ...(main === "" ? {} : { locale: main }),
      clearInvisibleValues: "onHidden",
      pages,
      ...calculated,
    } as SurveyJson,
    settings ? parsedExtra(settings) : {},
  );
  if (settingsSheet) tellSettings(settingsSheet, log);
  log.addCarried(carried);
  const files = [form.survey, form.choices, form.settings].flatMap((sheet) => sheet?.file ?? []);
  const report = reported("xlsform", [...new Set(files)], definition, log.lines);
  return { title, definition, languages: [], report };
}

function pagesOf(
  rows: NamedRow[],
  answers: Answers,
  context: Omit<FormContext, "known">,
): { pages: ElementJson[]; carried: TransferPlace[] } {
  const tree = new FormTree(context.log);
  const carried: TransferPlace[] = [];
  for (const named of rows) {
    const form = { ...context, known: knownFrom(answers, named.repeat) };
    const { row, type, name } = named;
    if (type.is === "begin-group" || type.is === "begin-repeat") tree.open(named, form);
    else if (type.is === "end-group" || type.is === "end-repeat") tree.close(row);
    else if (type.is !== "calculate") {
      const question = rowQuestion(row, type, name, form);
      if (!question) continue;
      tree.add(question);
      carried.push(placeOf(row, name));
    }
  }
  return { pages: tree.end(), carried };
}

type Answers = Map<string, NamedRow>;

/** What can be read, by the name it has in the file; of two with one name, the first. */
function answersByName(rows: NamedRow[]): Answers {
  return new Map(
    rows
      .filter(({ holds }) => holds !== undefined)
      .toReversed()
      .map((row) => [row.written, row]),
  );
}

/** What the names of a form stand for, seen from inside a repeat ("" from outside any). */
function knownFrom(answers: Answers, repeat: string): KnownNames {
  return (wanted) => {
    const found = answers.get(wanted);
    if (!found?.holds || (found.repeat !== "" && found.repeat !== repeat)) return undefined;
    return { path: found.repeat === "" ? found.path : `panel.${found.name}`, holds: found.holds };
  };
}

/**
 * The calculations that can be said in SurveyJS. Those that cannot are taken out of `answers`, and so are those that read them: a condition
 * on something that never gets its value would hide its question from everybody.
 */
function calculatedValues(rows: NamedRow[], answers: Answers, log: TransferLog): { calculatedValues?: object[] } {
  const calculations = rows.filter(({ type }) => type.is === "calculate");
  const known = knownFrom(answers, "");
  const said = ({ row, name }: NamedRow, told: TransferLog) =>
    translated(row.cell("calculation"), placeOf(row, name), known, told, "calculation-unreadable");
  const written = calculations.filter(({ row, name }) => {
    const isWritten = row.cell("calculation") !== "";
    if (!isWritten) log.add("calculation-missing", placeOf(row, name));
    return isWritten;
  });
  for (let before = -1; before !== answers.size; ) {
    before = answers.size;
    for (const one of written)
      if (answers.get(one.written) === one && said(one, new TransferLog()) === undefined) answers.delete(one.written);
  }
  const values = written.flatMap((one) => {
    const expression = said(one, log);
    return expression === undefined ? [] : [{ name: one.name, expression }];
  });
  return values.length > 0 ? { calculatedValues: values } : {};
}

const readColumns = new Set([
  ...["type", "name", "label", "hint", "required", "required_message", "relevant", "constraint", "constraint_message"],
  ...["calculation", "default", "choice_filter", "appearance", "readonly", "parameters", "list_name", "ringvirk"],
]);

/** Columns with something in them that are not read. Those of the choices sheet are there for filters. */
function tellColumns(sheet: Sheet, log: TransferLog): void {
  for (const name of sheet.unknownLanguages) log.add("language-unknown", { file: sheet.file }, name);
  const isChoices = sheet.columns.includes("list_name");
  for (const column of sheet.columns) {
    if (readColumns.has(column) || column === "") continue;
    const filled = sheet.rows.find((row) => [...row.words(column).values()].some(Boolean));
    if (!filled) continue;
    const isMedia = column.startsWith("media::") || ["image", "audio", "video", "big_image"].includes(column);
    if (isMedia) log.add("media-left", { file: sheet.file, row: filled.row }, column);
    else if (!isChoices) log.add("column-unknown", { file: sheet.file, row: filled.row }, column);
  }
}

const readSettings = new Set(["form_title", "default_language", "form_id", "id_string", "version", "ringvirk"]);

function tellSettings({ rows: [row], columns }: Sheet, log: TransferLog): void {
  if (!row) return;
  for (const name of columns) {
    const value = [...row.words(name).values()].find(Boolean);
    if (value && !readSettings.has(name)) log.add("setting-left", placeOf(row), `${name}: ${value}`);
  }
}
