import type { PostedAnswers } from "#app/answer-post.ts";
import type { Settings } from "#app/env.server.ts";
import type { Database } from "#db/schema.ts";
import type { AnswerQueue } from "#surveys/answering/answer-queue.server.ts";
import type { Clock } from "#surveys/clock.ts";
import type { LeftKiosk } from "#surveys/fieldwork/left-kiosk.ts";
import type { TryLimit } from "#surveys/fieldwork/try-limit.ts";
import type { SayIn } from "#surveys/texts.ts";

/** What every loader and action is handed; made once by `app/start.ts`. */
export interface RingvirkContext {
  db: Database;
  clock: Clock;
  settings: Settings;
  sayIn: SayIn;
  answers: AnswerQueue;
  /** Made once by `app/server.ts`: how many wrong tries there were lately. */
  codeTries: TryLimit;
  beginTries: TryLimit;
  leftKiosk: LeftKiosk;
  /** Whose tries those of this request are; never written down. */
  client: string;
  /** Of this one reply, for the content security policy. */
  nonce: string;
  /** What the same request has posted, where the page must show it again. */
  posted?: PostedAnswers;
}

/** What one request brings, beside what is made at start. */
type OfRequest = "nonce" | "posted" | "client" | "codeTries" | "beginTries" | "leftKiosk";

/** What is there before any request. */
export type StartContext = Omit<RingvirkContext, OfRequest>;

declare module "@remix-run/node" {
  interface AppLoadContext extends RingvirkContext {}
  interface Future {
    v3_singleFetch: true;
  }
}
