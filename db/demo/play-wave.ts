import type { Audience, Database } from "#db/schema.ts";
import { submitAnswers } from "#surveys/answering/submission.server.ts";
import { dayOf } from "#surveys/clock.ts";
import { surveysOf } from "#surveys/definition/survey.server.ts";
import { carryOutDueContacts } from "#surveys/fieldwork/carry-out.server.ts";
import { confirmUpload, stageUpload } from "#surveys/fieldwork/upload.server.ts";
import { closeWave, openWave, planWave, stateMode } from "#surveys/fieldwork/wave.server.ts";
import { weightCaps } from "#surveys/impact/weighting/weight-margins.ts";
import { applyWeights } from "#surveys/impact/weighting/weighting.server.ts";
import { renewRoster } from "#surveys/initiative/survey-choice.server.ts";
import { colleaguesFile, residentsFile, type SimulatedColleague } from "./participant-files.ts";
import { granted } from "./play-calendar.ts";
import type { Stage } from "./play-setup.ts";
import { drawSubmissions, type TimedSubmission } from "./play-submissions.ts";
import type { SimulatedResident } from "./population.ts";
import { populationShares } from "./truth.ts";

const waveDays = 21;
/** Answers come in three rushes, with the contacts of the plan between them: from which day in to which. */
const rushes = [
  [0, 8],
  [8, 15],
  [15, Number.POSITIVE_INFINITY],
] as const;

/** Who is uploaded before a wave. */
interface Newcomers {
  residents: SimulatedResident[];
  colleagues: SimulatedColleague[];
  /** Actors' people who are in the list already, and whose organisation now bears another name. */
  moved: SimulatedColleague[];
}

export interface WavePlay {
  position: number;
  opensDaysAgo: number;
  newcomers: Newcomers;
  /** Everybody drawn for the initiative, by the key in the participants' file. */
  residents: Map<string, SimulatedResident>;
  /** Still open when the visitor comes: some have answered, and the reminders of its plan are still ahead. */
  staysOpen: boolean;
}

/** One wave: people uploaded, planned, opened, answered in rushes with the contacts of its plan between, closed. */
export async function playWave(db: Database, stage: Stage, play: WavePlay): Promise<void> {
  const { position, opensDaysAgo: opens, newcomers, staysOpen } = play;
  const { residents, colleagues, moved } = newcomers;
  await upload(db, stage, opens + 3, "resident", residentsFile(residents), { created: residents.length });
  await upload(db, stage, opens + 3, "actor", colleaguesFile(colleagues), { created: colleagues.length });
  await upload(db, stage, opens + 3, "actor", colleaguesFile(moved), { renewed: moved.length });
  const wave = { id: await planNext(db, stage, position, opens), position };
  granted(await openWave(db, stage.deed(opens, 8), { waveId: wave.id, secret: stage.secret }));
  await markSent(db, wave.id, stage.calendar(opens, 9));
  const mode = stage.truth.modes[position];
  if (mode) granted(await stateMode(db, stage.deed(opens, 10), wave.id, mode));
  const submissions = await drawSubmissions(db, stage, play, wave.id);
  for (const [first, next] of rushes) {
    await submit(
      db,
      submissions.filter(({ daysIn }) => daysIn >= first && daysIn < next),
    );
    for (let day = first; day < Math.min(next, waveDays) && !staysOpen; day += 1) {
      const evening = stage.calendar(opens - day, 16);
      await carryOutDueContacts(db, evening);
      await markSent(db, wave.id, evening);
    }
  }
  if (staysOpen) return;
  granted(await closeWave(db, stage.deed(opens - waveDays, 20), wave.id));
  await weight(db, stage, wave.id, opens - waveDays - 2);
}

async function upload(
  db: Database,
  stage: Stage,
  daysAgo: number,
  audience: Audience,
  content: Buffer,
  expected: { created?: number; renewed?: number },
): Promise<void> {
  const { created = 0, renewed = 0 } = expected;
  if (created + renewed === 0) return;
  const deed = stage.deed(daysAgo);
  const fileName = audience === "resident" ? "beboere.csv" : "aktører.csv";
  const staged = granted(await stageUpload(db, deed, { audience, fileName, content }));
  const stored = granted(await confirmUpload(db, deed, staged.uploadId));
  if (stored.created !== created || stored.renewed !== renewed) {
    throw new Error(`${stage.cast.slug}: ${stored.created} new and ${stored.renewed} renewed were stored`);
  }
}

/** Answers of the closed wave are weighted to the shares that the population really has. */
async function weight(db: Database, stage: Stage, waveId: string, daysAgo: number): Promise<void> {
  const { weightedBy } = stage.truth;
  if (!weightedBy) return;
  const { dimension } = weightedBy;
  const margins = [{ dimension, groups: populationShares(stage.truth), leavesOut: false }];
  const about = { waveId, audience: "resident" as const, margins, cap: weightCaps.usual };
  granted(await applyWeights(db, stage.deed(daysAgo, 11), about));
}

/** The roster follows who takes part, so each follow-up may have a new version of the actors' survey. */
async function planNext(db: Database, stage: Stage, position: number, opens: number): Promise<string> {
  const surveysThen = await surveysOf(db, stage.initiativeId);
  const ofActors = surveysThen.find((survey) => survey.audience === "actor");
  if (position > 0 && ofActors)
    granted(await renewRoster(db, { ...stage.deed(opens + 2), surveyId: ofActors.surveyId }));
  const surveys = Object.fromEntries((await surveysOf(db, stage.initiativeId)).map((s) => [s.audience, s.versionId]));
  const plan = {
    name: position === 0 ? "Første måling" : `Opfølgning ${position}`,
    opensOn: dayOf(stage.calendar(opens)),
    closesOn: dayOf(stage.calendar(opens - waveDays)),
    surveys,
  };
  return granted(await planWave(db, stage.deed(opens + 1), plan)).id;
}

/** These mails went out long ago; the worker must not hand them over now. */
async function markSent(db: Database, waveId: string, sentAt: Date): Promise<void> {
  await db
    .updateTable("message")
    .set({ state: "sent", attempts: 1, sent_at: sentAt.toISOString() })
    .where("state", "=", "waiting")
    .where("invitation_id", "in", (of) => of.selectFrom("invitation").select("id").where("wave_id", "=", waveId))
    .execute();
}

async function submit(db: Database, submissions: TimedSubmission[]): Promise<void> {
  if (submissions.length === 0) return;
  const outcomes = await db.transaction().execute((trx) =>
    submitAnswers(
      trx,
      submissions.map(({ submission }) => submission),
    ),
  );
  for (const refused of outcomes) granted(refused);
}
