import type { FigureUnit } from "./figure-format.ts";
import * as format from "./figure-format.ts";
import { useLanguage, useSay } from "./use-texts.ts";

/** The formats of figures, bound to the reader's language. A figure that disclosure control withholds (null) stays null. */
export function useFigures() {
  const language = useLanguage();
  const say = useSay();
  return {
    figure: (value: number | null, unit: FigureUnit) =>
      value === null ? null : format.formatFigure(value, unit, language, say),
    amount: (value: number | null, unit: FigureUnit) =>
      value === null ? null : format.formatAmount(value, unit, language, say),
    change: (value: number | null, unit: FigureUnit) =>
      value === null ? null : format.formatChange(value, unit, language, say),
    interval: (low: number | null, high: number | null) =>
      low === null || high === null ? null : format.formatInterval(low, high, language, say),
    changeInterval: (low: number | null, high: number | null) =>
      low === null || high === null ? null : format.formatChangeInterval(low, high, language, say),
    count: (count: number | null) => (count === null ? null : format.formatCount(count, language)),
    share: (fraction: number | null) => (fraction === null ? null : format.formatShare(fraction, language)),
    probability: (probability: number | null) =>
      probability === null ? null : format.formatProbability(probability, language),
    p: (p: number | null) => (p === null ? null : format.formatP(p, language)),
    deviations: (value: number | null) => (value === null ? null : format.formatDeviations(value, language)),
    deviationsInterval: (low: number, high: number) => format.formatDeviationsInterval(low, high, language, say),
    number: (value: number) => format.formatNumber(value, language),
    ratio: (value: number | null) => (value === null ? null : format.formatRatio(value, language)),
    day: (day: string) => format.formatDay(day, language),
  };
}
