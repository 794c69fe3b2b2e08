import { CompiledQuery, type InferResult } from "kysely";
import type { Audience, Database, RespondentLanguage } from "#db/schema.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { hashToken } from "#surveys/fieldwork/invitation-token.ts";
import { firstMoment, lastMoment, stateAt } from "#surveys/fieldwork/wave.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import { sqlOnce } from "./compiled-sql.ts";
import { findVisit, visitPseudonym } from "./open-visit.server.ts";
import { designPseudonym, pseudonymOf } from "./pseudonym.ts";
import { SurveyPages } from "./survey-pages.server.ts";

/** The holder of a personal link, as far as answering needs to know: no name, no address. */
export interface Respondent {
  /** Of somebody who came by an open link the id of their visit. */
  invitationId: string;
  /** The open link they came by; null where they were invited. */
  openLink: { name: string; kiosk: boolean } | null;
  initiativeId: string;
  initiativeName: string;
  place: string;
  waveId: string;
  /** 0 is the baseline. */
  wavePosition: number;
  /** As it is at the moment: closed from its closing instant on. */
  waveState: "planned" | "open" | "closed";
  /** The first and the last moment to answer, a day with or without a time (`lastMoment`). */
  opensOn: string;
  closesOn: string;
  audience: Audience;
  language: RespondentLanguage;
  segments: Record<string, string>;
  /** Whom an actor's person answers for. */
  organisationId: string | null;
  answered: boolean;
  /** Of the sending that answered; null where it had no name of its own. */
  receiptHash: string | null;
  /** Has withdrawn from the initiative: nothing can be answered any more. */
  withdrawn: boolean;
  surveyVersionId: string;
  /** Null once the link key is destroyed: then nothing can be answered any more. */
  pseudonym: string | null;
  /** How the person was drawn, as it is stored with the answer. */
  drawn: { weight: number; cluster: string | null; stratum: string | null };
}

/** Finds who holds a link. @returns `answer.unknown-link` for a token that was never given out, or whose person has been removed. */
export async function findRespondent(db: Database, token: string, now: Date): Promise<Respondent | Problem> {
  const tokenHash = hashToken(token);
  const sql = sqlOnce(db, "find respondent", () => respondentQuery(db, tokenHash).compile());
  const { rows } = await db.executeQuery<RespondentRow>(CompiledQuery.raw(sql, [tokenHash]));
  const row = rows[0];
  if (!row) return findVisitor(db, token, now);
  return {
    invitationId: row.id,
    openLink: null,
    initiativeId: row.initiativeId,
    initiativeName: row.name,
    place: row.place,
    waveId: row.waveId,
    wavePosition: row.position,
    waveState: stateAt(row, now),
    opensOn: firstMoment(row),
    closesOn: lastMoment(row),
    audience: row.audience,
    language: row.language,
    segments: JSON.parse(row.segments),
    organisationId: row.organisation_id,
    answered: row.answered === 1,
    receiptHash: row.receipt_hash,
    withdrawn: row.withdrawn === 1,
    surveyVersionId: row.survey_version_id,
    pseudonym: row.key === null ? null : pseudonymOf(row.key, row.participantId),
    drawn: {
      weight: row.base_weight,
      cluster: row.key === null ? null : designPseudonym(row.key, "cluster", row.cluster),
      stratum: row.key === null ? null : designPseudonym(row.key, "stratum", row.stratum),
    },
  };
}

/** Who came by an open link stands in no group and was drawn by nobody. */
async function findVisitor(db: Database, token: string, now: Date): Promise<Respondent | Problem> {
  const visit = await findVisit(db, token);
  if (!visit) return problem("answer.unknown-link");
  return {
    invitationId: visit.id,
    openLink: { name: visit.linkName, kiosk: visit.kiosk === 1 },
    ...{ initiativeId: visit.initiativeId, initiativeName: visit.name, place: visit.place },
    ...{ waveId: visit.waveId, wavePosition: visit.position, waveState: stateAt(visit, now) },
    ...{ opensOn: firstMoment(visit), closesOn: lastMoment(visit), audience: visit.audience, language: visit.language },
    ...{ segments: {}, organisationId: null, answered: visit.answered === 1, receiptHash: visit.receipt_hash },
    ...{ withdrawn: visit.withdrawn === 1, surveyVersionId: visit.survey_version_id },
    pseudonym: visit.key === null ? null : visitPseudonym(visit.key, visit.id),
    drawn: { weight: 1, cluster: null, stratum: null },
  };
}

type RespondentRow = InferResult<ReturnType<typeof respondentQuery>>[number];

function respondentQuery(db: Database, tokenHash: string) {
  return db
    .selectFrom("invitation")
    .innerJoin("participant", "participant.id", "invitation.participant_id")
    .innerJoin("wave", "wave.id", "invitation.wave_id")
    .innerJoin("initiative", "initiative.id", "wave.initiative_id")
    .innerJoin("wave_survey", (join) =>
      join.onRef("wave_survey.wave_id", "=", "wave.id").onRef("wave_survey.audience", "=", "participant.audience"),
    )
    .leftJoin("link_key", "link_key.initiative_id", "initiative.id")
    .select([
      "invitation.id",
      "invitation.answered",
      "invitation.receipt_hash",
      "participant.id as participantId",
      "participant.audience",
      "participant.language",
      "participant.segments",
      "participant.organisation_id",
      "participant.cluster",
      "participant.stratum",
      "participant.base_weight",
      "participant.withdrawn",
      "wave.id as waveId",
      "wave.position",
      "wave.state",
      "wave.opens_on",
      "wave.opens_at",
      "wave.closes_on",
      "wave.closes_at",
      "initiative.id as initiativeId",
      "initiative.name",
      "initiative.place",
      "wave_survey.survey_version_id",
      "link_key.key",
    ])
    .where("invitation.token_hash", "=", tokenHash);
}

/** Why this person cannot answer now; null where they can. */
export function refusalOf(respondent: Respondent): Problem | null {
  if (respondent.withdrawn) return problem("answer.withdrawn");
  if (respondent.answered) return problem("answer.already-answered");
  if (respondent.waveState === "planned") return problem("answer.wave-not-open", { opensOn: respondent.opensOn });
  if (respondent.waveState === "closed" || respondent.pseudonym === null) return problem("answer.wave-closed");
  return null;
}

/** A survey version made ready to be answered. */
export interface AskedSurvey {
  pages: SurveyPages;
  codebook: Codebook;
}

// Reading a definition costs tens of milliseconds, and versions never change once a wave uses them.
const surveys = new WeakMap<Database, Map<string, AskedSurvey>>();
const mostKept = 100;

/**
 * The survey of a version as it is asked in the wave at a position, read once and kept.
 * @throws if there is no such version: the database refuses a wave without one.
 */
export async function askedSurvey(db: Database, versionId: string, wavePosition: number): Promise<AskedSurvey> {
  const kept = surveys.get(db) ?? new Map<string, AskedSurvey>();
  surveys.set(db, kept);
  const key = `${versionId} ${wavePosition}`;
  const known = kept.get(key);
  if (known) return known;
  const row = await db
    .selectFrom("survey_version")
    .select(["definition", "codebook"])
    .where("id", "=", versionId)
    .executeTakeFirstOrThrow();
  const survey = {
    pages: new SurveyPages(JSON.parse(row.definition), { wavePosition }),
    codebook: JSON.parse(row.codebook) as Codebook,
  };
  const oldest = kept.keys().next().value;
  if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
  kept.set(key, survey);
  return survey;
}
