import type { Database } from "#db/schema.ts";
import { startRounds } from "#surveys/rounds.ts";
import { readRipples } from "./ripples.server.ts";

/** As many initiatives as figures are kept of at a time (docs/decisions/006-figures-are-kept.md). */
const mostReady = 12;

interface Readying {
  pauseSeconds?: number;
  /** Told of faults, which end nothing: whoever opens the page meets them again. */
  report?: (fault: unknown) => void;
}

/** Has figures made in the background when the server starts and when a wave is closed or counted anew, so that no reader waits for them. */
export function startReadying(
  db: Database,
  { pauseSeconds = 5, report = console.error }: Readying = {},
): { stop: () => Promise<void> } {
  const known = new Map<string, string>();
  return startRounds((signal) => readyFigures(db, known, { report, signal }), { pauseSeconds, report });
}

/**
 * One round: reads everything of each initiative whose closed waves stand otherwise than at the round before, newest first, and lets the
 * readers keep it.
 *
 * @param known how the waves of each initiative stood; written to.
 * @returns the initiatives that were read.
 */
export async function readyFigures(
  db: Database,
  known: Map<string, string>,
  { report = console.error, signal }: Pick<Readying, "report"> & { signal?: AbortSignal } = {},
): Promise<string[]> {
  const changed = (await standingWaves(db)).filter(({ initiativeId, waves }) => known.get(initiativeId) !== waves);
  const read: string[] = [];
  for (const { initiativeId, waves } of changed) {
    if (signal?.aborted) break;
    known.set(initiativeId, waves);
    await readRipples(db, initiativeId).catch(report);
    read.push(initiativeId);
  }
  return read;
}

/** Of the initiatives in which a wave was closed last: how their waves stand. How often an open one was answered does not matter. */
async function standingWaves(db: Database): Promise<Array<{ initiativeId: string; waves: string }>> {
  const rows = await db
    .selectFrom("wave")
    .leftJoin("wave_revision", "wave_revision.wave_id", "wave.id")
    .selectAll("wave")
    .select("wave_revision.number as revision")
    .orderBy("position")
    .execute();
  const byInitiative = [...Map.groupBy(rows, (wave) => wave.initiative_id)].map(([initiativeId, waves]) => {
    const standing = waves.map(({ revision, ...wave }) => (wave.state === "closed" ? [wave, revision] : [wave]));
    const closedOn = waves.flatMap(({ state, closes_on }) => (state === "closed" ? [closes_on] : [])).sort();
    return { initiativeId, waves: JSON.stringify(standing), lastClosedOn: closedOn.at(-1) ?? "" };
  });
  return byInitiative
    .filter(({ lastClosedOn }) => lastClosedOn !== "")
    .sort((one, other) => (one.lastClosedOn < other.lastClosedOn ? 1 : -1))
    .slice(0, mostReady);
}
