import type { Audience } from "#db/schema.ts";
import type { LocalizedText, Reading } from "#surveys/definition/codebook.ts";
import type { IndicatorResult, Results } from "#surveys/impact/results.ts";
import type { Reader } from "./number-format.ts";
import { type Trend, trendOf } from "./trend.ts";

/** More charts than this are no overview, and slow on an old machine. */
export const trendsPerPage = 6;

/** What a reader asked to see, as it stands in the address; "" is no wish. */
export interface IndicatorWish {
  audience: string;
  theme: string;
  /** One indicator's key; "" for all of the theme. */
  indicator: string;
  segment: string;
  page: number;
}

export interface IndicatorSelection {
  /** All there is to choose among. */
  themes: Array<{ audience: Audience; theme: string }>;
  /** Of the chosen audience, everyone ("") first. */
  segments: string[];
  /** Of the chosen theme. */
  indicators: Array<{ key: string; label: LocalizedText; reading: Reading }>;
  chosen: { audience: Audience; theme: string; indicator: string; segment: string; page: number };
  pages: number;
  trends: Trend[];
}

/**
 * The trends a reader wishes to see, at most six, and what else can be chosen. A wish that the results cannot meet is replaced by the
 * nearest: the first theme, all of its indicators, everyone, the first page. Null while no survey has an indicator.
 */
export function selectIndicators(results: Results, wish: IndicatorWish, reader: Reader): IndicatorSelection | null {
  const themes = themesOf(results.indicators);
  const named = results.indicators.find((indicator) => indicator.key === wish.indicator && isOfTheme(indicator, wish));
  const theme = themeWished(themes, named ?? wish);
  if (!theme) return null;
  const ofAudience = results.indicators.filter((indicator) => indicator.audience === theme.audience);
  const segments = [...new Set(["", ...ofAudience.map((indicator) => indicator.segment)])];
  const segment = segments.includes(wish.segment) ? wish.segment : "";
  const indicators = uniqueByKey(ofAudience.filter((indicator) => indicator.theme === theme.theme));
  const indicator = named ? named.key : "";
  const wished = indicators.filter(({ key }) => indicator === "" || key === indicator);
  const pages = Math.max(1, Math.ceil(wished.length / trendsPerPage));
  const page = Number.isInteger(wish.page) && wish.page >= 1 && wish.page <= pages ? wish.page : 1;
  const shown = wished.slice((page - 1) * trendsPerPage, page * trendsPerPage);
  return {
    themes,
    segments,
    indicators: indicators.map(({ key, label, reading }) => ({ key, label, reading })),
    chosen: { ...theme, indicator, segment, page },
    pages,
    trends: shown.flatMap(({ key }) => trendOf(results, { indicator: key, segment }, reader) ?? []),
  };
}

function themesOf(indicators: IndicatorResult[]): IndicatorSelection["themes"] {
  const themes = new Map(indicators.map(({ audience, theme }) => [`${audience}/${theme}`, { audience, theme }]));
  return [...themes.values()];
}

function themeWished(
  themes: IndicatorSelection["themes"],
  { audience, theme }: { audience: string; theme: string },
): IndicatorSelection["themes"][number] | undefined {
  return (
    themes.find((one) => one.audience === audience && one.theme === theme) ??
    themes.find((one) => one.theme === theme) ??
    themes.find((one) => one.audience === audience) ??
    themes[0]
  );
}

/** A question left over from the theme before does not hold the reader there. */
function isOfTheme(indicator: IndicatorResult, { audience, theme }: IndicatorWish): boolean {
  return (theme === "" || theme === indicator.theme) && (audience === "" || audience === indicator.audience);
}

function uniqueByKey(indicators: IndicatorResult[]): IndicatorResult[] {
  return [...new Map(indicators.map((indicator) => [indicator.key, indicator])).values()];
}
