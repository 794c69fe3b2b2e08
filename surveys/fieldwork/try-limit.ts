/** What a client may do now: go on (perhaps after a wait), or come back in some seconds. */
export type Leave = { waitSeconds: number } | { backInSeconds: number };

export interface TryLimitSettings {
  /** Misses that a client may make at once, and the seconds in which one is forgiven. */
  perClient: { misses: number; forgiveSeconds: number };
  /** Misses of everybody together that are usual; beyond them each try waits. */
  overall: { misses: number; forgiveSeconds: number; waitSeconds: number };
}

/** Ten wrong codes at once and then one every half minute; 300 of everybody's at once and then ten a minute. */
export const codeTries: TryLimitSettings = {
  perClient: { misses: 10, forgiveSeconds: 30 },
  overall: { misses: 300, forgiveSeconds: 6, waitSeconds: 3 },
};

/** Sixty begun answers from one address at once (a meeting on one network), then one every ten seconds. */
export const beginTries: TryLimitSettings = {
  perClient: { misses: 60, forgiveSeconds: 10 },
  overall: { misses: 3000, forgiveSeconds: 1, waitSeconds: 3 },
};

// A client is some dozen bytes here: a hundred thousand of them cost little, and more are only seen in an attack.
const mostClients = 100_000;

/**
 * Bounds how many wrong tries a client makes, and slows everybody's when there are very many: a right try is then late, never refused because
 * of somebody else's. Lives in memory alone; addresses are never written down and go when they are forgiven.
 */
export class TryLimit {
  readonly #settings: TryLimitSettings;
  /** When a client will have been forgiven everything, in milliseconds; the oldest first. */
  readonly #clearAt = new Map<string, number>();
  #overallClearAt = 0;
  #forgetAt = 0;

  constructor(settings: TryLimitSettings) {
    this.#settings = settings;
  }

  /** Whether the client may try, without counting anything yet. */
  leave(client: string, now: Date): Leave {
    const { perClient, overall } = this.#settings;
    const time = now.getTime();
    const overfull = this.#excess(this.#clearAt.get(client) ?? 0, time, perClient);
    if (overfull > 0) return { backInSeconds: Math.ceil(overfull / 1000) };
    return { waitSeconds: this.#excess(this.#overallClearAt, time, overall) > 0 ? overall.waitSeconds : 0 };
  }

  /** Counts a try that missed. */
  miss(client: string, now: Date): void {
    const { perClient, overall } = this.#settings;
    const time = now.getTime();
    const clearAt = Math.max(this.#clearAt.get(client) ?? 0, time) + perClient.forgiveSeconds * 1000;
    this.#clearAt.delete(client);
    this.#clearAt.set(client, clearAt);
    // Held at what is usual and one more: however long somebody floods, it is over soon after.
    const most = time + (overall.misses + 1) * overall.forgiveSeconds * 1000;
    this.#overallClearAt = Math.min(Math.max(this.#overallClearAt, time) + overall.forgiveSeconds * 1000, most);
    this.#forget(time);
  }

  /** Takes back a miss that turned out to be none. */
  pardon(client: string): void {
    const { perClient, overall } = this.#settings;
    const clearAt = this.#clearAt.get(client);
    if (clearAt !== undefined) this.#clearAt.set(client, clearAt - perClient.forgiveSeconds * 1000);
    this.#overallClearAt -= overall.forgiveSeconds * 1000;
  }

  /** How many clients are remembered. */
  get clients(): number {
    return this.#clearAt.size;
  }

  /** Milliseconds until one more miss is allowed; zero or less where it is. */
  #excess(
    clearAt: number,
    time: number,
    { misses, forgiveSeconds }: { misses: number; forgiveSeconds: number },
  ): number {
    return clearAt - time - (misses - 1) * forgiveSeconds * 1000;
  }

  /** Now and then in one pass: whoever is forgiven, and in a flood the oldest tenth. */
  #forget(time: number): void {
    if (time < this.#forgetAt && this.#clearAt.size <= mostClients) return;
    this.#forgetAt = time + 60_000;
    for (const [client, clearAt] of this.#clearAt) if (clearAt <= time) this.#clearAt.delete(client);
    if (this.#clearAt.size <= mostClients) return;
    const oldest = [...this.#clearAt.keys()].slice(0, mostClients / 10);
    for (const client of oldest) this.#clearAt.delete(client);
  }
}
