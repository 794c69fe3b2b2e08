import type { Results, WaveResult } from "#surveys/impact/results.ts";

/**
 * What must happen before there is a change to see: plan a wave, open it, wait until it closes, hold the follow-up. Null once two waves
 * are closed.
 */
export interface NextStep {
  step: "plan" | "open" | "wait" | "follow-up";
  /** The wave it is about; null when there is none. */
  wave: Pick<WaveResult, "name" | "opensOn" | "closesOn"> | null;
}

export function nextStep({ waves }: Results): NextStep | null {
  const closed = waves.filter((wave) => wave.state === "closed");
  if (closed.length >= 2) return null;
  const open = waves.find((wave) => wave.state === "open");
  if (open) return { step: "wait", wave: open };
  const planned = waves.find((wave) => wave.state === "planned");
  if (planned) return { step: "open", wave: planned };
  return { step: closed.length === 1 ? "follow-up" : "plan", wave: null };
}
