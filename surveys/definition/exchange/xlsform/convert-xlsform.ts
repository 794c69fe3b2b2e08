import { type ImportedSurvey, reported } from "#surveys/definition/exchange/imported-survey.ts";
import { plainWords } from "#surveys/definition/exchange/plain-words.ts";
import { QuestionNames } from "#surveys/definition/exchange/question-names.ts";
import { TransferLog, type TransferPlace } from "#surveys/definition/exchange/transfer-report.ts";
import { languageCode } from "#surveys/definition/exchange/words-by-language.ts";
import type { KnownAnswer } from "#surveys/definition/exchange/write-condition.ts";
import type { ElementJson, SurveyJson } from "#surveys/definition/survey-json.ts";
import { choiceLists } from "./choice-lists.ts";
import { parsedExtra, withExtra } from "./extra-cell.ts";
import { FormTree } from "./form-tree.ts";
import { type NamedRow, namedRows } from "./named-rows.ts";
import { translated } from "./row-conditions.ts";
import { type FormContext, rowQuestion } from "./row-question.ts";
import { placeOf, type RawSheet, readSheet, type Sheet, type SheetRow } from "./sheet.ts";

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
  const settings = form.settings ? (readSheet(form.settings).rows[0] ?? null) : null;
  const main = languageCode(settings?.cell("default_language") ?? "") ?? survey.languages[0] ?? "";
  for (const sheet of [survey, choices]) if (sheet) tellColumns(sheet, log);
  const names = new QuestionNames();
  const rows = namedRows(survey.rows, names, log);
  const lists = choiceLists(choices, main, log);
  const context = { main, lists, choiceColumns: choices?.columns ?? [], log };
  const { pages, carried } = pagesOf(rows, context);
  const title = plainWords(settings?.cell("form_title") ?? "");
  const definition = withExtra(
    {
      ...(title === "" ? {} : { title }),
      ...(main === "" ? {} : { locale: main }),
      clearInvisibleValues: "onHidden",
      pages,
      ...calculatedValues(rows, context),
    } as SurveyJson,
    settings ? parsedExtra(settings) : {},
  );
  if (settings) tellSettings(settings, log);
  log.addCarried(carried);
  const files = [form.survey, form.choices, form.settings].flatMap((sheet) => sheet?.file ?? []);
  const report = reported("xlsform", [...new Set(files)], definition, log.lines);
  return { title, definition, languages: [], report };
}

function pagesOf(
  rows: NamedRow[],
  context: Omit<FormContext, "known">,
): { pages: ElementJson[]; carried: TransferPlace[] } {
  const tree = new FormTree(context.log);
  const carried: TransferPlace[] = [];
  for (const named of rows) {
    const form = { ...context, known: knownFrom(rows, named.repeat) };
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

/** What the names of a form stand for, seen from inside a repeat ("" from outside any). */
function knownFrom(rows: NamedRow[], repeat: string): (name: string) => KnownAnswer | undefined {
  return (wanted) => {
    const found = rows.find(({ written, holds }) => written === wanted && holds !== undefined);
    if (!found?.holds) return undefined;
    if (found.repeat !== "")
      return found.repeat === repeat ? { path: `panel.${found.name}`, holds: found.holds } : undefined;
    return { path: found.path, holds: found.holds };
  };
}

function calculatedValues(rows: NamedRow[], { log }: Pick<FormContext, "log">): { calculatedValues?: object[] } {
  const values = rows.flatMap(({ row, type, name, repeat }) => {
    const written = row.cell("calculation");
    if (type.is !== "calculate") return [];
    const place = { file: row.file, row: row.row, question: name };
    if (written === "") {
      log.add("calculation-missing", place);
      return [];
    }
    const expression = translated(written, place, knownFrom(rows, repeat), log, "calculation-unreadable");
    return expression === undefined ? [] : [{ name, expression }];
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

const readSettings = ["form_title", "default_language", "form_id", "id_string", "version", "ringvirk"];

function tellSettings(row: SheetRow, log: TransferLog): void {
  for (const name of [
    "style",
    "instance_name",
    "submission_url",
    "public_key",
    "auto_send",
    "auto_delete",
    "allow_choice_duplicates",
  ]) {
    const value = row.cell(name);
    if (value !== "" && !readSettings.includes(name))
      log.add("setting-left", { file: row.file, row: row.row }, `${name}: ${value}`);
  }
}
