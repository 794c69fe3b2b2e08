import type { LanguageCode } from "#db/schema.ts";
import type { IndicatorResult } from "#surveys/impact/results.ts";
import { formatNumber as formatDecimal } from "#surveys/reporting/number-format.ts";
import type { Say } from "#surveys/texts.ts";

export { formatCount, formatP } from "#surveys/reporting/number-format.ts";

const locales: Record<LanguageCode, string> = { da: "da-DK", en: "en-GB" };

/** What a figure is counted in. */
export type FigureUnit = Pick<IndicatorResult, "unit" | "unitLabel">;

/** A figure with its unit: "61,3 point", "42 %", "3,5 timer". */
export function formatFigure(value: number, { unit, unitLabel }: FigureUnit, language: LanguageCode, say: Say): string {
  const number = formatDecimal(value, language);
  return say(`results:page.unit.${unit}`, { value: number, unit: unitLabel?.[language] ?? "" }).trim();
}

/** A difference with its sign and unit: "+3,2 procentpoint", "−1,5 timer". */
export function formatChange(value: number, { unit, unitLabel }: FigureUnit, language: LanguageCode, say: Say): string {
  const number = signed(value, language);
  return say(`results:page.unit.change-${unit}`, { value: number, unit: unitLabel?.[language] ?? "" }).trim();
}

/** The size of a difference without its sign: "5 procentpoint". */
export function formatAmount(value: number, { unit, unitLabel }: FigureUnit, language: LanguageCode, say: Say): string {
  const number = formatDecimal(value, language);
  return say(`results:page.unit.change-${unit}`, { value: number, unit: unitLabel?.[language] ?? "" }).trim();
}

/** "58,1 til 64,5". */
export function formatInterval(low: number, high: number, language: LanguageCode, say: Say): string {
  return say("results:page.unit.interval", { low: formatDecimal(low, language), high: formatDecimal(high, language) });
}

/** "+0,4 til +6,0": the interval of a difference. */
export function formatChangeInterval(low: number, high: number, language: LanguageCode, say: Say): string {
  return say("results:page.unit.interval", { low: signed(low, language), high: signed(high, language) });
}

/** A number as somebody set it, a target for instance: at most one decimal, none where there is none. */
export function formatNumber(value: number, language: LanguageCode): string {
  return new Intl.NumberFormat(locales[language], { maximumFractionDigits: 1 }).format(value);
}

/** A fraction as whole percent: "43 %". */
export function formatShare(fraction: number, language: LanguageCode): string {
  return new Intl.NumberFormat(locales[language], { style: "percent", maximumFractionDigits: 0 }).format(fraction);
}

/** A probability as whole percent; never quite certain, never quite impossible. */
export function formatProbability(probability: number, language: LanguageCode): string {
  if (probability > 0.99) return `> ${formatShare(0.99, language)}`;
  return probability < 0.01 ? `< ${formatShare(0.01, language)}` : formatShare(probability, language);
}

/** How many times one thing is another, with two decimals. */
export function formatRatio(value: number, language: LanguageCode): string {
  return formatDecimal(value, language, 2);
}

/** Standard deviations, signed and with two decimals. */
export function formatDeviations(value: number, language: LanguageCode): string {
  return withSign(value, formatDecimal(value, language, 2));
}

/** "+0,04 til +0,31": the interval of a difference in standard deviations. */
export function formatDeviationsInterval(low: number, high: number, language: LanguageCode, say: Say): string {
  return say("results:page.unit.interval", {
    low: formatDeviations(low, language),
    high: formatDeviations(high, language),
  });
}

/** "3. maj 2027" of a day `YYYY-MM-DD`, "3. maj 2027 kl. 9.30" of a day with a time `T09:30`. */
export function formatDay(day: string, language: LanguageCode): string {
  const timeStyle = day.includes("T") ? "short" : undefined;
  const format = new Intl.DateTimeFormat(locales[language], { dateStyle: "long", timeStyle, timeZone: "UTC" });
  return format.format(new Date(timeStyle ? `${day}Z` : `${day}T00:00:00Z`));
}

/** Day and minute in Denmark of an instant in UTC. */
export function formatInstant(instant: string, language: LanguageCode): string {
  const format = new Intl.DateTimeFormat(locales[language], {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "Europe/Copenhagen",
  });
  return format.format(new Date(instant));
}

function signed(value: number, language: LanguageCode): string {
  return withSign(value, formatDecimal(value, language));
}

/** A plus before what is above nought and not rounded to it. */
function withSign(value: number, shown: string): string {
  return value > 0 && /[1-9]/.test(shown) ? `+${shown}` : shown;
}
