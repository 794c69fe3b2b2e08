import { isProblem } from "#surveys/problem.ts";
import { type Command, refusalOf } from "./command.ts";
import { readGivenSurvey, surveyReportText } from "./survey-files.ts";

/** What would come along of a survey from elsewhere. Nothing is stored. */
export const checkSurvey: Command = {
  options: { file: { type: "string", required: true, multiple: true } },
  async run(options, { say, print }) {
    const survey = await readGivenSurvey(options.texts("file"));
    if (isProblem(survey)) return refusalOf(survey, say);
    print(surveyReportText(survey, say));
    return null;
  },
};
