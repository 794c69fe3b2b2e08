import { setTimeout as sleep } from "node:timers/promises";

interface Rounds {
  /** Rest between two rounds. */
  pauseSeconds: number;
  /** Told of faults, which do not end the rounds. */
  report?: (fault: unknown) => void;
}

/** Does something in the background again and again. `stop` lets the round under way come to its end. */
export function startRounds(
  round: (signal: AbortSignal) => Promise<unknown>,
  { pauseSeconds, report = console.error }: Rounds,
): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const rounds = async () => {
    while (!signal.aborted) {
      await round(signal).catch(report);
      await sleep(pauseSeconds * 1000, undefined, { signal }).catch(() => {});
    }
  };
  const done = rounds();
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}
