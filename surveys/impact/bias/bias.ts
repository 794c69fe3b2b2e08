import type { Audience, WaveMode } from "#db/schema.ts";
import type { LocalizedText } from "#surveys/definition/codebook.ts";

/**
 * What may make a change between two waves look other than it is (METHODS §2), for one audience. Facts alone, after disclosure control; their
 * words are in `surveys/reporting/bias-words.ts`. Never says how large the error is: nobody knows it.
 */
export interface BiasResult {
  audience: Audience;
  from: string;
  to: string;
  fromPosition: number;
  toPosition: number;
  season: SeasonFact;
  mode: ModeFact;
  /** By item key, of indicators that were not asked alike in both waves; what is not here was asked in the same words, scale and order. */
  wording: Record<string, WordingFact>;
  loss: LossFact;
  responseRates: ResponseFact;
  way: WayFact;
}

/**
 * How much a fact should worry the reader: "none": nothing to remark; "small": say it; "large": say it beside every conclusion;
 * "unknown": nobody has said, or too few to tell.
 */
export type Concern = "none" | "small" | "large" | "unknown";

/** Different times of the year: light, weather and holidays change how safe people feel, whatever anybody did. */
export interface SeasonFact {
  code: "season";
  concern: Exclude<Concern, "unknown">;
  /** Middle days of the two waves, `YYYY-MM-DD`. */
  fromDay: string;
  toDay: string;
  /** Days between them on the calendar's circle, the years left out: 0 to 183. */
  daysApart: number;
  /** Hours from sunrise to sunset in the middle of Denmark on those days. */
  fromDaylight: number;
  toDaylight: number;
}

/** People answer an interviewer otherwise than a form. */
export interface ModeFact {
  code: "mode";
  concern: Exclude<Concern, "small">;
  fromMode: WaveMode | null;
  toMode: WaveMode | null;
}

export const wordingChanges = [
  "not-asked-before",
  "not-asked-after",
  "kind",
  "label",
  "scale",
  "options",
  "good-end",
  "direction",
  "unit",
  "made-of",
  "items",
  "order",
] as const;
export type WordingChange = (typeof wordingChanges)[number];

/** What of a question is not as it was. */
export interface WordingFact {
  code: "wording";
  /** "large" where the figures can hardly be compared, "small" where only the place or a few words differ. */
  concern: "small" | "large";
  itemKey: string;
  changes: WordingChange[];
  /** The wording in each wave; null where it was not asked. */
  fromLabel: LocalizedText | null;
  toLabel: LocalizedText | null;
}

/**
 * Who of the baseline answered again. Counts are of people whose answers are known to be one person's; `matchedFrom` and `matchedTo` are
 * fractions of those who answered each wave. All null where nobody or too few answered twice, or too few did not: the two look alike.
 */
export interface LossFact {
  code: "loss";
  /** The largest of the differences; "unknown" where the two cannot be set apart. */
  concern: Concern;
  n0: number | null;
  n1: number | null;
  pairs: number | null;
  matchedFrom: number | null;
  matchedTo: number | null;
  /** Why there is no match rate: nearly nobody, or nearly everybody, answered again; null where there is one. */
  refused: "few-matched" | "few-lost" | null;
  /** How those who answered again differed at baseline from those who did not: the person's mean over everything judged, then each goal's indicator. */
  differences: LossDifference[];
}

export interface LossDifference {
  /** Key of an indicator ("resident/safety-dark/mean"); null for the person's mean over all judged items. */
  indicator: string | null;
  concern: Concern;
  /** Those who did not answer again minus those who did, in standard deviations, positive = they answered better. Null where withheld. */
  difference: number | null;
  low: number | null;
  high: number | null;
  nMatched: number | null;
  nLost: number | null;
}

/** AAPOR's response rate 2 of both waves. */
export interface ResponseFact {
  code: "response";
  /** "small" from ten percentage points between the waves on, "large" from twenty; "unknown" where one of the rates is. */
  concern: Concern;
  from: WaveResponse;
  to: WaveResponse;
}

export interface WaveResponse {
  waveId: string;
  imported: boolean;
  invited: number | null;
  answered: number | null;
  /** Invitations that never reached a mail server: nobody knows whether these people could have answered. */
  undelivered: number | null;
  /** Fraction. */
  rate: number | null;
}

/** By which ways the answers of both waves came: people who find a poster are not those who get a letter. */
export interface WayFact {
  code: "way";
  /** By the share of people whose way differs: "small" from ten percentage points on, "large" from twenty; "unknown" where no way is told. */
  concern: Concern;
  from: WaveWays;
  to: WaveWays;
  /** What became of the codes that visitors of the later wave made; null where too few made one in either wave. */
  selfCodes: CodeMatches | null;
}

/** Numbers of people who answered; each is null below the floor. */
export interface WaveWays {
  waveId: string;
  imported: boolean;
  /** By a personal link or its code: which of the two, nobody notes. */
  invited: number | null;
  /** By an open link. */
  visited: number | null;
  /** Of those, on a screen that several people used. */
  atScreen: number | null;
}

/** Codes made in the later wave, and which of them were one person's with a code of the earlier wave. */
export interface CodeMatches {
  made: number;
  matched: number | null;
  /** As near to one person as to another: left unmatched. */
  ambiguous: number | null;
  unmatched: number | null;
  /** Fraction of those made that were found again. */
  rate: number | null;
  /** How many of the six elements of two codes may differ. */
  mostMismatches: number;
}

export type BiasFact = SeasonFact | ModeFact | WordingFact | LossFact | ResponseFact | WayFact;
