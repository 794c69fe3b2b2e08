import type { Audience, Database } from "#db/schema.ts";
import { readResultsAndExact } from "#surveys/impact/results.server.ts";
import { knownFigures } from "./known-figures.ts";
import type { KnownFigures } from "./planner.ts";

/** What earlier waves of an initiative say, asked for by audience and indicator, and how many goals it has. Exact figures stay in here. */
export async function readKnownFigures(
  db: Database,
  initiativeId: string,
): Promise<{ goals: number; of: (audience: Audience, indicator: string | null) => KnownFigures }> {
  const { results, exact } = await readResultsAndExact(db, initiativeId);
  return {
    goals: results.goals.length,
    of: (audience, indicator) => knownFigures({ told: results, exact }, audience, indicator),
  };
}
