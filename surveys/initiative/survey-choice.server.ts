import type { Audience, Database, DatabaseTransaction } from "#db/schema.ts";
import { dayOf } from "#surveys/clock.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { composeDefinition, type RosterOrganisation } from "#surveys/definition/compose-definition.ts";
import { librarySurveys } from "#surveys/definition/library.ts";
import {
  changeSurvey,
  type StoredSurvey,
  type SurveySummary,
  storeSurvey,
  surveysOf,
  surveyVersion,
} from "#surveys/definition/survey.server.ts";
import type { SurveyJson } from "#surveys/definition/survey-json.ts";
import { firstProblem, isProblem, type Problem, problemAt } from "#surveys/problem.ts";
import { type Deed, recordDeed } from "./audit.server.ts";
import { checkText, maxLengths } from "./field-check.ts";
import { actorsOf } from "./organisation.server.ts";
import { takesPartOn } from "./organisation.ts";

/** A survey of the initiative with what it asks. */
export interface ChosenSurvey extends SurveySummary {
  codebook: Codebook;
  /** Keys of the library surveys it is made of; empty for one brought along. */
  parts: string[];
  /** Its roster lists other organisations than those that take part today. */
  rosterOutOfDate: boolean;
}

/** The property of a composed definition that says what it is made of, so that the choice can be shown and changed. */
const partsProperty = "composedOf";

/** The initiative's surveys in their newest versions, residents' first. */
export async function chosenSurveys(db: Database, initiativeId: string, now: Date): Promise<ChosenSurvey[]> {
  const roster = await rosterOn(db, initiativeId, now);
  const summaries = await surveysOf(db, initiativeId);
  return Promise.all(
    summaries.map(async (summary) => {
      const { definition, codebook } = await surveyVersion(db, summary.versionId);
      const parts = definition[partsProperty];
      return {
        ...summary,
        codebook,
        parts: Array.isArray(parts) ? parts.map(String) : [],
        rosterOutOfDate: isRosterOutOfDate(codebook, roster),
      };
    }),
  );
}

/**
 * Chooses the library's core survey of an audience, with modules in the library's order. An earlier choice is replaced; where a wave uses
 * it, the wave keeps what it has and the choice becomes the survey's next version.
 * Refused: "survey-choice.unknown-part", "survey-choice.needs-organisations".
 */
export async function chooseLibrarySurvey(
  db: Database,
  { audience, modules, ...deed }: Deed & { audience: Audience; modules: readonly string[] },
): Promise<StoredSurvey | Problem> {
  const ofAudience = librarySurveys.filter((survey) => survey.audience === audience);
  if (modules.some((key) => !ofAudience.some((survey) => survey.key === key && survey.role === "module"))) {
    return problemAt("modules", "survey-choice.unknown-part");
  }
  const parts = ofAudience.filter((survey) => survey.role === "core" || modules.includes(survey.key));
  const definition = {
    ...composeDefinition(parts.map((part) => part.definition)),
    [partsProperty]: parts.map((part) => part.key),
  };
  const title = parts.map((part) => part.title.da).join(" + ");
  return keepSurvey(db, deed, { audience, title, definition });
}

/**
 * Takes a survey that was made elsewhere, as SurveyJS JSON. Replaces an earlier choice as `chooseLibrarySurvey` does.
 * Refused: "field.missing", "field.too-long"; what `readDefinition` refuses, at "definition"; "survey-choice.needs-organisations".
 */
export async function chooseOwnSurvey(
  db: Database,
  { audience, title, definition, ...deed }: Deed & { audience: Audience; title: string; definition: string },
): Promise<StoredSurvey | Problem> {
  const refusal = firstProblem([
    checkText("title", title, maxLengths.name),
    definition.trim() === "" ? problemAt("definition", "field.missing") : null,
  ]);
  return refusal ?? keepSurvey(db, deed, { audience, title: title.trim(), definition });
}

/** Gives the survey's rosters the organisations that take part today. Refused: "survey.not-found", "survey-choice.needs-organisations". */
export async function renewRoster(
  db: Database,
  { surveyId, ...deed }: Deed & { surveyId: string },
): Promise<StoredSurvey | Problem> {
  const survey = (await surveysOf(db, deed.initiativeId)).find((entry) => entry.surveyId === surveyId);
  if (!survey) return problemAt("definition", "survey.not-found");
  const { definition } = await surveyVersion(db, survey.versionId);
  return keepSurvey(db, deed, { ...survey, definition });
}

/** An initiative has one survey of its own per audience, under the audience's name; imported waves bring further ones. */
export async function keepSurvey(
  db: Database | DatabaseTransaction,
  deed: Deed,
  survey: {
    key?: string;
    audience: Audience;
    title: string;
    definition: SurveyJson | string;
    /** Keeps the version before even where no wave uses it. */
    asNewVersion?: boolean;
  },
): Promise<StoredSurvey | Problem> {
  const { audience, title, definition, asNewVersion, key = audience } = survey;
  return within(db, async (trx) => {
    const organisations = await rosterOn(trx, deed.initiativeId, deed.now);
    if (organisations.length === 0 && hasRoster(definition))
      return problemAt("parts", "survey-choice.needs-organisations");
    const known = (await surveysOf(trx, deed.initiativeId)).find((entry) => entry.key === key);
    const stored = known
      ? await changeSurvey(trx, known.surveyId, { title, definition, organisations, asNewVersion })
      : await storeSurvey(trx, { initiativeId: deed.initiativeId, key, audience, title, definition, organisations });
    if (isProblem(stored)) return { ...stored, field: "definition" };
    await recordDeed(trx, deed, "survey.chosen", { audience, title, version: stored.number });
    return stored;
  });
}

/** In the caller's transaction where there is one, else in one of its own. */
function within<Result>(
  db: Database | DatabaseTransaction,
  work: (trx: DatabaseTransaction) => Promise<Result>,
): Promise<Result> {
  return db.isTransaction ? work(db as DatabaseTransaction) : db.transaction().execute(work);
}

export async function rosterOn(
  db: Database | DatabaseTransaction,
  initiativeId: string,
  now: Date,
): Promise<RosterOrganisation[]> {
  const today = dayOf(now);
  const actors = (await actorsOf(db, initiativeId)).filter((actor) => takesPartOn(actor, today));
  return actors.map(({ organisationId, name }) => ({ id: organisationId, name }));
}

function hasRoster(definition: SurveyJson | string): boolean {
  const text = typeof definition === "string" ? definition : JSON.stringify(definition);
  return /"rosterOf"\s*:\s*"organisations"/.test(text);
}

function isRosterOutOfDate(codebook: Codebook, roster: RosterOrganisation[]): boolean {
  const rows = codebook.items.filter((item) => item.kind === "tie").flatMap((item) => item.source.row ?? []);
  const listed = [...new Set(rows)].sort();
  const present = roster.map(({ id }) => id).sort();
  return listed.length > 0 && listed.join() !== present.join();
}
