import type { Audience, Wave, WaveMode, WaveTable } from "#db/schema.ts";
import { danishEnd, danishInstant, endOfDay } from "./danish-time.ts";

/**
 * What a coordinator says of a wave before it opens. Days are `YYYY-MM-DD`, times `HH:MM` in Denmark; people can answer from `opensAt` of
 * the first day until `closesAt` of the last.
 */
export interface WavePlan {
  name: string;
  opensOn: string;
  /** Left out: as the day begins. */
  opensAt?: string;
  closesOn: string;
  /** Left out: through the whole of the day. */
  closesAt?: string;
  /** The survey version that each audience is sent; an audience without one is not invited. */
  surveys: Partial<Record<Audience, string>>;
}

/** How people can have answered a wave. */
export const waveModes = ["web", "paper", "phone", "face-to-face", "mixed"] as const satisfies readonly WaveMode[];

/** The time in Denmark before which no mail of a wave goes out that opens on a later day. */
const sendingTime = "08:00";

/** Until when one can answer: the first instant at which it is too late. */
export function closingInstant({ closes_on, closes_at }: Pick<Wave, "closes_on" | "closes_at">): Date {
  return danishEnd(closes_on, closes_at);
}

/** The first and the last moment to answer as words are made of them: a day, and a time `T…` where it is not the whole day. */
export function firstMoment({ opens_on, opens_at }: Pick<Wave, "opens_on" | "opens_at">): string {
  return opens_at === "00:00" ? opens_on : `${opens_on}T${opens_at}`;
}

export function lastMoment({ closes_on, closes_at }: Pick<Wave, "closes_on" | "closes_at">): string {
  return closes_at === endOfDay ? closes_on : `${closes_on}T${closes_at}`;
}

/** Whether the time to answer has gone: the state is what was done, the days and times are what was planned. */
export function isWaveOver(wave: Pick<Wave, "state" | "closes_on" | "closes_at">, now: Date): boolean {
  return wave.state === "closed" || now >= closingInstant(wave);
}

/** A wave's state as whoever answers meets it: closed from its closing instant on, also before anybody has got round to closing it. */
export function stateAt(wave: Pick<Wave, "state" | "closes_on" | "closes_at">, now: Date): Wave["state"] {
  return wave.state === "open" && isWaveOver(wave, now) ? "closed" : wave.state;
}

/** When a wave's mails may go: at once if its time has come, else when it opens, but not before eight in the morning. */
export function firstSending({ opens_on, opens_at }: Pick<Wave, "opens_on" | "opens_at">, now: Date): Date {
  if (danishInstant(opens_on, opens_at) <= now) return now;
  return danishInstant(opens_on, opens_at > sendingTime ? opens_at : sendingTime);
}

/**
 * Whether Ringvirk has sent no wave of an initiative yet. The first it sends must find sealed goals: the baseline, or the first follow-up to
 * a baseline made elsewhere.
 */
export function noneOpenedYet(waves: Array<Pick<WaveTable, "source" | "state">>): boolean {
  return waves.every(({ source, state }) => source !== "ringvirk" || state === "planned");
}
