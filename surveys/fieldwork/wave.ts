import type { Audience, WaveMode, WaveTable } from "#db/schema.ts";
import { dayOf } from "#surveys/clock.ts";

/** What a coordinator says of a wave before it opens. Days are `YYYY-MM-DD`; people can answer through `closesOn`. */
export interface WavePlan {
  name: string;
  opensOn: string;
  closesOn: string;
  /** The survey version that each audience is sent; an audience without one is not invited. */
  surveys: Partial<Record<Audience, string>>;
}

/** How people can have answered a wave. */
export const waveModes = ["web", "paper", "phone", "face-to-face", "mixed"] as const satisfies readonly WaveMode[];

/** The hour in Denmark at which mails of a wave that opens on a later day begin to go out. */
const sendingHour = 8;

/** Whether the time to answer has gone: the state is what the coordinator did, the days are what was planned. */
export function isWaveOver(wave: Pick<WaveTable, "state" | "closes_on">, today: string): boolean {
  return wave.state === "closed" || today > wave.closes_on;
}

/** When a wave's mails may go: at once if its day has come, else at the sending hour of its first day. */
export function firstSending(opensOn: string, now: Date): Date {
  if (opensOn <= dayOf(now)) return now;
  const guess = new Date(`${opensOn}T0${sendingHour}:00:00Z`);
  const hoursAhead = hourInDenmark(guess) - sendingHour;
  return new Date(guess.getTime() - hoursAhead * 3_600_000);
}

function hourInDenmark(instant: Date): number {
  return Number(new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen", hour: "numeric" }).format(instant));
}

/**
 * Whether Ringvirk has sent no wave of an initiative yet. The first it sends must find sealed goals: the baseline, or the first follow-up to
 * a baseline made elsewhere.
 */
export function noneOpenedYet(waves: Array<Pick<WaveTable, "source" | "state">>): boolean {
  return waves.every(({ source, state }) => source !== "ringvirk" || state === "planned");
}
