import type { Database } from "#db/schema.ts";
import { indicatorsToChoose } from "./indicator-choice.server.ts";
import type { IndicatorChoice } from "./indicator-choice.ts";
import { knownSegments } from "./segment-choice.server.ts";

/** What there is to choose from when a goal is written. */
export interface GoalSetting {
  indicators: IndicatorChoice[];
  segments: string[];
  /** Waves after the baseline; without a name where none has been planned yet. */
  dueWaves: Array<{ position: number; name: string | null }>;
}

/** So many follow-ups can be aimed at before any is planned. */
const fewestDueWaves = 4;

export async function goalSetting(db: Database, initiativeId: string): Promise<GoalSetting> {
  const planned = await db
    .selectFrom("wave")
    .select(["position", "name"])
    .where("initiative_id", "=", initiativeId)
    .where("position", ">", 0)
    .orderBy("position")
    .execute();
  const last = Math.max(fewestDueWaves, ...planned.map((wave) => wave.position));
  return {
    indicators: await indicatorsToChoose(db, initiativeId),
    segments: await knownSegments(db, initiativeId),
    dueWaves: Array.from({ length: last }, (_, index) => ({
      position: index + 1,
      name: planned.find((wave) => wave.position === index + 1)?.name ?? null,
    })),
  };
}
