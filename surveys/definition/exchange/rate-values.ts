import type { ElementJson } from "#surveys/definition/survey-json.ts";

/** survey-core asks for no more steps than this (`settings.ratingMaximumRateValueCount`). */
export const mostRateValues = 20;

/** The values of a rating, stated or counted from its ends, as survey-core counts them. */
export function rateValues(element: ElementJson): unknown[] {
  if (Array.isArray(element.rateValues) && element.rateValues.length > 0) return element.rateValues;
  const { rateMin = 1, rateMax = 5, rateStep = 1 } = element as Partial<Record<string, number>>;
  const steps = Math.floor((rateMax - rateMin) / rateStep + 1e-9) + 1;
  const counted = Math.max(1, Math.min(mostRateValues, steps));
  return Array.from({ length: counted }, (_, step) => Number((rateMin + step * rateStep).toFixed(9)));
}
