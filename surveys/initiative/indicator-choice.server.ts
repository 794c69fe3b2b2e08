import type { Database, DatabaseTransaction } from "#db/schema.ts";
import { indicatorKey } from "#surveys/definition/reading.ts";
import { surveysOf, surveyVersion } from "#surveys/definition/survey.server.ts";
import { type IndicatorChoice, indicatorChoices } from "./indicator-choice.ts";

/** What a goal or an expectation of the initiative can be about: the indicators of its surveys, each once, in the surveys' order. */
export async function indicatorsToChoose(
  db: Database | DatabaseTransaction,
  initiativeId: string,
): Promise<IndicatorChoice[]> {
  const surveys = await surveysOf(db, initiativeId);
  const choices = await Promise.all(
    surveys.map(async ({ audience, versionId }) =>
      indicatorChoices(audience, (await surveyVersion(db, versionId)).codebook),
    ),
  );
  return [...new Map(choices.flat().map((choice) => [indicatorKey(choice), choice])).values()];
}
