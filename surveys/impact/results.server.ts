import type { Audience, Database } from "#db/schema.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { DISCLOSURE_FLOOR } from "#surveys/disclosure-floor.ts";
import { invitationCounts } from "#surveys/fieldwork/invitation-count.server.ts";
import { undeliveredCounts } from "#surveys/fieldwork/message.server.ts";
import { comparisonGroup } from "#surveys/initiative/comparison-group.server.ts";
import { sealInForce } from "#surveys/initiative/seal.server.ts";
import {
  assembleFigures,
  assembleResults,
  type ClosedWave,
  type ExactOfEveryone,
  type Figures,
  type HeldWave,
  type InvitationCount,
} from "./assemble-results.ts";
import { readWays } from "./bias/read-ways.server.ts";
import { wavePairsOf } from "./figures.ts";
import { judgedGoals } from "./judged-goals.server.ts";
import { KeptFigures } from "./kept-figures.server.ts";
import { readSampledWaves } from "./read-sampled-waves.server.ts";
import { readTallies } from "./read-tallies.server.ts";
import type { Results } from "./results.ts";
import type { Tallies } from "./tallies.ts";

export interface ResultsOptions {
  /** Fewest people a figure may be about; at least the default 5. Public pages ask for 10. */
  floor?: number;
  /**
   * For checks against outside references alone: figures before they are put on their grids (rule 9 of `disclosure.ts`). Nothing that a person
   * reads may ask for them; `tests/impact/one-gate.test.ts` sees to it.
   */
  exact?: boolean;
}

// The figures of six hundred indicators take a few megabytes.
const keptFigures = new KeptFigures<Figures>(12);

/**
 * Everything that may be said of an initiative, after disclosure control: figures of closed waves, changes, goals with verdicts, tides and
 * ripples. Made from the tallies in a fixed number of queries, whatever the number of answers; the answers themselves are read only where
 * people were drawn in strata or clusters (docs/decisions/007-clusters-are-read-from-answers.md). What is made of closed waves is kept until
 * anything of theirs changes (docs/decisions/006-figures-are-kept.md).
 *
 * @returns frozen in its parts: readers share them.
 * @throws if there is no such initiative; RangeError for a floor below 5.
 */
export async function readResults(
  db: Database,
  initiativeId: string,
  { floor = DISCLOSURE_FLOOR, exact = false }: ResultsOptions = {},
): Promise<Results> {
  return (await readBoth(db, initiativeId, { floor, exact })).results;
}

/**
 * The results with the exact figures of everyone that they were made of, in one piece of work. For the planner alone, which puts what it tells
 * on grids of its own; `tests/impact/one-gate.test.ts` sees to it.
 */
export async function readResultsAndExact(
  db: Database,
  initiativeId: string,
): Promise<{ results: Results; exact: ExactOfEveryone }> {
  return readBoth(db, initiativeId, { floor: DISCLOSURE_FLOOR, exact: false });
}

async function readBoth(
  db: Database,
  initiativeId: string,
  { floor, exact }: Required<ResultsOptions>,
): Promise<{ results: Results; exact: ExactOfEveryone }> {
  if (!(floor >= DISCLOSURE_FLOOR)) throw new RangeError(`the disclosure floor is at least ${DISCLOSURE_FLOOR}`);
  const initiative = await db
    .selectFrom("initiative")
    .select(["slug", "name"])
    .where("id", "=", initiativeId)
    .executeTakeFirstOrThrow();
  const waves = await revisedWaves(db, initiativeId);
  const asked = await askedVersions(db, initiativeId);
  const sealed = await sealInForce(db, initiativeId);
  const goals = await judgedGoals(db, initiativeId, sealed);
  const comparison = await comparisonGroup(db, initiativeId, sealed);
  const held = waves.map(({ revision, ...wave }) => ({ ...wave, audiences: audiencesOf(wave.id, asked) }));
  const revisions = waves.flatMap((wave) => (wave.state === "closed" ? [[wave.id, wave.revision]] : []));
  const known = { held, asked, revisions, goals, sealed, comparison };
  const figures = await keptFigures.of(db, `${initiativeId} ${floor}${exact ? " exact" : ""}`, known, async () => {
    const closed = await withCodebooks(db, held, asked);
    const tallies = await readClosed(db, closed);
    const closedIds = closed.map((wave) => wave.id);
    const [samples, ways] = [await readSampledWaves(db, closedIds), await readWays(db, closedIds)];
    const bound = sealed?.content ?? { goals: [], expectations: [] };
    const read = { waves: held, closed, tallies, samples, ways };
    return assembleFigures({ ...read, goals, sealed: bound, comparison, floor, exact });
  });
  const invitations = await countInvitations(db, initiativeId, held);
  const results = assembleResults({ initiative, waves: held, invitations, figures, floor });
  return { results, exact: figures.exactOfEveryone };
}

type RevisedWave = Omit<HeldWave, "audiences"> & { revision: number };

async function revisedWaves(db: Database, initiativeId: string): Promise<RevisedWave[]> {
  const waves = await db
    .selectFrom("wave")
    .leftJoin("wave_revision", "wave_revision.wave_id", "wave.id")
    .select(["id", "position", "name", "opens_on", "closes_on", "state", "source", "mode"])
    .select("wave_revision.number as revision")
    .where("initiative_id", "=", initiativeId)
    .orderBy("position")
    .execute();
  return waves.map((wave) => ({ ...wave, revision: wave.revision ?? 0 }));
}

interface AskedVersion {
  waveId: string;
  audience: Audience;
  versionId: string;
}

function askedVersions(db: Database, initiativeId: string): Promise<AskedVersion[]> {
  return db
    .selectFrom("wave_survey")
    .innerJoin("wave", "wave.id", "wave_survey.wave_id")
    .select(["wave_id as waveId", "audience", "survey_version_id as versionId"])
    .where("wave.initiative_id", "=", initiativeId)
    .execute();
}

function audiencesOf(waveId: string, asked: AskedVersion[]): Audience[] {
  return asked.filter((survey) => survey.waveId === waveId).map(({ audience }) => audience);
}

/** A codebook is read once, however many waves used its version. A version that a wave has used is frozen. */
async function withCodebooks(db: Database, waves: HeldWave[], asked: AskedVersion[]): Promise<ClosedWave[]> {
  const closed = waves.filter((wave) => wave.state === "closed");
  const ofClosed = asked.filter(({ waveId }) => closed.some((wave) => wave.id === waveId));
  if (ofClosed.length === 0) return closed.map((wave) => ({ ...wave, surveys: [] }));
  const versions = await db
    .selectFrom("survey_version")
    .select(["id", "codebook"])
    .where("id", "in", [...new Set(ofClosed.map(({ versionId }) => versionId))])
    .execute();
  const codebooks = new Map(versions.map((version) => [version.id, JSON.parse(version.codebook) as Codebook]));
  const surveys = ofClosed.flatMap(({ waveId, audience, versionId }) => {
    const codebook = codebooks.get(versionId);
    return codebook ? [{ waveId, audience, codebook }] : [];
  });
  return closed.map((wave) => ({ ...wave, surveys: surveys.filter((survey) => survey.waveId === wave.id) }));
}

function readClosed(db: Database, closed: ClosedWave[]): Promise<Tallies> {
  const pairs = wavePairsOf(closed).map(({ from, to }) => ({ from: from.id, to: to.id }));
  return readTallies(
    db,
    closed.map((wave) => wave.id),
    pairs,
  );
}

async function countInvitations(db: Database, initiativeId: string, waves: HeldWave[]): Promise<InvitationCount[]> {
  const sent = waves.filter((wave) => wave.source === "ringvirk" && wave.state !== "planned");
  const counts = await invitationCounts(
    db,
    sent.map(({ id }) => id),
  );
  const undelivered = await undeliveredCounts(db, initiativeId);
  return counts.map(({ wave_id: waveId, audience, invited, answered }) => ({
    ...{ waveId, audience, invited, answered },
    undelivered: undelivered.find((count) => count.waveId === waveId && count.audience === audience)?.people ?? 0,
  }));
}
