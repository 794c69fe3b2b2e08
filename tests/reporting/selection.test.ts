import { describe, expect, test } from "vitest";
import type { IndicatorResult, RippleResult } from "#surveys/impact/results.ts";
import { goalFindings, newestTides, withUnmeasured } from "#surveys/reporting/finding.ts";
import { selectIndicators, trendsPerPage } from "#surveys/reporting/indicator-selection.ts";
import { nextStep } from "#surveys/reporting/next-step.ts";
import { tideGroups } from "#surveys/reporting/ripple-finding.ts";
import { trendOf } from "#surveys/reporting/trend.ts";
import { change, danish, goal, indicator, indicatorWith, results, resultsWith } from "./sample.ts";

const noWish = { audience: "", theme: "", indicator: "", segment: "", page: 1 };

/** Eight questions on safety, one on the place, one to the actors; the first also for two areas. */
const many = resultsWith({
  indicators: [
    ...["", "område=Nord", "område=Syd"].map((segment) => indicatorWith({ segment })),
    ...Array.from({ length: 7 }, (_, index) => indicatorWith(keyed(`resident/safety-${index}/mean`))),
    indicatorWith({ ...keyed("resident/place/mean"), theme: "place" }),
    indicatorWith({ ...keyed("actor/timely/mean"), audience: "actor", theme: "coordination" }),
  ],
});

function keyed(key: string): Partial<IndicatorResult> {
  return { key, itemKey: key.split("/")[1] ?? "" };
}

describe("the choice of trends", () => {
  test("without a wish: the first theme, everyone, six at most", () => {
    const selection = selectIndicators(many, noWish, danish);
    expect(selection?.chosen).toEqual({ audience: "resident", theme: "safety", indicator: "", segment: "", page: 1 });
    expect(selection?.trends).toHaveLength(trendsPerPage);
    expect(selection?.pages).toBe(2);
    expect(selection?.segments).toEqual(["", "område=Nord", "område=Syd"]);
    expect(selection?.themes).toEqual([
      { audience: "resident", theme: "safety" },
      { audience: "resident", theme: "place" },
      { audience: "actor", theme: "coordination" },
    ]);
  });

  test("the second page shows the rest", () => {
    const selection = selectIndicators(many, { ...noWish, page: 2 }, danish);
    expect(selection?.trends.map(({ chart }) => chart.indicator)).toEqual([
      "resident/safety-5/mean",
      "resident/safety-6/mean",
    ]);
  });

  test("one question in one group", () => {
    const wish = { ...noWish, indicator: indicator.key, segment: "område=Syd" };
    const selection = selectIndicators(many, wish, danish);
    expect(selection?.trends.map(({ chart }) => [chart.indicator, chart.segment])).toEqual([
      [indicator.key, "område=Syd"],
    ]);
  });

  test("a question of another theme than the one chosen with it is left: the theme was chosen later", () => {
    const wish = { ...noWish, theme: "place", audience: "resident", indicator: indicator.key };
    expect(selectIndicators(many, wish, danish)?.chosen).toMatchObject({ theme: "place", indicator: "" });
  });

  test("wishes that cannot be met fall back", () => {
    const wish = { audience: "actor", theme: "no such", indicator: "no such", segment: "område=Nord", page: 99 };
    expect(selectIndicators(many, wish, danish)?.chosen).toEqual({
      audience: "actor",
      theme: "coordination",
      indicator: "",
      segment: "",
      page: 1,
    });
  });

  test("a group about which nothing may be said in this question has no trend, as if it did not exist", () => {
    const wish = { ...noWish, theme: "place", segment: "område=Nord" };
    expect(selectIndicators(many, wish, danish)?.trends).toEqual([]);
  });

  test("nothing is measured yet", () => {
    expect(selectIndicators(resultsWith({ indicators: [] }), noWish, danish)).toBeNull();
  });
});

describe("a trend", () => {
  test("has its chart and the changes since the first wave that asked, by the names of the waves", () => {
    const further = { ...change, from: "w1", to: "w2", fromPosition: 1, toPosition: 2 };
    const trend = trendOf(
      resultsWith({ changes: [change, further] }),
      { indicator: indicator.key, segment: "" },
      danish,
    );
    expect(trend?.chart.labels).toEqual(["Før", "Efter"]);
    expect(trend?.changes).toEqual([
      { fromWave: "Før", toWave: "Efter", estimate: 6.3, low: 3.1, high: 9.5, p: 0.0001, pairs: 150 },
    ]);
  });
});

describe("the goals", () => {
  test("stand with their waves, words and response rates", () => {
    expect(goalFindings(results, danish)).toMatchObject([
      {
        verdict: "reached",
        wave: "Efter",
        dueWave: "Efter",
        target: "en stigning på mindst 3,0 point",
        indicator: { label: "Tryghed efter mørkets frembrud" },
        rates: [
          { wave: "Før", imported: false, rate: 0.53 },
          { wave: "Efter", imported: false, rate: 0.53 },
        ],
      },
    ]);
  });

  test("have a target in words before anything is measured", () => {
    const waiting = { ...goal, wave: null, change: null, baseline: null, current: null, verdict: "too-few" as const };
    const empty = resultsWith({ goals: [waiting], indicators: [], changes: [] });
    const asked = { ...indicator, goodEnd: [], better: "rise" as const };
    expect(goalFindings(withUnmeasured(empty, [asked]), danish)).toMatchObject([
      {
        verdict: "not-measured",
        target: "en stigning på mindst 3,0 point",
        sentence: expect.stringContaining("Målet er"),
      },
    ]);
    expect(goalFindings(empty, danish)).toMatchObject([{ indicator: null, trend: null }]);
  });

  test("what is measured is not taken from the question alone", () => {
    const asked = { ...indicator, goodEnd: [], better: "rise" as const };
    expect(withUnmeasured(results, [asked]).indicators).toEqual(results.indicators);
  });
});

describe("what moved with the tide", () => {
  const [ripple] = results.ripples as [RippleResult];
  const worse = indicatorWith(keyed("resident/litter/mean"));
  const groups = tideGroups(
    resultsWith({
      indicators: [indicator, indicatorWith({ segment: "område=Nord" }), worse],
      ripples: [
        ripple,
        { ...ripple, withTide: true },
        { ...ripple, indicator: worse.key, kind: "harm", withTide: true },
        { ...ripple, segment: "område=Nord", withTide: true },
      ],
    }),
    danish,
  );

  test("stands once for each question, gains and harms in one list, and apart from the ripples", () => {
    expect(groups.map(({ surest }) => [surest.ripple.indicator, surest.ripple.kind])).toEqual([
      [indicator.key, "gain"],
      [worse.key, "harm"],
    ]);
    expect(groups[0]?.further.map((further) => further.ripple.segment)).toEqual(["område=Nord"]);
  });
});

test("the newest tide of each audience is told", () => {
  const [tide] = results.tides;
  if (!tide) throw new Error("the sample has a tide");
  const later = { ...tide, to: "w2" };
  const actors = { ...tide, audience: "actor" as const };
  const newest = newestTides(resultsWith({ tides: [tide, later, actors] }));
  expect(newest.map((finding) => [finding.tide.audience, finding.tide.to])).toEqual([
    ["resident", "w2"],
    ["actor", "w1"],
  ]);
});

describe("the next step", () => {
  const [before, after] = results.waves;
  const waves = (...states: Array<"planned" | "open" | "closed">) =>
    nextStep(
      resultsWith({ waves: states.map((state, index) => ({ ...(index === 0 ? before : after), state }) as never) }),
    );

  test("goes from planning over opening and waiting to the follow-up", () => {
    expect(waves()).toEqual({ step: "plan", wave: null });
    expect(waves("planned")).toMatchObject({ step: "open", wave: { name: "Før" } });
    expect(waves("open")).toMatchObject({ step: "wait", wave: { name: "Før" } });
    expect(waves("closed")).toEqual({ step: "follow-up", wave: null });
    expect(waves("closed", "open")).toMatchObject({ step: "wait", wave: { name: "Efter" } });
    expect(waves("closed", "closed")).toBeNull();
  });
});
