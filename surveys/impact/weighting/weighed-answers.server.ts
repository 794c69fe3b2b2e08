import type { Database, DatabaseTransaction } from "#db/schema.ts";
import { type CodebookByVersion, readResponses } from "#surveys/answering/tallied-response.server.ts";
import { isValid } from "#surveys/answering/tally-values.ts";
import type { WeighablePerson } from "./plan-weights.ts";
import type { WhichAnswers } from "./weighable-wave.server.ts";

export interface WeighedAnswers {
  /** Of the responses, in the order of the people. */
  ids: string[];
  people: WeighablePerson[];
  /** The places of those who answered anything, and of those who answered each item: each different set once. */
  answeredBy: number[][];
}

const pageSize = 500;

/** Everybody who answered, with their first weight; in an order that tells nothing and is always the same. */
export async function readWeighedPeople(
  db: Database | DatabaseTransaction,
  { waveId, audience }: WhichAnswers,
): Promise<WeighedAnswers> {
  const ids: string[] = [];
  const people: WeighablePerson[] = [];
  const byItem = new Map<string, number[]>();
  const codebooks: CodebookByVersion = new Map();
  for (let after = ""; ; ) {
    const rows = await db
      .selectFrom("response")
      .selectAll()
      .where("wave_id", "=", waveId)
      .where("audience", "=", audience)
      .where("id", ">", after)
      .orderBy("id")
      .limit(pageSize)
      .execute();
    const last = rows.at(-1);
    if (!last) break;
    for (const [at, response] of (await readResponses(db, rows, codebooks)).entries()) {
      const person = ids.length;
      ids.push(response.id);
      people.push({ segments: response.segments, baseWeight: rows[at]?.base_weight ?? 0 });
      for (const [item, value] of response.values) {
        if (!isValid(value)) continue;
        const places = byItem.get(item);
        if (places) places.push(person);
        else byItem.set(item, [person]);
      }
    }
    after = last.id;
  }
  return { ids, people, answeredBy: distinctSets([[...people.keys()], ...byItem.values()]) };
}

function distinctSets(sets: number[][]): number[][] {
  return [...new Map(sets.map((places) => [places.join(" "), places])).values()];
}
