import { randomUUID } from "node:crypto";
import type { Audience, Database } from "#db/schema.ts";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import type { Codebook } from "./codebook.ts";
import { fillRoster, type RosterOrganisation } from "./compose-definition.ts";
import { type ReadDefinition, readDefinition } from "./read-definition.ts";
import type { SurveyJson } from "./survey-json.ts";

export interface StoredSurvey {
  surveyId: string;
  versionId: string;
  number: number;
  codebook: Codebook;
}

export interface NewSurvey {
  /** Null: for every initiative of the installation. */
  initiativeId: string | null;
  key: string;
  audience: Audience;
  title: string;
  /** A SurveyJS definition, as an object or as JSON text. */
  definition: unknown;
  /** The rows of its rosters; left out, rosters stay as they are. */
  organisations?: readonly RosterOrganisation[];
}

/** Stores a survey with its first version. Refused: what `readDefinition` refuses, and a key that the initiative has already. */
export async function storeSurvey(db: Database, survey: NewSurvey): Promise<StoredSurvey | Problem> {
  const read = readFilled(survey.definition, survey.organisations);
  if (isProblem(read)) return read;
  return within(db, async (trx) => {
    if (await keyTaken(trx, survey)) return problem("survey.key-taken", { key: survey.key });
    const { initiativeId, key, audience, title } = survey;
    const surveyId = randomUUID();
    await trx
      .insertInto("survey")
      .values({ id: surveyId, initiative_id: initiativeId, key, audience, title })
      .execute();
    return insertVersion(trx, surveyId, 1, read);
  });
}

export interface SurveyChange {
  title?: string;
  definition: unknown;
  organisations?: readonly RosterOrganisation[];
  /** The version before stays, even where no wave uses it. */
  asNewVersion?: boolean;
}

/**
 * Gives a survey a new definition. A version that a wave uses is frozen, so that every answer keeps the very questions it was given to:
 * then the change becomes the next version; else it takes the place of the newest one, under a new id.
 */
export async function changeSurvey(
  db: Database,
  surveyId: string,
  change: SurveyChange,
): Promise<StoredSurvey | Problem> {
  const read = readFilled(change.definition, change.organisations);
  if (isProblem(read)) return read;
  return within(db, async (trx) => {
    const newest = await newestVersion(trx, surveyId);
    if (!newest) return problem("survey.not-found");
    if (change.title !== undefined) {
      await trx.updateTable("survey").set({ title: change.title }).where("id", "=", surveyId).execute();
    }
    if (change.asNewVersion || (await isUsed(trx, newest.id)))
      return insertVersion(trx, surveyId, newest.number + 1, read);
    await trx.deleteFrom("survey_version").where("id", "=", newest.id).execute();
    return insertVersion(trx, surveyId, newest.number, read);
  });
}

export interface SurveySummary {
  surveyId: string;
  key: string;
  audience: Audience;
  title: string;
  /** The newest version. */
  versionId: string;
  number: number;
}

/** The initiative's own surveys with their newest versions, by audience and key. */
export async function surveysOf(db: Database, initiativeId: string): Promise<SurveySummary[]> {
  return db
    .selectFrom("survey")
    .innerJoin("survey_version", "survey_version.survey_id", "survey.id")
    .select([
      "survey.id as surveyId",
      "survey.key",
      "survey.audience",
      "survey.title",
      "survey_version.id as versionId",
      "survey_version.number",
    ])
    .where("survey.initiative_id", "=", initiativeId)
    .where(({ eb, selectFrom }) =>
      eb(
        "survey_version.number",
        "=",
        selectFrom("survey_version as newest")
          .select(({ fn }) => fn.max("newest.number").as("number"))
          .whereRef("newest.survey_id", "=", "survey.id"),
      ),
    )
    .orderBy("survey.audience", "desc")
    .orderBy("survey.key")
    .execute();
}

/**
 * The definition and codebook of a version. A version never changes under its id, so each is read once per database connection and shared:
 * do not change what comes back.
 *
 * @throws if there is no such version: ids come from our own tables.
 */
export async function surveyVersion(db: Database, versionId: string): Promise<ReadDefinition> {
  const known = versionsRead.get(db) ?? new Map<string, ReadDefinition>();
  versionsRead.set(db, known);
  const read = known.get(versionId) ?? (await loadVersion(db, versionId));
  known.set(versionId, read);
  return read;
}

const versionsRead = new WeakMap<Database, Map<string, ReadDefinition>>();

async function loadVersion(db: Database, versionId: string): Promise<ReadDefinition> {
  const row = await db
    .selectFrom("survey_version")
    .select(["definition", "codebook"])
    .where("id", "=", versionId)
    .executeTakeFirstOrThrow();
  return { definition: JSON.parse(row.definition), codebook: JSON.parse(row.codebook) };
}

function readFilled(definition: unknown, organisations?: readonly RosterOrganisation[]): ReadDefinition | Problem {
  const read = readDefinition(definition);
  return isProblem(read) || !organisations ? read : readDefinition(fillRoster(read.definition, organisations));
}

async function keyTaken(db: Database, { initiativeId, key }: NewSurvey): Promise<boolean> {
  const same = db.selectFrom("survey").select("id").where("key", "=", key);
  const row = await same.where("initiative_id", initiativeId === null ? "is" : "=", initiativeId).executeTakeFirst();
  return row !== undefined;
}

async function newestVersion(db: Database, surveyId: string) {
  return db
    .selectFrom("survey_version")
    .select(["id", "number"])
    .where("survey_id", "=", surveyId)
    .orderBy("number", "desc")
    .executeTakeFirst();
}

async function isUsed(db: Database, versionId: string): Promise<boolean> {
  const wave = await db
    .selectFrom("wave_survey")
    .select("wave_id")
    .where("survey_version_id", "=", versionId)
    .executeTakeFirst();
  return wave !== undefined;
}

async function insertVersion(
  db: Database,
  surveyId: string,
  number: number,
  { definition, codebook }: { definition: SurveyJson; codebook: Codebook },
): Promise<StoredSurvey> {
  const versionId = randomUUID();
  await db
    .insertInto("survey_version")
    .values({
      id: versionId,
      survey_id: surveyId,
      number,
      definition: JSON.stringify(definition),
      codebook: JSON.stringify(codebook),
    })
    .execute();
  return { surveyId, versionId, number, codebook };
}

/** Runs the work in the caller's transaction where there is one, else in one of its own. */
function within<Result>(db: Database, work: (trx: Database) => Promise<Result>): Promise<Result> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}
