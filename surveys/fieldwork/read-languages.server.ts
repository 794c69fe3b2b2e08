import type { Audience, Database, RespondentLanguage } from "#db/schema.ts";
import { surveysOf, surveyVersion } from "#surveys/definition/survey.server.ts";
import { offeredLanguages } from "#surveys/definition/wording-coverage.ts";
import { respondentLanguages } from "#surveys/respondent-language.ts";

/** People of one language among those who are asked, and the language the survey is put to them in. */
export interface ReadLanguage {
  audience: Audience;
  language: RespondentLanguage;
  people: number;
  /** Another one where the survey is not worded in theirs. */
  askedIn: RespondentLanguage;
}

/**
 * The languages of an initiative's participants, and in which of them the given survey versions can be put to them. Audiences without a
 * survey are left out.
 *
 * @param versions left out, the newest version of the survey chosen for each audience.
 */
export async function readLanguages(
  db: Database,
  initiativeId: string,
  versions?: ReadonlyArray<{ audience: Audience; versionId: string }>,
): Promise<ReadLanguage[]> {
  const rows = await db
    .selectFrom("participant")
    .select(["audience", "language"])
    .select(({ fn }) => fn.countAll<number>().as("people"))
    .where("initiative_id", "=", initiativeId)
    .where("opted_out", "=", 0)
    .groupBy(["audience", "language"])
    .orderBy("audience", "desc")
    .orderBy("language")
    .execute();
  const offered = new Map<Audience, RespondentLanguage[]>();
  for (const { audience, versionId } of versions ?? (await surveysOf(db, initiativeId))) {
    offered.set(audience, offeredLanguages((await surveyVersion(db, versionId)).definition));
  }
  return rows.flatMap(({ audience, language, people }) => {
    const languages = offered.get(audience);
    if (!languages) return [];
    const askedIn = languages.includes(language) ? language : respondentLanguages[language].standIn;
    return [{ audience, language, people: Number(people), askedIn }];
  });
}
