import type { Results } from "#surveys/impact/results.ts";
import type { RippleInbox } from "#surveys/impact/ripples/ripples.server.ts";
import type { DataController } from "#surveys/initiative/data-controller.ts";
import type { ChartData } from "./chart-data.ts";
import { type GoalFinding, goalFindings, newestTides } from "./finding.ts";
import { formatCount, formatNumber, type Reader } from "./number-format.ts";
import { type PublicRipple, type PublicThemes, publicRipples } from "./public-ripples.ts";
import { percentWords } from "./response-words.ts";

/** Fewest people that anything on a public page is about. */
export const publicFloor = 10;

/**
 * What came of an initiative, for everybody, in one language: words and figures that passed disclosure control at the public floor. It is stored
 * as it stands and never made anew: a page cannot tell later what it did not tell when it was published.
 */
export interface PublicResults {
  initiative: { name: string; challenge: string; place: string; district: string };
  controller: DataController | null;
  goals: PublicGoal[];
  ripples: PublicRipple[];
  tides: string[];
  /** How many were asked and how many answered, by wave and audience. */
  rates: { head: string[]; rows: string[][] };
}

export interface PublicGoal {
  title: string;
  verdict: GoalFinding["verdict"];
  sentence: string;
  difference: string;
  who: string;
  question: string;
  reading: string;
  /** When the goal was written, where that is not "before the baseline": in words, else "". */
  standing: string;
  chart: PublicChart | null;
}

export type PublicChart = Pick<
  ChartData,
  "labels" | "values" | "low" | "high" | "axis" | "goalLines" | "sentence" | "table"
>;

/** What a public page is made of. */
export interface PublicMaterial {
  initiative: PublicResults["initiative"];
  controller: DataController | null;
  /** At the public floor. */
  results: Results;
  themes: PublicThemes;
  /** For what analysts have accepted; its figures are of the floor inside and are not told. */
  inbox: RippleInbox;
  headlines: ReadonlyMap<string, string>;
}

export function publicResults(material: PublicMaterial, reader: Reader): PublicResults {
  const { initiative, controller, results } = material;
  return {
    ...{ initiative, controller },
    goals: goalFindings(results, reader).map((finding) => publicGoal(finding, reader)),
    ripples: publicRipples(material, reader),
    tides: newestTides(results).map((finding) => tideSentence(finding, reader)),
    rates: ratesOf(results, reader),
  };
}

function publicGoal(finding: GoalFinding, { say }: Reader): PublicGoal {
  const { goal, verdict, sentence, difference, indicator, trend } = finding;
  const audience = say(`results:page.audience.${goal.audience}`);
  return {
    ...{ title: goal.title, verdict, sentence, difference },
    who: goal.segment === "" ? audience : `${audience}, ${goal.segment.slice(goal.segment.indexOf("=") + 1)}`,
    question: indicator?.label ?? "",
    reading: indicator?.reading ?? "",
    standing: standingOf(goal, say),
    chart: trend ? publicChart(trend.chart) : null,
  };
}

function standingOf(goal: GoalFinding["goal"], say: Reader["say"]): string {
  if (goal.withdrawn) return say("results:page.goals.withdrawn");
  if (goal.changedAfterBaseline) return say("results:page.goals.changed-after-baseline");
  return goal.sealedBeforeBaseline ? "" : say("results:page.goals.unsealed");
}

/** Null where no wave tells anything: an empty drawing says nothing. */
function publicChart(chart: ChartData): PublicChart | null {
  const { labels, values, low, high, axis, goalLines, sentence, table } = chart;
  if (values.every((value) => value === null)) return null;
  return { labels, values, low, high, axis, goalLines, sentence, table };
}

function tideSentence(
  { tide, way, fromWave, toWave }: ReturnType<typeof newestTides>[number],
  { say, language }: Reader,
): string {
  const number = (value: number | null) => (value === null ? "" : formatNumber(value, language, 2));
  return say(`results:page.tide.${way}-${tide.audience}`, {
    ...{ from: fromWave, to: toWave, tide: number(tide.estimate), low: number(tide.low), high: number(tide.high) },
  });
}

/** Of closed waves: an open one changes every day. */
function ratesOf({ waves }: Results, reader: Reader): PublicResults["rates"] {
  const { say, language } = reader;
  const withheld = say("public:withheld");
  const count = (people: number | null) => (people === null ? withheld : formatCount(people, language));
  const closed = waves.filter(({ state }) => state === "closed");
  return {
    head: ["wave", "invited", "answered", "rate"].map((key) => say(`results:page.rates.${key}`)),
    rows: closed.flatMap(({ name, source, audiences }) =>
      audiences.map(({ audience, invited, answered, responseRate }) => [
        `${name} · ${say(`results:page.audience.${audience}`)}`,
        source === "imported" ? say("results:page.rates.unknown") : count(invited),
        count(answered),
        responseRate === null ? withheld : percentWords(responseRate, reader),
      ]),
    ),
  };
}
