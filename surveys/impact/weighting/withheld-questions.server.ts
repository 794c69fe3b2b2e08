import type { Audience, Database } from "#db/schema.ts";

/** Items that have no figures while the weights in use are in use, by wave and audience. */
export class WithheldQuestions {
  readonly #items = new Map<string, ReadonlySet<string>>();

  constructor(weightings: Iterable<{ waveId: string; audience: Audience; withheld: string[] }>) {
    for (const { waveId, audience, withheld } of weightings)
      this.#items.set(`${waveId} ${audience}`, new Set(withheld));
  }

  has(waveId: string, audience: Audience, itemKey: string): boolean {
    return this.#items.get(`${waveId} ${audience}`)?.has(itemKey) ?? false;
  }
}

/**
 * What weights in use withhold (`exposed-by-weights.ts` says why). Every reader of answers or tallies that makes weighted figures leaves these
 * out, as if nobody had answered them in that wave: so hidden and empty look alike everywhere after it.
 */
export async function readWithheldQuestions(db: Database, waveIds: readonly string[]): Promise<WithheldQuestions> {
  if (waveIds.length === 0) return new WithheldQuestions([]);
  const rows = await db
    .selectFrom("weighting")
    .select(["wave_id as waveId", "audience", "withheld"])
    .where("wave_id", "in", waveIds)
    .where("in_use", "=", 1)
    .execute();
  return new WithheldQuestions(rows.map((row) => ({ ...row, withheld: JSON.parse(row.withheld) })));
}
