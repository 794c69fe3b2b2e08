import type { Audience } from "#db/schema.ts";
import type { WaveResult } from "#surveys/impact/results.ts";
import { responseRate2 } from "#surveys/impact/statistics/response-rate.ts";
import type { Concern, ResponseFact, WaveResponse } from "./bias.ts";

/** From ten percentage points on the two waves may be of different people; from twenty they nearly must be. Our own limits. */
const smallFrom = 0.1;
const largeFrom = 0.2;

/** How many of those asked answered each wave, of figures that passed disclosure control. */
export function responseFact(audience: Audience, from: WaveResult, to: WaveResult): ResponseFact {
  const [before, after] = [waveResponse(audience, from), waveResponse(audience, to)];
  return { code: "response", concern: concernOf(before.rate, after.rate), from: before, to: after };
}

/**
 * AAPOR's dispositions as Ringvirk knows them. Sent in, with or without gaps: complete or partial. Opted out, or begun and never sent in:
 * refusal and break-off; never heard of: non-contact. The three are one number here, because drafts are deleted and nobody's silence is
 * looked into. Invitations that never reached a mail server: unknown eligibility. Of an imported wave nobody knows who was asked.
 */
function waveResponse(audience: Audience, wave: WaveResult): WaveResponse {
  const counts = wave.audiences.find((entry) => entry.audience === audience);
  const { invited = null, answered = null, undelivered = null } = counts ?? {};
  const known = { waveId: wave.id, imported: wave.source === "imported", invited, answered, undelivered };
  if (invited === null || answered === null) return { ...known, rate: null };
  const rate = responseRate2({
    ...{ complete: answered, partial: 0, refusal: 0, other: 0 },
    ...{ nonContact: invited - answered - (undelivered ?? 0), unknownEligibility: undelivered ?? 0 },
  });
  return { ...known, rate };
}

function concernOf(before: number | null, after: number | null): Concern {
  if (before === null || after === null) return "unknown";
  const gap = Math.abs(before - after);
  if (gap < smallFrom) return "none";
  return gap < largeFrom ? "small" : "large";
}
