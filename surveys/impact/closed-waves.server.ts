import type { Audience, Database } from "#db/schema.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";

/** A closed wave as it asked one audience. */
export interface AskedWave {
  id: string;
  position: number;
  name: string;
  opensOn: string;
  closesOn: string;
  audience: Audience;
  versionId: string;
  /** Rises with every change of its answers; what is made of them is kept by it. */
  revision: number | null;
}

/** The closed waves of an initiative, one for each audience that it asked: by position, residents first. */
export function closedWaves(db: Database, initiativeId: string): Promise<AskedWave[]> {
  return db
    .selectFrom("wave")
    .innerJoin("wave_survey", "wave_survey.wave_id", "wave.id")
    .leftJoin("wave_revision", "wave_revision.wave_id", "wave.id")
    .select(["wave.id", "position", "name", "opens_on as opensOn", "closes_on as closesOn", "audience"])
    .select(["survey_version_id as versionId", "wave_revision.number as revision"])
    .where("initiative_id", "=", initiativeId)
    .where("state", "=", "closed")
    .orderBy("position")
    .orderBy("audience", "desc")
    .execute();
}

export async function closedActorWaves(db: Database, initiativeId: string): Promise<AskedWave[]> {
  return (await closedWaves(db, initiativeId)).filter(({ audience }) => audience === "actor");
}

/** What these waves asked, by survey version. */
export async function codebooksOf(db: Database, waves: readonly AskedWave[]): Promise<Map<string, Codebook>> {
  if (waves.length === 0) return new Map();
  const versions = await db
    .selectFrom("survey_version")
    .select(["id", "codebook"])
    .where("id", "in", [...new Set(waves.map(({ versionId }) => versionId))])
    .execute();
  return new Map(versions.map(({ id, codebook }) => [id, JSON.parse(codebook) as Codebook]));
}
