import { errorOfBoundedMean } from "#surveys/impact/statistics/bounded-mean-interval.ts";

/** A mean between 0 and 100 as told: within half a step of what it is, its limits as far from it as they are, or up to a step more. */
interface ToldMean {
  estimate: number;
  low: number;
  high: number;
  step: number;
}

/**
 * What the interval of a mean tells of Σ(x − told mean)² of as many people as it may be of: (n − 1) s² = n (n − 1) se², and
 * Σ(x − told)² = (n − 1) s² + n (mean − told)².
 *
 * @returns the least and the largest that it can be.
 */
export function squaresMeantBy(told: ToldMean, fewest: number, most: number): [number, number] {
  const sizes = Array.from({ length: most - fewest + 1 }, (_, more) => fewest + more);
  const spans = sizes.map((size) => {
    const [least, largest] = errorsMeantBy(told, size - 1);
    const squares = (error: number) => size * (size - 1) * error ** 2;
    return [squares(least), squares(largest) + size * (told.step / 2) ** 2] as const;
  });
  return [Math.min(...spans.map(([least]) => least)), Math.max(...spans.map(([, largest]) => largest))];
}

/** Halves are told up to a step longer than they are, each for itself; the corners have the least and the largest error. */
function errorsMeantBy({ estimate, low, high, step }: ToldMean, df: number): [number, number] {
  if (df < 1) return [0, Number.POSITIVE_INFINITY];
  const shifts = step === 0 ? [0] : [-step / 2, 0, step / 2];
  const shorter = step === 0 ? [0] : [0, step];
  const errors = shifts.flatMap((shift) =>
    shorter.flatMap((below) =>
      shorter.flatMap((above): [number, number][] => {
        const mean = estimate + shift;
        // A limit at an end of the scale was cut there: it may lie anywhere beyond.
        const limits = {
          low: low <= 0 && below === 0 ? 0 : Math.max(0, low + shift + below),
          high: high >= 100 && above === 0 ? 100 : Math.min(100, high + shift - above),
        };
        const isWithin = mean > 0 && mean < 100 && limits.low < mean && limits.high > mean;
        const error = isWithin ? errorOfBoundedMean({ mean, ...limits, df }) : null;
        return [error === null ? [0, Number.POSITIVE_INFINITY] : [error, error]];
      }),
    ),
  );
  return [Math.min(...errors.map(([least]) => least)), Math.max(...errors.map(([, largest]) => largest))];
}
