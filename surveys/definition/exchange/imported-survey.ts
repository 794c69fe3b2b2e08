import { type ElementJson, isRecord, type SurveyJson } from "#surveys/definition/survey-json.ts";
import type { SurveyFormat, TransferLine, TransferReport } from "./transfer-report.ts";
import { languagesIn } from "./words-by-language.ts";

/** A survey that came from elsewhere: a SurveyJS definition, and what became of each thing in the file. */
export interface ImportedSurvey {
  title: string;
  definition: SurveyJson;
  languages: string[];
  report: TransferReport;
}

/** A file as it was uploaded. */
export interface SurveyFile {
  name: string;
  content: Buffer;
}

/** Counts what a definition holds, templates of repeats included, and puts the report together. */
export function reported(
  format: SurveyFormat,
  files: string[],
  definition: SurveyJson,
  lines: TransferLine[],
): TransferReport {
  const counts = { pages: 0, questions: 0, choices: 0, conditions: 0, languages: languagesIn(definition).length };
  count(definition, "", counts);
  return { format, files, counts, lines };
}

const questionLists = ["elements", "questions", "templateElements"];
const choiceLists = ["choices", "rateValues"];
const conditions = ["visibleIf", "requiredIf", "enableIf", "choicesVisibleIf", "rowsVisibleIf"];

function count(node: unknown, list: string, counts: TransferReport["counts"]): void {
  if (Array.isArray(node)) for (const child of node) count(child, list, counts);
  if (!isRecord(node)) return;
  const isPanel = node.type === "panel";
  if (list === "pages") counts.pages += 1;
  if (questionLists.includes(list) && !isPanel) counts.questions += 1;
  for (const [property, value] of Object.entries(node)) {
    if (choiceLists.includes(property) && Array.isArray(value)) counts.choices += value.length;
    if (conditions.includes(property) && typeof value === "string" && value !== "") counts.conditions += 1;
    count(value, property, counts);
  }
}

/** Every question of a definition, those of repeats too. */
export function allQuestions(node: unknown, found: ElementJson[] = []): ElementJson[] {
  if (!isRecord(node)) return found;
  for (const list of ["pages", ...questionLists]) {
    const children = node[list];
    if (!Array.isArray(children)) continue;
    for (const child of children.filter(isRecord)) {
      if (list !== "pages" && child.type !== "panel") found.push(child);
      allQuestions(child, found);
    }
  }
  return found;
}
