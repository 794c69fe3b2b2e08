import type { Audience, Database } from "#db/schema.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { DISCLOSURE_FLOOR } from "#surveys/disclosure-floor.ts";
import { goalStandings } from "#surveys/initiative/seal.server.ts";
import type { SealContent } from "#surveys/initiative/seal.ts";
import { assembleResults, type HeldWave, type ListedGoal } from "./assemble-results.ts";
import { wavePairsOf } from "./figures.ts";
import { readTallies } from "./read-tallies.server.ts";
import type { Results } from "./results.ts";

export interface ResultsOptions {
  /** Fewest people a figure may be about; at least the default 5. Public pages ask for 10. */
  floor?: number;
}

/**
 * Everything that may be said of an initiative, after disclosure control: figures of closed waves, changes, goals with verdicts, tides and
 * ripples. Made from the tallies in a fixed number of queries, whatever the number of answers; nothing is read from the answers.
 *
 * @throws if there is no such initiative; RangeError for a floor below 5.
 */
export async function readResults(
  db: Database,
  initiativeId: string,
  { floor = DISCLOSURE_FLOOR }: ResultsOptions = {},
): Promise<Results> {
  if (!(floor >= DISCLOSURE_FLOOR)) throw new RangeError(`the disclosure floor is at least ${DISCLOSURE_FLOOR}`);
  const initiative = await db
    .selectFrom("initiative")
    .select(["slug", "name"])
    .where("id", "=", initiativeId)
    .executeTakeFirstOrThrow();
  const waves = await heldWaves(db, initiativeId);
  const closed = waves.filter((wave) => wave.state === "closed");
  const pairs = wavePairsOf(closed).map(({ from, to }) => ({ from: from.id, to: to.id }));
  const closedIds = closed.map((wave) => wave.id);
  const tallies = await readTallies(db, closedIds, pairs);
  const goals = await listedGoals(db, initiativeId);
  const sealed = await sealInForce(db, initiativeId);
  return assembleResults({ initiative, waves, tallies, goals, sealed, floor });
}

async function heldWaves(db: Database, initiativeId: string): Promise<HeldWave[]> {
  const waves = await db
    .selectFrom("wave")
    .select(["id", "position", "name", "opens_on", "closes_on", "state", "source"])
    .where("initiative_id", "=", initiativeId)
    .orderBy("position")
    .execute();
  const surveys = await askedSurveys(db, initiativeId);
  const invitations = await invitationCounts(db, initiativeId);
  return waves.map((wave) => ({
    ...wave,
    surveys: surveys.filter((survey) => survey.waveId === wave.id),
    invitations: invitations.filter((count) => count.waveId === wave.id),
  }));
}

/** A codebook is read once, however many waves used its version. */
async function askedSurveys(db: Database, initiativeId: string) {
  const asked = await db
    .selectFrom("wave_survey")
    .innerJoin("wave", "wave.id", "wave_survey.wave_id")
    .select(["wave_id as waveId", "audience", "survey_version_id as versionId"])
    .where("wave.initiative_id", "=", initiativeId)
    .execute();
  if (asked.length === 0) return [];
  const versionIds = [...new Set(asked.map(({ versionId }) => versionId))];
  const versions = await db
    .selectFrom("survey_version")
    .select(["id", "codebook"])
    .where("id", "in", versionIds)
    .execute();
  const codebooks = new Map(versions.map((version) => [version.id, JSON.parse(version.codebook) as Codebook]));
  return asked.flatMap(({ waveId, audience, versionId }) => {
    const codebook = codebooks.get(versionId);
    return codebook ? [{ waveId, audience, codebook }] : [];
  });
}

async function invitationCounts(
  db: Database,
  initiativeId: string,
): Promise<Array<{ waveId: string; audience: Audience; invited: number; answered: number }>> {
  const rows = await db
    .selectFrom("invitation")
    .innerJoin("participant", "participant.id", "invitation.participant_id")
    .select((select) => [
      "invitation.wave_id as waveId",
      "participant.audience",
      select.fn.countAll<number>().as("invited"),
      select.fn.sum<number>("invitation.answered").as("answered"),
    ])
    .where("participant.initiative_id", "=", initiativeId)
    .groupBy(["invitation.wave_id", "participant.audience"])
    .execute();
  return rows.map((row) => ({ ...row, invited: Number(row.invited), answered: Number(row.answered) }));
}

async function listedGoals(db: Database, initiativeId: string): Promise<ListedGoal[]> {
  const goals = await db
    .selectFrom("goal")
    .selectAll()
    .where("initiative_id", "=", initiativeId)
    .orderBy("position")
    .execute();
  const standings = await goalStandings(db, initiativeId);
  const endorsers = await db
    .selectFrom("endorsement")
    .innerJoin("goal", "goal.id", "endorsement.goal_id")
    .innerJoin("organisation", "organisation.id", "endorsement.organisation_id")
    .select(["goal_id as goalId", "organisation.name"])
    .where("goal.initiative_id", "=", initiativeId)
    .orderBy("organisation.name")
    .execute();
  return goals.map((goal) => ({
    goal,
    standing: standings.get(goal.id) ?? { sealedBeforeBaseline: false, changedAfterBaseline: false },
    endorsedBy: endorsers.filter((endorser) => endorser.goalId === goal.id).map(({ name }) => name),
  }));
}

/**
 * The seal in force when the first wave opened in Ringvirk: the baseline, or the first follow-up to a baseline made elsewhere. Goals and expectations written later bind nothing: else a harm could be taken off the list
 * of ripples by calling it expected once it was seen.
 */
async function sealInForce(db: Database, initiativeId: string): Promise<SealContent> {
  const seal = await db
    .selectFrom("seal")
    .innerJoin("wave", (join) =>
      join.onRef("wave.initiative_id", "=", "seal.initiative_id").onRef("wave.seal_number", "=", "seal.number"),
    )
    .select("seal.content")
    .where("wave.initiative_id", "=", initiativeId)
    .orderBy("wave.position")
    .executeTakeFirst();
  return seal ? (JSON.parse(seal.content) as SealContent) : { goals: [], expectations: [] };
}
