import { longestDefinition } from "#surveys/definition/editing/apply-edit.ts";
import { readDefinition } from "#surveys/definition/read-definition.ts";
import type { SurveyJson } from "#surveys/definition/survey-json.ts";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import { allQuestions, type ImportedSurvey } from "./imported-survey.ts";
import { convertLimeSurvey } from "./limesurvey/convert-limesurvey.ts";
import { readLss } from "./limesurvey/lss-document.ts";
import { measuredLines } from "./measured-lines.ts";
import { mergeLanguages } from "./merge-languages.ts";
import { type RecognisedFile, recogniseText, type SheetName, sheetByHeader } from "./recognise-file.ts";
import { takeSurveyJs } from "./surveyjs-file.ts";
import { TransferLog } from "./transfer-report.ts";
import { languagesIn } from "./words-by-language.ts";
import { convertXlsForm, type XlsForm } from "./xlsform/convert-xlsform.ts";
import type { RawSheet } from "./xlsform/sheet.ts";

/** A file whose bytes were read: text, or the sheets of a workbook (null where it cannot be opened). */
export type OpenedFile =
  | { name: string; text: string }
  | { name: string; sheets: OpenedSheets | null }
  | { name: string; refused: "old-workbook" | "unknown" };

type OpenedSheets = Array<{ sheet: string; rows: RawSheet["rows"] }>;

/**
 * Makes one survey of the files of one upload: a SurveyJS definition; an XLSForm as a workbook or as its sheets; one LimeSurvey file, or
 * several that are the same survey in other languages.
 * Refused: "exchange.unknown-format", "exchange.old-workbook", "exchange.qualtrics", "exchange.damaged-workbook",
 * "exchange.damaged-limesurvey", "exchange.no-survey-sheet", "exchange.sheet-twice", "exchange.mixed-files", "exchange.files-differ",
 * "exchange.too-large"; what `readDefinition` refuses.
 */
export function readOpenedFiles(files: OpenedFile[]): ImportedSurvey | Problem {
  const parts = files.map(partOf);
  const refused = parts.find(isProblem);
  if (refused) return refused;
  const read = joined(parts as SurveyPart[]);
  return isProblem(read) ? read : checked(read);
}

type SurveyPart =
  | { is: "survey"; survey: ImportedSurvey; file: string; merges: boolean }
  | { is: "sheets"; form: Partial<XlsForm>; file: string };

function partOf(file: OpenedFile): SurveyPart | Problem {
  if ("refused" in file)
    return problem(file.refused === "unknown" ? "exchange.unknown-format" : "exchange.old-workbook", {
      file: file.name,
    });
  return "sheets" in file ? workbookPart(file.name, file.sheets) : textPart(file.name, recogniseText(file.text));
}

function workbookPart(name: string, sheets: OpenedSheets | null): SurveyPart | Problem {
  if (!sheets) return problem("exchange.damaged-workbook", { file: name });
  const form: Partial<XlsForm> = {};
  for (const { sheet, rows } of sheets) {
    const title = sheet.trim().toLowerCase();
    const isNamed = title === "survey" || title === "choices" || title === "settings";
    const which = isNamed ? (title as SheetName) : sheetByHeader(rows[0]?.cells ?? []);
    if (which && (isNamed || !form[which])) form[which] = { file: sheet, rows };
  }
  return form.survey ? { is: "sheets", form, file: name } : problem("exchange.no-survey-sheet", { file: name });
}

function textPart(name: string, file: RecognisedFile): SurveyPart | Problem {
  switch (file.is) {
    case "surveyjs":
      return { is: "survey", survey: takeSurveyJs(file.definition as SurveyJson, name), file: name, merges: false };
    case "limesurvey": {
      const document = readLss(file.text);
      if (!document) return problem("exchange.damaged-limesurvey", { file: name });
      return { is: "survey", survey: convertLimeSurvey(document, name), file: name, merges: true };
    }
    case "sheet":
      return { is: "sheets", form: { [file.sheet]: { file: name, rows: file.rows } }, file: name };
    case "qualtrics":
      return problem("exchange.qualtrics", { file: name });
    default:
      return problem("exchange.unknown-format", { file: name });
  }
}

function joined(parts: SurveyPart[]): ImportedSurvey | Problem {
  const sheets = parts.filter((part) => part.is === "sheets");
  const surveys = parts.filter((part) => part.is === "survey");
  if (sheets.length > 0 && surveys.length > 0) return problem("exchange.mixed-files");
  if (sheets.length > 0) return joinedSheets(sheets);
  const [first, ...others] = surveys;
  if (!first) return problem("upload.empty");
  if (others.some(({ merges }) => !merges) || (others.length > 0 && !first.merges))
    return problem("exchange.mixed-files");
  return others.reduce<ImportedSurvey | Problem>(
    (merged, next) => (isProblem(merged) ? merged : mergedWith(merged, next.survey)),
    first.survey,
  );
}

function joinedSheets(parts: Array<SurveyPart & { is: "sheets" }>): ImportedSurvey | Problem {
  const form: Partial<XlsForm> = {};
  for (const part of parts) {
    for (const [name, sheet] of Object.entries(part.form) as Array<[SheetName, RawSheet]>) {
      if (form[name]) return problem("exchange.sheet-twice", { sheet: name });
      form[name] = sheet;
    }
  }
  const { survey } = form;
  if (!survey) return problem("exchange.no-survey-sheet", { file: parts.map(({ file }) => file).join(", ") });
  const imported = convertXlsForm({ ...form, survey });
  return { ...imported, report: { ...imported.report, files: parts.map(({ file }) => file) } };
}

const shownNames = 6;

function mergedWith(one: ImportedSurvey, other: ImportedSurvey): ImportedSurvey | Problem {
  const merged = mergeLanguages(one.definition, other.definition);
  const files = [...one.report.files, ...other.report.files];
  if ("differing" in merged) {
    const names = merged.differing.slice(0, shownNames).join(", ");
    const more = merged.differing.length - shownNames;
    return problem("exchange.files-differ", {
      files: files.join(", "),
      names: more > 0 ? `${names} … (+${more})` : names,
    });
  }
  const log = new TransferLog();
  for (const { code, detail, ...place } of [...one.report.lines, ...other.report.lines]) log.add(code, place, detail);
  log.add("merged-languages", {}, files.join(", "));
  const counts = { ...one.report.counts, languages: languagesIn(merged.definition).length };
  return { ...one, definition: merged.definition, report: { ...one.report, files, counts, lines: log.lines } };
}

/** Larger than any survey that people answer; a coordinator's "yes" and every answer would hold the server. */
export const surveyLimits = { questions: 1000, choices: 10_000, megabytes: longestDefinition / 1_000_000 };

function isTooLarge({ definition, report }: ImportedSurvey): boolean {
  const { questions, choices } = report.counts;
  const isTooMuch = questions > surveyLimits.questions || choices > surveyLimits.choices;
  return isTooMuch || JSON.stringify(definition).length > longestDefinition;
}

/** The survey as the product reads it, with what its codebook says added to the report. */
function checked(imported: ImportedSurvey): ImportedSurvey | Problem {
  if (isTooLarge(imported)) return problem("exchange.too-large", surveyLimits);
  const read = readDefinition(imported.definition);
  if (isProblem(read)) return read;
  const told = [...imported.report.lines, ...measuredLines(read, imported.report.format)];
  const lines = imported.report.format === "surveyjs" ? withCarried(told, read.definition) : told;
  return {
    ...imported,
    definition: read.definition,
    languages: languagesIn(read.definition),
    report: { ...imported.report, lines },
  };
}

function withCarried(lines: ImportedSurvey["report"]["lines"], definition: SurveyJson) {
  const log = new TransferLog();
  for (const { code, detail, ...place } of lines) log.add(code, place, detail);
  log.addCarried(allQuestions(definition).map(({ name }) => ({ question: String(name) })));
  return log.lines;
}
