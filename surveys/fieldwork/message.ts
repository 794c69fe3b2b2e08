import type { ContactKind, MessageTable } from "#db/schema.ts";

export type MessageState = MessageTable["state"];

/**
 * - `waiting`: to be handed over when `not_before` has come.
 * - `paused`: the same, but its wave is paused; it waits until the coordinator goes on.
 * - `handing-over`: a worker has taken it; until its lease has run out nobody else may.
 * - `sent`: the mail server has said yes.
 * - `unsure`: handed over, but nobody knows whether the server took it. Never sent again unless a person says so.
 * - `failed`: the server refused it for good, or again and again.
 * - `dropped`: nothing was sent, for nothing was called for any more (answered, opted out, wave closed, link run out).
 */
export const messageStates = [
  "waiting",
  "paused",
  "handing-over",
  "sent",
  "unsure",
  "failed",
  "dropped",
] as const satisfies MessageState[];

/** What a contact of a wave can be, in the order in which they come. */
export const contactKinds = ["invitation", "reminder", "last-call", "thank-you"] as const satisfies ContactKind[];

/** Tries before a mail that is refused for the time being counts as failed: two days and some hours. */
export const mostAttempts = 20;

/** Pause after the nth refusal for the time being: 1, 2, 4 … minutes, at most four hours. */
export function pauseMinutes(attempts: number): number {
  return Math.min(2 ** (attempts - 1), 240);
}
