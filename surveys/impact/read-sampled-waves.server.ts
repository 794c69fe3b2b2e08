import type { Audience, Database } from "#db/schema.ts";
import { type CodebookByVersion, storedResponses } from "#surveys/answering/tallied-response.server.ts";
import { readWithheldQuestions } from "#surveys/impact/weighting/withheld-questions.server.ts";
import { SampledWaves } from "./sampled-waves.ts";

/**
 * Reads the answers of waves in which anybody was drawn in a stratum or cluster, and of the waves they are compared with: the one place
 * where figures are made of answers and not of tallies. Null, and one query through an index, where there is no such wave.
 */
export async function readSampledWaves(db: Database, waveIds: string[]): Promise<SampledWaves | null> {
  const audiences = await audiencesWithDesign(db, waveIds);
  if (audiences.size === 0) return null;
  const sampled = new SampledWaves();
  const codebooks: CodebookByVersion = new Map();
  const withheld = await readWithheldQuestions(db, waveIds);
  for await (const page of storedResponses(db, waveIds, codebooks)) {
    for (const response of page) {
      if (!audiences.has(response.audience)) continue;
      const shown = [...response.values].filter(([item]) => !withheld.has(response.waveId, response.audience, item));
      sampled.add({ ...response, values: new Map(shown) });
    }
  }
  return sampled;
}

async function audiencesWithDesign(db: Database, waveIds: string[]): Promise<Set<Audience>> {
  if (waveIds.length === 0) return new Set();
  const rows = await db
    .selectFrom("response")
    .select("audience")
    .distinct()
    .where("wave_id", "in", waveIds)
    .where((where) => where.or([where("cluster", "is not", null), where("stratum", "is not", null)]))
    .execute();
  return new Set(rows.map(({ audience }) => audience));
}
