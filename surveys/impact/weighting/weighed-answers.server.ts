import type { Database, DatabaseTransaction } from "#db/schema.ts";
import { type CodebookByVersion, readResponses } from "#surveys/answering/tallied-response.server.ts";
import { isValid } from "#surveys/answering/tally-values.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import type { WeighablePerson } from "./plan-weights.ts";
import type { WhichAnswers } from "./weighable-wave.server.ts";

export interface WeighedAnswers {
  /** Of the responses, in the order of the people. */
  ids: string[];
  people: WeighablePerson[];
  /** Items with an answer, and the places of those who answered them: each different set of people once. */
  answeredBy: Array<{ items: string[]; places: number[] }>;
  /** What was asked. */
  asked: Array<Pick<Codebook, "items" | "indexes">>;
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
  return { ids, people, answeredBy: distinctSets(byItem), asked: [...codebooks.values()] };
}

function distinctSets(byItem: ReadonlyMap<string, number[]>): WeighedAnswers["answeredBy"] {
  const sets = Map.groupBy(byItem, ([, places]) => places.join(" "));
  return [...sets.values()].map((same) => ({ items: same.map(([item]) => item), places: same[0]?.[1] ?? [] }));
}
