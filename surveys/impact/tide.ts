import type { Audience } from "#db/schema.ts";
import { personMeanKey } from "#surveys/definition/codebook.ts";
import { figuresOf, type Source } from "./figures.ts";
import type { MeasuredIndicator } from "./indicator.ts";
import { averageErrorCorrelation } from "./statistics/average-error-correlation.ts";

/** The standard error of the change in persons' mean scores, by wave pair and segment. Only the correlation is made of it. */
export type PersonMeanErrors = (from: string, to: string, segment: string) => number | null;

/**
 * How much the mean score of each person, over all judged items, varies as a change: tallied under `personMeanKey`. It passes the same
 * disclosure control as any mean.
 */
export function personMeanErrors(audience: Audience, source: Source): PersonMeanErrors {
  const figures = figuresOf(personMeanIndicator(audience, source), source);
  return (from, to, segment) => {
    const change = figures.get(segment)?.changes.find(({ result }) => result.from === from && result.to === to);
    return change?.result.se ?? null;
  };
}

/**
 * The average correlation of the errors of changes that the same people's answers made (METHODS §4). 0, which is safe but weak, where it
 * cannot be read: fewer than two changes, or no person means.
 *
 * @param errors standard errors of the changes of every judged scale and yes-no item, on 0–100, goals' items included: those that a person's mean is made of.
 */
export function averageCorrelationOf(errors: readonly (number | null)[], personMeanError: number | null): number {
  const standardErrors = errors.filter((se) => se !== null && se > 0) as number[];
  if (standardErrors.length < 2 || personMeanError === null || personMeanError <= 0) return 0;
  return averageErrorCorrelation({ standardErrors, standardErrorOfPersonMean: personMeanError });
}

function personMeanIndicator(audience: Audience, { waves }: Source): MeasuredIndicator {
  return {
    ...{ key: `${audience}/${personMeanKey}/mean`, audience, itemKey: personMeanKey, kind: "index", reading: "mean" },
    ...{ label: { da: "", en: "" }, theme: "", unit: "points", unitLabel: null, better: "up", counted: null },
    reads: new Map(waves.map(({ id }) => [id, (value: number) => value])),
    options: [],
    madeOf: [],
    tellsCounts: false,
    codes: null,
  };
}
