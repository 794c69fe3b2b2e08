import type { Audience, Database, DatabaseTransaction } from "#db/schema.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { allElements, editableDefinition } from "#surveys/definition/editing/editable-definition.ts";
import { localizedWords } from "#surveys/definition/localized-words.ts";
import type { StoredSurvey } from "#surveys/definition/survey.server.ts";
import { surveyVersion } from "#surveys/definition/survey.server.ts";
import type { ElementJson, SurveyJson } from "#surveys/definition/survey-json.ts";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import { keepSurvey } from "./survey-choice.server.ts";
import { type DraftDeed, deleteDraft, draftOf } from "./survey-draft.server.ts";

/** A version of an audience's survey that is or was in use. */
export interface SurveyVersionSummary {
  versionId: string;
  number: number;
  title: string;
  /** Who put it to use and when (an instant); null for one older than the record. */
  by: string | null;
  at: string | null;
  /** Names of the waves that ask it; it is frozen then. */
  waves: string[];
}

/**
 * Puts the draft to use: it becomes the survey's next version, and the draft is gone. Waves that are planned or open keep the version they
 * have. Refused: "editing.no-draft", "editing.stale", what `readDefinition` and `keepSurvey` refuse.
 */
export async function putToUse(
  db: Database,
  { revision, ...deed }: DraftDeed & { revision: number },
): Promise<StoredSurvey | Problem> {
  return db.transaction().execute(async (trx) => {
    const draft = await draftOf(trx, deed.initiativeId, deed.audience);
    if (!draft) return problem("editing.no-draft");
    if (draft.revision !== revision) return problem("editing.stale", { by: draft.changedBy });
    const { audience, ...who } = deed;
    const title = localizedWords(draft.definition.title, audience).da;
    const stored = await keepSurvey(trx, who, { audience, title, definition: draft.definition, asNewVersion: true });
    if (isProblem(stored)) return stored;
    await deleteDraft(trx, draft.draftId);
    return stored;
  });
}

/** The versions of an audience's survey, newest first. */
export async function versionsOf(
  db: Database | DatabaseTransaction,
  initiativeId: string,
  audience: Audience,
): Promise<SurveyVersionSummary[]> {
  const rows = await db
    .selectFrom("survey")
    .innerJoin("survey_version", "survey_version.survey_id", "survey.id")
    .select(["survey_version.id as versionId", "survey_version.number", "survey.title"])
    .where("survey.initiative_id", "=", initiativeId)
    .where("survey.key", "=", audience)
    .orderBy("survey_version.number", "desc")
    .execute();
  const [uses, waves] = [await recordedUses(db, initiativeId, audience), await wavesByVersion(db, initiativeId)];
  return rows.map((row) => ({
    ...row,
    ...(uses.get(row.number) ?? { by: null, at: null }),
    waves: waves.get(row.versionId) ?? [],
  }));
}

/** What a version of an audience's survey asks; null for a number that is not there. */
export async function definitionOfVersion(
  db: Database,
  initiativeId: string,
  audience: Audience,
  number: number,
): Promise<SurveyJson | null> {
  const version = (await versionsOf(db, initiativeId, audience)).find((one) => one.number === number);
  return version ? (await surveyVersion(db, version.versionId)).definition : null;
}

/** What the first wave asked this audience; null before any wave is planned. What trends are held against. */
export async function baselineOf(
  db: Database,
  initiativeId: string,
  audience: Audience,
): Promise<{ definition: SurveyJson; codebook: Codebook } | null> {
  const row = await db
    .selectFrom("wave")
    .innerJoin("wave_survey", "wave_survey.wave_id", "wave.id")
    .select("wave_survey.survey_version_id as versionId")
    .where("wave.initiative_id", "=", initiativeId)
    .where("wave_survey.audience", "=", audience)
    .orderBy("wave.position")
    .executeTakeFirst();
  return row ? surveyVersion(db, row.versionId) : null;
}

/** The items of the first wave that asked this audience; null before any wave is planned. */
export async function baselineCodebook(
  db: Database,
  initiativeId: string,
  audience: Audience,
): Promise<Codebook | null> {
  return (await baselineOf(db, initiativeId, audience))?.codebook ?? null;
}

/** A question as the first wave asked it: the one of the same trend, whatever it was called; null where that wave did not ask it. */
export async function askedInBaseline(
  db: Database,
  { initiativeId, audience }: Pick<DraftDeed, "initiativeId" | "audience">,
  asked: ElementJson,
): Promise<ElementJson | null> {
  const baseline = await baselineOf(db, initiativeId, audience);
  const elements = baseline ? allElements(editableDefinition(baseline.definition).pages) : [];
  return elements.find((element) => trendOf(element) === trendOf(asked)) ?? null;
}

function trendOf({ itemKey, name }: ElementJson): string {
  return String(itemKey ?? name);
}

/** Goals and expectations that are read from an item of this audience: item key → their titles. */
export async function boundByItem(
  db: Database,
  initiativeId: string,
  audience: Audience,
): Promise<Map<string, string[]>> {
  const goals = await db
    .selectFrom("goal")
    .select(["item_key as key", "title as words"])
    .where("initiative_id", "=", initiativeId)
    .where("audience", "=", audience)
    .orderBy("position")
    .execute();
  const expectations = await db
    .selectFrom("expectation")
    .select(["item_key as key", "statement as words"])
    .where("initiative_id", "=", initiativeId)
    .where("audience", "=", audience)
    .where("item_key", "is not", null)
    .orderBy("position")
    .execute();
  const bound = new Map<string, string[]>();
  for (const { key, words } of [...goals, ...expectations]) {
    if (key) bound.set(key, [...(bound.get(key) ?? []), words]);
  }
  return bound;
}

async function recordedUses(db: Database | DatabaseTransaction, initiativeId: string, audience: Audience) {
  const rows = await db
    .selectFrom("audit")
    .leftJoin("account", "account.id", "audit.account_id")
    .select(["audit.at", "audit.detail", "account.name as by"])
    .where("audit.initiative_id", "=", initiativeId)
    .where("audit.action", "=", "survey.chosen")
    .orderBy("audit.at")
    .execute();
  const uses = new Map<number, { by: string | null; at: string }>();
  for (const { at, by, detail } of rows) {
    const chosen = JSON.parse(detail) as { audience?: string; version?: number };
    if (chosen.audience === audience && chosen.version !== undefined) uses.set(chosen.version, { by, at });
  }
  return uses;
}

async function wavesByVersion(
  db: Database | DatabaseTransaction,
  initiativeId: string,
): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom("wave")
    .innerJoin("wave_survey", "wave_survey.wave_id", "wave.id")
    .select(["wave.name", "wave_survey.survey_version_id as versionId"])
    .where("wave.initiative_id", "=", initiativeId)
    .orderBy("wave.position")
    .execute();
  const byVersion = new Map<string, string[]>();
  for (const { name, versionId } of rows) byVersion.set(versionId, [...(byVersion.get(versionId) ?? []), name]);
  return byVersion;
}
