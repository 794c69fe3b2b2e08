import type { LanguageCode } from "#db/schema.ts";
import type { IndicatorResult } from "#surveys/impact/results.ts";
import type { Say } from "#surveys/texts.ts";

/** In whose words and numbers something is said. */
export interface Reader {
  language: LanguageCode;
  say: Say;
}

const locales: Record<LanguageCode, string> = { da: "da-DK", en: "en-GB" };
const formats = new Map<string, Intl.NumberFormat>();

/** A number as the reader writes it (52,1 or 52.1), with a true minus sign; −0,0 is 0,0. */
export function formatNumber(value: number, language: LanguageCode, decimals = 1): string {
  const rounded = Number(value.toFixed(decimals));
  return formatOf(language, decimals)
    .format(rounded === 0 ? 0 : rounded)
    .replace(/^-/, "−");
}

/** A whole number of people. */
export function formatCount(count: number, language: LanguageCode): string {
  return formatNumber(count, language, 0);
}

/** A p-value as it is told: upwards to two decimals, below a hundredth to three, and never smaller than a thousandth. */
export function formatP(p: number, language: LanguageCode): string {
  if (p <= 0.001) return `≤ ${formatNumber(0.001, language, 3)}`;
  return formatNumber(p, language, p < 0.01 ? 3 : 2);
}

/** "3. maj" of a day `YYYY-MM-DD`, in whatever year. */
export function formatDayOfMonth(day: string, language: LanguageCode): string {
  const format = new Intl.DateTimeFormat(locales[language], { day: "numeric", month: "long", timeZone: "UTC" });
  return format.format(new Date(`${day}T00:00:00Z`));
}

type Unit = Pick<IndicatorResult, "unit" | "unitLabel">;

/** A level in its unit: "58,4", "58,4 %", "58,4 timer". */
export function formatLevel(value: number, { unit, unitLabel }: Unit, { language, say }: Reader, decimals = 1): string {
  const number = formatNumber(value, language, decimals);
  if (unit === "percent") return say("results:sentence.percent", { number });
  return unitLabel ? say("results:sentence.amount", { number, unit: unitLabel[language] }) : number;
}

/** A change in its unit: "6,3", "6,3 procentpoint", "6,3 timer". */
export function formatChange(
  value: number,
  { unit, unitLabel }: Unit,
  { language, say }: Reader,
  decimals = 1,
): string {
  const number = formatNumber(value, language, decimals);
  if (unit === "percent") return say("results:sentence.percentage-points", { number });
  return unitLabel ? say("results:sentence.amount", { number, unit: unitLabel[language] }) : number;
}

function formatOf(language: LanguageCode, decimals: number): Intl.NumberFormat {
  const key = `${language} ${decimals}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(locales[language], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  formats.set(key, format);
  return format;
}
