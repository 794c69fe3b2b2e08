import type { Audience } from "#db/schema.ts";
import { personMeanKey } from "#surveys/definition/codebook.ts";
import { type Cell, withheldSegments } from "#surveys/impact/disclosure.ts";
import type { Source, WavePair } from "#surveys/impact/figures.ts";
import type { MeasuredIndicator } from "#surveys/impact/indicator.ts";
import { momentsOf } from "#surveys/impact/statistics/moments.ts";
import { standardisedDifference } from "#surveys/impact/statistics/standardised-difference.ts";
import type { Concern, LossDifference, LossFact } from "./bias.ts";
import { type MatchedCounts, matchedAndLost } from "./matched.ts";

/** Austin (2009); Rubin (2001) and Stuart (2010). See `standardisedDifference`. */
const smallFrom = 0.1;
const largeFrom = 0.25;

interface LossMaterial {
  audience: Audience;
  pair: WavePair;
  /** What the audience's goals speak of, each once. */
  goalIndicators: readonly MeasuredIndicator[];
  /** Items of the earlier wave, to count people by where nothing is judged. */
  itemKeys: readonly string[];
}

/**
 * How many of the baseline's people answered again, and whether those who did not had answered otherwise. Counted by the persons' mean over
 * everything judged: everybody who answered anything has one. Answers count once each: the weights of those who answered again are not
 * tallied.
 *
 * Disclosure: those who answered again and those who did not are two groups that add up to everyone, so they are protected as the groups of
 * one dimension (rules 1 to 3): a difference is shown where both may be shown, and no count is shown from which fewer than the floor are
 * left.
 */
export function lossFact(material: LossMaterial, source: Source): LossFact {
  const rate = matchRate(material, source);
  const differences = [
    personMeanDifference(material, source),
    ...material.goalIndicators.map((indicator) => indicatorDifference(indicator, material.pair, source)),
  ];
  return {
    code: "loss",
    concern: lossConcernOf(differences, rate.refused),
    ...rate,
    differences,
  };
}

/** Of nearly everybody who answered again nothing was lost. */
export function lossConcernOf(differences: readonly LossDifference[], refused: LossFact["refused"]): Concern {
  return refused === "few-lost" ? "none" : worst(differences.map((difference) => difference.concern));
}

type MatchRate = Pick<LossFact, "n0" | "n1" | "pairs" | "matchedFrom" | "matchedTo" | "refused">;

function matchRate({ audience, pair, itemKeys }: LossMaterial, source: Source): MatchRate {
  const { tallies, floor } = source;
  const nothing = { n0: null, n1: null, pairs: null, matchedFrom: null, matchedTo: null };
  const key = fullestKey(audience, pair, itemKeys, source);
  const pairs = sumOf(tallies.pairsOf(pair.from.id, pair.to.id, audience, "", key));
  const n0 = sumOf(tallies.valuesOf(pair.from.id, audience, "", key));
  const n1 = sumOf(tallies.valuesOf(pair.to.id, audience, "", key));
  if (pairs < floor) return { ...nothing, refused: "few-matched" };
  if (n0 - pairs < floor) return { ...nothing, refused: "few-lost" };
  const tellsNewcomers = n1 - pairs >= floor;
  return {
    ...{ n0, pairs, matchedFrom: pairs / n0, refused: null },
    ...{ n1: tellsNewcomers ? n1 : null, matchedTo: tellsNewcomers ? pairs / n1 : null },
  };
}

/** The person's mean, or where nothing is judged the item that most people answered twice. */
function fullestKey(
  audience: Audience,
  { from, to }: WavePair,
  itemKeys: readonly string[],
  { tallies }: Source,
): string {
  const pairsOf = (key: string) => sumOf(tallies.pairsOf(from.id, to.id, audience, "", key));
  if (tallies.valuesOf(from.id, audience, "", personMeanKey).length > 0) return personMeanKey;
  return itemKeys.reduce((best, key) => (pairsOf(key) > pairsOf(best) ? key : best), itemKeys[0] ?? personMeanKey);
}

function personMeanDifference({ audience, pair }: LossMaterial, { tallies, floor }: Source): LossDifference {
  const all = tallies.valuesOf(pair.from.id, audience, "", personMeanKey);
  const pairs = tallies.pairsOf(pair.from.id, pair.to.id, audience, "", personMeanKey);
  const counts = matchedAndLost(all, pairs, (value) => value);
  // Nobody outside knows which of a hundred means there can be: it tells moments and no counts.
  return differenceOf(null, counts, { values: null, counted: null }, floor);
}

function indicatorDifference(
  indicator: MeasuredIndicator,
  { from, to }: WavePair,
  { tallies, floor }: Source,
): LossDifference {
  const { audience, itemKey, reads, codes, tellsCounts } = indicator;
  const read = reads.get(from.id);
  if (!read || !reads.has(to.id)) return withheld(indicator.key);
  const all = tallies.valuesOf(from.id, audience, "", itemKey);
  const counts = matchedAndLost(all, tallies.pairsOf(from.id, to.id, audience, "", itemKey), read, [
    ...(tellsCounts ? [0, 100] : []),
    ...(codes?.map(({ value }) => read(value)) ?? []),
  ]);
  const moments = tellsCounts ? undefined : { values: codes?.map(({ value }) => value) ?? null, counted: null };
  const found = differenceOf(indicator.key, counts, moments, floor);
  return indicator.better === "down" ? turned(found) : found;
}

function differenceOf(
  indicator: string | null,
  { everyone, matched, lost }: MatchedCounts,
  moments: Cell["moments"],
  floor: number,
): LossDifference {
  const values = [...everyone.keys()].sort((a, b) => a - b);
  const cellOf = (counts: ReadonlyMap<number, number>): Cell => {
    const parts = values.map((value) => counts.get(value) ?? 0);
    return { n: parts.reduce((sum, part) => sum + part, 0), parts, moments };
  };
  const cells = new Map([
    ["", cellOf(everyone)],
    ["again=yes", cellOf(matched)],
    ["again=no", cellOf(lost)],
  ]);
  if (withheldSegments(cells, floor).size > 0) return withheld(indicator);
  const momentsIn = (counts: ReadonlyMap<number, number>) =>
    momentsOf([...counts].map(([value, count]) => ({ value, count })));
  const found = standardisedDifference(momentsIn(lost), momentsIn(matched));
  const sizes = { nMatched: cells.get("again=yes")?.n ?? null, nLost: cells.get("again=no")?.n ?? null };
  return found ? { indicator, concern: differenceConcern(found), ...found, ...sizes } : withheld(indicator);
}

function withheld(indicator: string | null): LossDifference {
  return {
    ...{ indicator, concern: "unknown", difference: null, low: null, high: null },
    ...{ nMatched: null, nLost: null },
  };
}

function turned(found: LossDifference): LossDifference {
  const { difference, low, high } = found;
  if (difference === null || low === null || high === null) return found;
  return { ...found, difference: -difference, low: -high, high: -low };
}

/** A large difference that may be chance (its interval holds 0) is worth a remark, not more. */
export function differenceConcern({
  difference,
  low,
  high,
}: Pick<LossDifference, "difference" | "low" | "high">): Concern {
  if (difference === null || low === null || high === null) return "unknown";
  const size = Math.abs(difference);
  if (size < smallFrom) return "none";
  return size >= largeFrom && low * high > 0 ? "large" : "small";
}

function worst(concerns: Concern[]): Concern {
  return (["large", "small", "none"] as const).find((concern) => concerns.includes(concern)) ?? "unknown";
}

function sumOf(rows: ReadonlyArray<{ count: number }>): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}
