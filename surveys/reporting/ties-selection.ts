import type { Network, NetworkChange, NetworkWave } from "#surveys/impact/network/network.ts";

/** What a page about ties shows: one wave, or two with what changed between them. */
export interface TiesSelection {
  organisations: Network["organisations"];
  /** The pairs of waves there are to choose from; `key` stands in the address. */
  choices: Array<{ key: string; fromWave: string; toWave: string }>;
  chosen: string | null;
  before: NetworkWave | null;
  after: NetworkWave;
  change: NetworkChange | null;
}

/**
 * The pair of waves that somebody wishes to see, else the first and the last. Null where no closed wave has asked of ties.
 *
 * @param wish key of a choice; anything else is as none.
 */
export function selectTies({ organisations, waves, changes }: Network, wish: string): TiesSelection | null {
  const [first, last] = [waves[0], waves.at(-1)];
  if (!first || !last) return null;
  const waveOf = (id: string) => waves.find(({ waveId }) => waveId === id) as NetworkWave;
  const choices = changes.map((change) => ({
    key: keyOf(change),
    fromWave: waveOf(change.from).name,
    toWave: waveOf(change.to).name,
  }));
  const change =
    changes.find((one) => keyOf(one) === wish) ??
    changes.find(({ from, to }) => from === first.waveId && to === last.waveId) ??
    null;
  if (!change) return { organisations, choices, chosen: null, before: null, after: last, change: null };
  const [before, after] = [waveOf(change.from), waveOf(change.to)];
  return { organisations, choices, chosen: keyOf(change), before, after, change };
}

function keyOf({ fromPosition, toPosition }: NetworkChange): string {
  return `${fromPosition}-${toPosition}`;
}
