import { isRecord, type SurveyJson } from "#surveys/definition/survey-json.ts";
import { type ImportedSurvey, reported } from "./imported-survey.ts";
import { TransferLog } from "./transfer-report.ts";
import { languagesIn } from "./words-by-language.ts";

/** A SurveyJS definition is taken as it stands. What is not measured or not followed is told later, from its codebook. */
export function takeSurveyJs(definition: SurveyJson, file: string): ImportedSurvey {
  const log = new TransferLog();
  const { title } = definition;
  const words =
    typeof title === "string" ? title : isRecord(title) ? (title.da ?? title.default ?? Object.values(title)[0]) : "";
  const report = reported("surveyjs", [file], definition, log.lines);
  return { title: typeof words === "string" ? words : "", definition, languages: languagesIn(definition), report };
}
