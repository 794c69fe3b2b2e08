import { randomUUID } from "node:crypto";
import type { Audience, Database } from "#db/schema.ts";
import { designPseudonym, pseudonymOf } from "#surveys/answering/pseudonym.ts";
import type { Submission } from "#surveys/answering/submission.server.ts";
import { dayOf } from "#surveys/clock.ts";
import { shownKey } from "#surveys/definition/answer-keys.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { surveyVersion } from "#surveys/definition/survey.server.ts";
import { type Answering, answeringOf, type SimulatedItem } from "./answer-shape.ts";
import { drawAnswers, type Respondent } from "./answers.ts";
import { askedQuestions } from "./asked-questions.ts";
import { people, standingName } from "./cast.ts";
import { mindOf } from "./mind.ts";
import type { Stage } from "./play-setup.ts";
import type { WavePlay } from "./play-wave.ts";
import { type SimulatedResident, sharedOutlook } from "./population.ts";
import type { AskedQuestion } from "./question.ts";
import { type Random, randomFrom } from "./random.ts";
import { groupStanding } from "./standing.ts";
import { closenessOf } from "./ties.ts";
import { plantedChange, plantedElsewhere, plantedTide } from "./truth.ts";
import { usualShape } from "./usual.ts";
import { actorWords, drawWords, residentWords } from "./words.ts";

/** A submission and how many days after the opening it came. */
export interface TimedSubmission {
  submission: Submission;
  daysIn: number;
}

/** How many of those who will answer have done so on the visitor's day, a few days after the opening. Fraction. */
const answeredSoFar = 0.25;
const actorsAnswer = 0.87;
const meanDaysToAnswer = 6;
const lastDay = 20;

/** Draws who answers the wave and what, each tied to the invitation that was really made. */
export async function drawSubmissions(
  db: Database,
  stage: Stage,
  play: WavePlay,
  waveId: string,
): Promise<TimedSubmission[]> {
  const linkKey = await linkKeyOf(db, stage.initiativeId);
  const surveys = await surveysOfWave(db, waveId, stage, play.position);
  const organisationNames = new Map([...stage.organisations].map(([name, id]) => [id, standingName(stage.cast, name)]));
  const submissions: TimedSubmission[] = [];
  for (const invited of await invitedPeople(db, waveId)) {
    const person = `${stage.cast.slug}/${invited.audience}/${invited.key}`;
    const random = randomFrom(stage.seed, `${person}/wave/${play.position}`);
    if (!takesPart(invited, random, play)) continue;
    const survey = surveys.get(invited.audience);
    if (!survey) continue;
    const respondent = respondentOf({ stage, play, invited, random, person, survey, organisationNames });
    const { answers, shown } = drawAnswers(survey.questions, respondent);
    const latest = play.staysOpen ? play.opensDaysAgo - 1 : lastDay;
    const daysIn = Math.min(latest, Math.floor(-meanDaysToAnswer * Math.log(1 - random.next())));
    submissions.push({
      daysIn,
      submission: {
        invitationId: invited.invitationId,
        codebook: survey.codebook,
        response: {
          id: randomUUID(),
          waveId,
          audience: invited.audience,
          surveyVersionId: survey.versionId,
          pseudonym: pseudonymOf(linkKey, invited.participantId),
          answers: { ...answers, [shownKey]: shown },
          segments: JSON.parse(invited.segments),
          day: dayOf(stage.calendar(play.opensDaysAgo - daysIn, 12)),
          organisationId: invited.organisationId,
          weight: invited.baseWeight,
          cluster: designPseudonym(linkKey, "cluster", invited.cluster),
          stratum: designPseudonym(linkKey, "stratum", invited.stratum),
        },
      },
    });
  }
  return submissions;
}

interface Invited {
  invitationId: string;
  participantId: string;
  audience: Audience;
  key: string;
  email: string;
  segments: string;
  organisationId: string | null;
  cluster: string;
  stratum: string;
  baseWeight: number;
}

interface AskedSurvey {
  versionId: string;
  codebook: Codebook;
  questions: AskedQuestion[];
  answering(item: SimulatedItem): Answering;
  /** The same in the place without the initiative. */
  answeringElsewhere(item: SimulatedItem): Answering;
}

function invitedPeople(db: Database, waveId: string): Promise<Invited[]> {
  return db
    .selectFrom("invitation")
    .innerJoin("participant", "participant.id", "invitation.participant_id")
    .select([
      "invitation.id as invitationId",
      "participant.id as participantId",
      "participant.audience",
      "participant.key",
      "participant.email",
      "participant.segments",
      "participant.organisation_id as organisationId",
      "participant.cluster",
      "participant.stratum",
      "participant.base_weight as baseWeight",
    ])
    .where("invitation.wave_id", "=", waveId)
    .orderBy("participant.audience")
    .orderBy("participant.key")
    .execute();
}

async function linkKeyOf(db: Database, initiativeId: string): Promise<string> {
  const row = await db
    .selectFrom("link_key")
    .select("key")
    .where("initiative_id", "=", initiativeId)
    .executeTakeFirstOrThrow();
  return row.key;
}

async function surveysOfWave(
  db: Database,
  waveId: string,
  stage: Stage,
  position: number,
): Promise<Map<Audience, AskedSurvey>> {
  const rows = await db.selectFrom("wave_survey").selectAll().where("wave_id", "=", waveId).execute();
  const surveys = new Map<Audience, AskedSurvey>();
  for (const { audience, survey_version_id: versionId } of rows) {
    const { definition, codebook } = await surveyVersion(db, versionId);
    surveys.set(audience, {
      ...{ versionId, codebook, questions: askedQuestions(definition, codebook) },
      answering: answeringInWave(stage, audience, position, (item) =>
        plantedChange(stage.truth, audience, item.key, position),
      ),
      answeringElsewhere: answeringInWave(stage, audience, position, (item) =>
        plantedElsewhere(stage.truth, item.key, position),
      ),
    });
  }
  return surveys;
}

/** The answering of each item, found once for everybody; the tide is the same for all. */
function answeringInWave(
  { truth }: Stage,
  audience: Audience,
  position: number,
  changeOf: (item: SimulatedItem) => number,
): AskedSurvey["answering"] {
  const known = new Map<string, Answering>();
  return (item) => {
    const found = known.get(item.key);
    if (found) return found;
    const tide = item.good === null ? 0 : plantedTide(truth, audience, position);
    const made = answeringOf(item, truth.shapes[item.key] ?? usualShape(item), tide + changeOf(item));
    known.set(item.key, made);
    return made;
  };
}

/** In an open wave only some have answered yet, and the demo's own partner has not: the visitor can. */
function takesPart(invited: Invited, random: Random, { residents, position, staysOpen }: WavePlay): boolean {
  if (staysOpen && invited.email === people.partner.email) return false;
  const willing =
    invited.audience === "actor"
      ? random.chance(actorsAnswer)
      : (residents.get(invited.key)?.answers[position === 0 || position === 1 ? position : 2] ?? false);
  return willing && (!staysOpen || random.chance(answeredSoFar));
}

function respondentOf(known: {
  stage: Stage;
  play: WavePlay;
  invited: Invited;
  random: Random;
  person: string;
  survey: AskedSurvey;
  organisationNames: Map<string, string>;
}): Respondent {
  const { stage, play, invited, random, person, survey, organisationNames } = known;
  const { truth, seed, cast } = stage;
  const household = play.residents.get(invited.key)?.household ?? "";
  const ofResidents = invited.audience === "resident";
  const mind = mindOf(seed, person, ofResidents ? sharedOutlook(cast.slug, household, truth.households) : undefined);
  const segments = JSON.parse(invited.segments) as SimulatedResident["segments"];
  const isNeighbour = ofResidents && segments.område === truth.neighbours?.area;
  const words = ofResidents ? (residentWords[cast.slug] ?? {}) : actorWords;
  return {
    random,
    variables: { wave_position: play.position },
    standing: (item) =>
      mind.standing(item.key, play.position) + (ofResidents ? groupStanding(truth, segments, item.key) : 0),
    answering: isNeighbour ? survey.answeringElsewhere : survey.answering,
    // Where nothing is done, nothing new is written of.
    words: (question) => drawWords(random, words[question], isNeighbour ? 0 : play.position),
    closeness: (organisationId) => {
      if (organisationId === invited.organisationId) return null;
      const names = [invited.organisationId ?? "", organisationId].map((id) => organisationNames.get(id) ?? "");
      return closenessOf(truth, seed, names[0] ?? "", names[1] ?? "", play.position);
    },
  };
}
