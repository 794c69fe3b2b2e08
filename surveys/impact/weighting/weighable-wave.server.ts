import type { Audience, Database, DatabaseTransaction } from "#db/schema.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import type { WaveDimension } from "./weight-margins.ts";

/** The answers of one audience to one wave. */
export interface WhichAnswers {
  initiativeId: string;
  waveId: string;
  audience: Audience;
}

export interface WeighableWave {
  waveId: string;
  audience: Audience;
  name: string;
  /** Weights are in use. */
  weighted: boolean;
}

/** Closed waves with each audience they asked, in order: what can be weighted. */
export async function weighableWaves(db: Database, initiativeId: string): Promise<WeighableWave[]> {
  const rows = await wavesQuery(db)
    .where("wave.initiative_id", "=", initiativeId)
    .where("wave.state", "=", "closed")
    .execute();
  return rows.map(({ used, state, ...wave }) => ({ ...wave, weighted: used !== null }));
}

/** Refused: "wave.not-found", "weights.wave-not-closed". */
export async function weighableWave(
  db: Database | DatabaseTransaction,
  { initiativeId, waveId, audience }: WhichAnswers,
): Promise<WeighableWave | Problem> {
  const row = await wavesQuery(db)
    .where("wave.initiative_id", "=", initiativeId)
    .where("wave.id", "=", waveId)
    .where("wave_survey.audience", "=", audience)
    .executeTakeFirst();
  if (!row) return problem("wave.not-found");
  const { used, state, ...wave } = row;
  return state === "closed" ? { ...wave, weighted: used !== null } : problem("weights.wave-not-closed");
}

function wavesQuery(db: Database | DatabaseTransaction) {
  return db
    .selectFrom("wave_survey")
    .innerJoin("wave", "wave.id", "wave_survey.wave_id")
    .leftJoin("weighting", (join) =>
      join
        .onRef("weighting.wave_id", "=", "wave.id")
        .onRef("weighting.audience", "=", "wave_survey.audience")
        .on("weighting.in_use", "=", 1),
    )
    .select(["wave.id as waveId", "wave_survey.audience", "wave.name", "wave.state", "weighting.id as used"])
    .orderBy("wave.position")
    .orderBy("wave_survey.audience", "desc");
}

/**
 * The groups of a wave: those its answers stand in and those of the participants who could have answered. Coordinators hold both lists, or the
 * file of an imported wave, so names tell them nothing of who answered.
 */
export async function dimensionsOf(
  db: Database,
  { initiativeId, waveId, audience }: WhichAnswers,
): Promise<WaveDimension[]> {
  const ofAnswers = await db
    .selectFrom("response")
    .select("segments")
    .distinct()
    .where("wave_id", "=", waveId)
    .where("audience", "=", audience)
    .execute();
  const ofParticipants = await db
    .selectFrom("participant")
    .select("segments")
    .distinct()
    .where("initiative_id", "=", initiativeId)
    .where("audience", "=", audience)
    .execute();
  const groups = new Map<string, Set<string>>();
  for (const { segments } of [...ofAnswers, ...ofParticipants]) {
    for (const [name, group] of Object.entries(JSON.parse(segments) as Record<string, string>)) {
      groups.set(name, (groups.get(name) ?? new Set()).add(group));
    }
  }
  const inOrder = (one: string, other: string) => one.localeCompare(other, "da", { numeric: true });
  return [...groups]
    .map(([name, own]) => ({ name, groups: [...own].sort(inOrder) }))
    .sort((one, other) => inOrder(one.name, other.name));
}
