import type { ReadDefinition } from "#surveys/definition/read-definition.ts";
import { isRecord } from "#surveys/definition/survey-json.ts";
import { allQuestions } from "./imported-survey.ts";
import { type SurveyFormat, type TransferLine, TransferLog } from "./transfer-report.ts";

/** What the codebook of an imported survey says: what is not measured or not followed, and whose good end nobody has stated. */
export function measuredLines({ definition, codebook }: ReadDefinition, format: SurveyFormat): TransferLine[] {
  const log = new TransferLog();
  for (const { question, type, reason } of codebook.unmeasured) {
    if (reason !== "display-only") log.add("not-measured", { question }, type);
  }
  // What our own conversion wrote was named when it was written.
  const unfollowed = format === "surveyjs" ? (codebook.unfollowed ?? []) : [];
  for (const { place, property } of unfollowed)
    log.add("not-followed", place === "" ? {} : { question: place }, property);
  for (const item of codebook.items) {
    if (item.kind === "scale" && item.good === null) log.add("direction-unsaid", { question: item.source.question });
  }
  for (const question of allQuestions(definition)) tellCodes(question, log);
  return log.lines;
}

const singleChoice = ["radiogroup", "dropdown", "buttongroup"];
const fewestSteps = 3;

/** A single choice of three answers or more may be a scale; nobody can tell but who wrote it. */
function tellCodes(question: Record<string, unknown>, log: TransferLog): void {
  const { type, name, choices, goodDirection } = question;
  if (!singleChoice.includes(String(type)) || !Array.isArray(choices) || choices.length < fewestSteps || goodDirection)
    return;
  const codes = choices.map((choice) => (isRecord(choice) ? choice.value : choice));
  const isNumber = (code: unknown) => typeof code === "number" || /^-?\d+(\.\d+)?$/.test(String(code));
  log.add(codes.every(isNumber) ? "direction-unsaid" : "codes-not-numbers", { question: String(name) });
}
