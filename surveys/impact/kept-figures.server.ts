import type { Database } from "#db/schema.ts";

/**
 * Makes figures once and gives the same again as long as what they are made of stays the same. In memory, for each database by itself.
 */
export class KeptFigures<Figures> {
  readonly #most: number;
  readonly #byDatabase = new WeakMap<Database, Map<string, { known: string; figures: Promise<Figures> }>>();

  /** @param most figures that are kept at a time; those not asked for longest go first. */
  constructor(most: number) {
    this.#most = most;
  }

  /**
   * @param about what the figures are about; one is kept of each.
   * @param known everything they are made of: each row, or the revision of what there are too many rows of (`raiseRevisions`). Read before
   *   `make` reads anything: figures may then be newer than what they are kept for, which no later reader knows, because revisions only
   *   rise; they are never older.
   * @returns frozen, for all readers share it.
   */
  of(db: Database, about: string, known: unknown, make: () => Promise<Figures>): Promise<Figures> {
    const kept = this.#byDatabase.get(db) ?? new Map();
    this.#byDatabase.set(db, kept);
    const now = JSON.stringify(known);
    const found = kept.get(about);
    const entry = found?.known === now ? found : { known: now, figures: make().then(frozen) };
    kept.delete(about);
    kept.set(about, entry);
    entry.figures.catch(() => kept.delete(about));
    const oldest = kept.keys().next().value;
    if (kept.size > this.#most && oldest !== undefined) kept.delete(oldest);
    return entry.figures;
  }
}

function frozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
}
