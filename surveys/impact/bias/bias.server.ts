import type { Database } from "#db/schema.ts";
import { readResults } from "#surveys/impact/results.server.ts";
import type { BiasResult } from "./bias.ts";

/**
 * The bias report of an initiative: one entry per audience and pair of closed waves, the baseline to each later wave and each wave to the
 * next. Part of the results, so it is kept and renewed with them and has passed the same disclosure control.
 *
 * @throws if there is no such initiative.
 */
export async function biasOf(db: Database, initiativeId: string): Promise<BiasResult[]> {
  return (await readResults(db, initiativeId)).bias;
}
