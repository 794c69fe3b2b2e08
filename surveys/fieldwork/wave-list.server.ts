import type { Audience, Database, Wave } from "#db/schema.ts";
import { countFromFloor } from "#surveys/disclosure-floor.ts";
import { invitationCounts } from "./invitation-count.server.ts";
import { noneOpenedYet } from "./wave.ts";

/** A wave as its coordinator sees it. */
export interface ListedWave extends Omit<Wave, "import_report" | "seal_number"> {
  surveys: WaveSurvey[];
  /** It would be the first that Ringvirk sends, and can only open on sealed goals. */
  mustFindSeal: boolean;
  /** By audience; empty before the wave opens and for imported waves. `answered` is null below the disclosure floor. */
  counts: Array<{ audience: Audience; invited: number; answered: number | null }>;
}

interface WaveSurvey {
  audience: Audience;
  title: string;
  versionId: string;
  number: number;
  /** False where the survey has been changed since the wave was planned. */
  newest: boolean;
}

/** The initiative's waves from the baseline on. */
export async function wavesOf(db: Database, initiativeId: string): Promise<ListedWave[]> {
  const waves = await db
    .selectFrom("wave")
    .select(["id", "initiative_id", "position", "name", "opens_on", "opens_at", "closes_on", "closes_at"])
    .select(["state", "source", "mode", "paused", "armed", "not_opened"])
    .where("initiative_id", "=", initiativeId)
    .orderBy("position")
    .execute();
  const mustFindSeal = noneOpenedYet(waves);
  const counts = await invitationCounts(
    db,
    waves.map(({ id }) => id),
  );
  return Promise.all(
    waves.map(async (wave) => ({
      ...wave,
      mustFindSeal,
      surveys: await surveysOfWave(db, wave.id),
      counts: counts
        .filter(({ wave_id }) => wave_id === wave.id)
        .map(({ audience, invited, answered }) => ({ audience, invited, answered: countFromFloor(answered) })),
    })),
  );
}

/** One wave of the initiative; undefined where there is none such. */
export async function waveOnList(db: Database, initiativeId: string, waveId: string): Promise<ListedWave | undefined> {
  return (await wavesOf(db, initiativeId)).find((wave) => wave.id === waveId);
}

async function surveysOfWave(db: Database, waveId: string): Promise<WaveSurvey[]> {
  const rows = await db
    .selectFrom("wave_survey")
    .innerJoin("survey_version", "survey_version.id", "wave_survey.survey_version_id")
    .innerJoin("survey", "survey.id", "survey_version.survey_id")
    .select(["wave_survey.audience", "survey.title", "survey_version.id as versionId", "survey_version.number"])
    .select((select) =>
      select
        .selectFrom("survey_version as newest")
        .select((inner) => inner.fn.max("newest.number").as("number"))
        .whereRef("newest.survey_id", "=", "survey.id")
        .as("newestNumber"),
    )
    .where("wave_survey.wave_id", "=", waveId)
    .orderBy("wave_survey.audience", "desc")
    .execute();
  return rows.map(({ newestNumber, ...row }) => ({ ...row, newest: row.number === newestNumber }));
}
