import { placeText, transferGroups } from "#app/exchange-report-text.ts";
import type { ImportedSurvey, SurveyFile } from "#surveys/definition/exchange/imported-survey.ts";
import { readSurveyFiles } from "#surveys/definition/exchange/read-survey-files.server.ts";
import { outcomeCounts } from "#surveys/definition/exchange/transfer-report.ts";
import { isProblem, type Problem } from "#surveys/problem.ts";
import type { Say } from "#surveys/texts.ts";
import { readInputFile } from "./input-file.ts";

/** The survey in the files of `--file`. Refused as `readInputFile` and `readSurveyFiles`. */
export async function readGivenSurvey(paths: string[]): Promise<ImportedSurvey | Problem> {
  const files: SurveyFile[] = [];
  for (const path of paths) {
    const file = readInputFile(path);
    if (isProblem(file)) return file;
    files.push({ name: file.name, content: file.content });
  }
  return readSurveyFiles(files);
}

/** The report on a survey as plain text: the counts, then each thing that was said with where. */
export function surveyReportText({ report, languages }: ImportedSurvey, say: Say): string {
  const counts = outcomeCounts(report);
  const facts = (["pages", "questions", "choices", "conditions"] as const).map(
    (what) => `${say(`exchange:count.${what}`)}: ${report.counts[what]}`,
  );
  const lines = transferGroups(report, say).flatMap(({ outcome, groups }) => [
    "",
    `${say(`exchange:outcome.${outcome}`)} (${counts[outcome]})`,
    ...groups.flatMap(({ what, lines: told }) => [
      `  ${what}`,
      ...told.map((line) => `    ${placeText(line, say)}${line.detail ? `: ${line.detail}` : ""}`),
    ]),
  ]);
  const format = `${say("exchange:count.format")}: ${say(`exchange:format.${report.format}`)}`;
  const spoken = `${say("exchange:count.languages")}: ${languages.join(", ") || say("exchange:count.language-unsaid")}`;
  return [format, ...facts, spoken, ...lines].join("\n");
}
