import type { SurveyJson } from "#surveys/definition/survey-json.ts";
import { type PaperSettings, paperQuestionnaire } from "./paper/paper-questionnaire.ts";
import { questionnairePdf } from "./paper/questionnaire-pdf.server.ts";
import { transferCodes } from "./transfer-report.ts";
import { writeXlsForm } from "./xlsform/write-xlsform.ts";
import { xlsFormWorkbook } from "./xlsform/xlsform-workbook.server.ts";

export const exportFormats = ["surveyjs", "xlsform", "paper"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportedSurvey {
  bytes: Buffer;
  mediaType: string;
  ending: string;
}

/** A definition as a file for another program, or as a questionnaire on paper. */
export async function exportSurvey(
  definition: SurveyJson,
  format: ExportFormat,
  settings: PaperSettings,
): Promise<ExportedSurvey> {
  switch (format) {
    case "surveyjs":
      return {
        bytes: Buffer.from(`${JSON.stringify(definition, null, 2)}\n`),
        mediaType: "application/json",
        ending: "json",
      };
    case "xlsform":
      return { bytes: await workbook(definition, settings), mediaType: xlsx, ending: "xlsx" };
    case "paper":
      return { bytes: await paper(definition, settings), mediaType: "application/pdf", ending: "pdf" };
  }
}

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

function workbook(definition: SurveyJson, { say }: PaperSettings): Promise<Buffer> {
  return xlsFormWorkbook(writeXlsForm(definition), {
    sheet: say("exchange:export.not-carried"),
    header: ["outcome", "question", "what", "detail"].map((head) => say(`exchange:report.${head}`)),
    line: ({ code, question = "", detail = "" }) => [
      ...[say(`exchange:outcome.${transferCodes[code]}`), question],
      ...[say(`exchange:line.${code}`), detail],
    ],
  });
}

function paper(definition: SurveyJson, settings: PaperSettings): Promise<Buffer> {
  return questionnairePdf(paperQuestionnaire(definition, settings), settings);
}
