import type { Audience } from "#db/schema.ts";
import type { WaveResult } from "#surveys/impact/results.ts";
import type { Concern, ResponseFact, WaveResponse } from "./bias.ts";

/** From ten percentage points on the two waves may be of different people; from twenty they nearly must be. Our own limits. */
const smallFrom = 0.1;
const largeFrom = 0.2;

/** How many of those asked answered each wave, of figures that passed disclosure control. */
export function responseFact(audience: Audience, from: WaveResult, to: WaveResult, floor: number): ResponseFact {
  const [before, after] = [waveResponse(audience, from), waveResponse(audience, to)];
  return { code: "response", concern: concernOf(before, after, floor), from: before, to: after };
}

/** Of an imported wave nobody knows who was asked. */
function waveResponse(audience: Audience, wave: WaveResult): WaveResponse {
  const counts = wave.audiences.find((entry) => entry.audience === audience);
  const { invited = null, answered = null, undelivered = null } = counts ?? {};
  const known = { waveId: wave.id, imported: wave.source === "imported", invited, answered, undelivered };
  return { ...known, rate: counts?.responseRate ?? null };
}

/** Read from what is told, as the sentences are. Rates of few people told to the nearest ten lie apart by chance: large is two steps at least. */
function concernOf(before: WaveResponse, after: WaveResponse, floor: number): Concern {
  if (before.rate === null || after.rate === null) return "unknown";
  return concernOfGap(Math.abs(before.rate - after.rate), Math.min(before.invited ?? 1, after.invited ?? 1), floor);
}

/** @param gap between two shares; @param people of the smaller of the two groups, as told. */
export function concernOfGap(gap: number, people: number, floor: number): "none" | "small" | "large" {
  const step = (2 * floor) / people;
  if (gap + 1e-9 < smallFrom) return "none";
  return gap + 1e-9 < Math.max(largeFrom, 2 * step) ? "small" : "large";
}
