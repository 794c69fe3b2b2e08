import { writeFileSync } from "node:fs";
import { type ExportFormat, exportFormats, exportSurvey } from "#surveys/definition/exchange/export-survey.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { type Command, refusalOf } from "./command.ts";
import { readGivenSurvey, surveyReportText } from "./survey-files.ts";

/** Reads a survey in one format and writes it in another; an existing file is never written over. */
export const convertSurvey: Command = {
  options: {
    file: { type: "string", required: true, multiple: true },
    to: { type: "string", required: true, choices: exportFormats },
    output: { type: "string", required: true },
  },
  async run(options, { language, say, print }) {
    const survey = await readGivenSurvey(options.texts("file"));
    if (isProblem(survey)) return refusalOf(survey, say);
    const settings = { language, say, wavePosition: 0 };
    const { bytes } = await exportSurvey(survey.definition, options.text("to") as ExportFormat, settings);
    const path = options.text("output");
    try {
      writeFileSync(path, bytes, { flag: "wx" });
    } catch (fault) {
      return [say("command:cli.not-written", { file: path, reason: (fault as Error).message })];
    }
    print(surveyReportText(survey, say));
    print(say("command:cli.written", { file: path }));
    return null;
  },
};
