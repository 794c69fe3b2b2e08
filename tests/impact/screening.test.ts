import { describe, expect, test } from "vitest";
import {
  type Finding,
  type ScreenedChange,
  screenFamily,
  screenIndicators,
  screenSegments,
} from "#surveys/impact/screening.ts";
import { adjustBenjaminiHochberg } from "#surveys/impact/statistics/benjamini-hochberg.ts";
import { normalCdf } from "#surveys/impact/statistics/normal.ts";
import { normalNumbers } from "./hand-made.ts";

/** A change in standard deviations with its error; `worth` counts in the floor of 0.2 SD unless said otherwise. */
function change(standardisedChange: number, standardError = 0.08, worth = standardisedChange / 0.1): ScreenedChange {
  return { standardisedChange, standardError, worth, p: 2 * normalCdf(-Math.abs(standardisedChange / standardError)) };
}

const calm = [0.01, -0.02, 0.03, 0, -0.01, 0.02, -0.03, 0.01].map((size) => change(size));

describe("the rule", () => {
  test("a gain and a harm stand in the same list by the same rule", () => {
    const { findings } = screenIndicators([...calm, change(0.6), change(-0.6)], 0);
    expect(findings.map((finding) => finding.flagged)).toEqual([...calm.map(() => false), true, true]);
    expect(findings[8]?.adjustedP).toBeCloseTo(findings[9]?.adjustedP ?? Number.NaN, 3);
  });

  test("what everything did is no ripple: it rose with the tide", () => {
    const risen = calm.map(({ standardisedChange }) => change(standardisedChange + 0.5));
    const { tide, findings } = screenIndicators(risen, 0.3);
    expect(tide?.estimate).toBeCloseTo(0.50125, 3);
    expect(findings.map(({ flagged, withTide }) => ({ flagged, withTide }))).toEqual(
      risen.map(() => ({ flagged: false, withTide: true })),
    );
  });

  test("standing still while everything rose is no gain and no harm: the signs differ", () => {
    const risen = calm.map(({ standardisedChange }) => change(standardisedChange + 0.8));
    const { findings } = screenIndicators([...risen, change(0.3)], 0.3);
    expect(findings[8]).toMatchObject({ flagged: false, adjustedP: 1 });
  });

  test("a trifle is not flagged, however sure", () => {
    const trifle = change(0.08, 0.001, 0.9);
    const { findings } = screenIndicators([...calm.map((c) => ({ ...c, standardError: 0.001 })), trifle], 0);
    expect(findings[8]?.adjustedP).toBeLessThan(0.05);
    expect(findings[8]).toMatchObject({ flagged: false, withTide: false });
  });

  test("too few indicators have no tide; zero alone is tested and the finding says so", () => {
    const { tide, findings } = screenIndicators([change(0.6), change(0.01)], 0);
    expect(tide).toBeNull();
    expect(findings[0]).toMatchObject({ flagged: true, tide: null, pAgainstTide: null });
    expect(screenIndicators([], 0)).toEqual({ tide: null, findings: [] });
  });

  test("adjusted p-values are Benjamini–Hochberg over the larger of the two", () => {
    const changes = [change(0.3), change(0.2), change(0.05)];
    const found = screenFamily(changes, [null, null, null]);
    expect(found.map((finding) => finding.adjustedP)).toEqual(adjustBenjaminiHochberg(changes.map(({ p }) => p)));
  });

  test("segments are looked at only inside flagged indicators, at q × R/m", () => {
    const segments = [change(0.3), change(0.02)];
    const family = (selected: boolean) => ({ selected, changes: segments, excesses: [null, null] });
    const [first, second] = screenSegments([family(true), family(false)]);
    expect(second).toBeNull();
    const alone = adjustBenjaminiHochberg(segments.map(({ p }) => p));
    expect(first?.[0]?.adjustedP).toBeCloseTo((alone[0] ?? 0) * 2, 12);
    expect(first?.map((finding) => finding.flagged)).toEqual([true, false]);
  });
});

/** Surveys in which `ripples` of the indicators truly moved by ±`effect` beyond the tide, their errors sharing a correlation. */
interface Planted {
  indicators: number;
  ripples: number;
  effect: number;
  tide: number;
  correlation: number;
  seed: number;
  /** Else every second ripple is a harm. */
  gainsOnly?: boolean;
  /** Ripples of half to one and a half times the effect, errors of half to one and a half times the size, shared by some more than by others. */
  uneven?: boolean;
}

const RUNS = 200;
const STANDARD_ERROR = 0.08;

function simulate(planted: Planted, flag: (changes: ScreenedChange[], planted: Planted) => boolean[]) {
  const normal = normalNumbers(planted.seed);
  let falseShare = 0;
  let found = 0;
  for (let run = 0; run < RUNS; run++) {
    const common = normal();
    const changes = Array.from({ length: planted.indicators }, (_, index) => {
      const [share, size, amount] = planted.uneven ? [uneven(index, 3), uneven(index, 4), uneven(index, 2)] : [1, 1, 1];
      const loading = Math.sqrt(planted.correlation) * share;
      const error = loading * common + Math.sqrt(1 - loading ** 2) * normal();
      const sign = planted.gainsOnly || index % 2 === 0 ? 1 : -1;
      const ripple = index < planted.ripples ? sign * planted.effect * amount : 0;
      return change(planted.tide + ripple + STANDARD_ERROR * size * error, STANDARD_ERROR * size);
    });
    const flagged = flag(changes, planted);
    const right = flagged.slice(0, planted.ripples).filter(Boolean).length;
    const all = flagged.filter(Boolean).length;
    falseShare += all === 0 ? 0 : (all - right) / all;
    found += planted.ripples === 0 ? 0 : right / planted.ripples;
  }
  return { falseDiscoveryRate: falseShare / RUNS, power: found / RUNS };
}

/** 0.5 to 1.5, 1 on average, another pattern for each period. */
function uneven(index: number, period: number): number {
  return 0.5 + (index % (period + 1)) / period;
}

const screening = (changes: ScreenedChange[], { correlation }: Planted) =>
  screenIndicators(changes, correlation).findings.map((finding: Finding) => finding.flagged);
const againstZeroAlone = (changes: ScreenedChange[]) =>
  adjustBenjaminiHochberg(changes.map(({ p }) => p)).map((p) => p <= 0.05);

/** Three standard errors of a share of 5 % over these runs. */
const monteCarloError = 3 * Math.sqrt((0.05 * 0.95) / RUNS);

describe("in simulated surveys with a tide of 0.2 SD", () => {
  const base = { indicators: 60, tide: 0.2, correlation: 0.4 };

  test.each([
    { name: "nothing rippled", ...base, ripples: 0, effect: 0, seed: 31 },
    { name: "six of sixty rippled by 0.4 SD", ...base, ripples: 6, effect: 0.4, seed: 32 },
    { name: "answers independent", ...base, correlation: 0, ripples: 6, effect: 0.4, seed: 33 },
    { name: "no tide at all", ...base, tide: 0, ripples: 6, effect: 0.4, seed: 34 },
    { name: "few indicators", ...base, indicators: 12, ripples: 2, effect: 0.4, seed: 35 },
    { name: "everything uneven", ...base, uneven: true, ripples: 6, effect: 0.4, seed: 38 },
    { name: "everything uneven, nothing rippled", ...base, uneven: true, ripples: 0, effect: 0, seed: 39 },
    { name: "a third rippled, gains alone", ...base, gainsOnly: true, ripples: 20, effect: 0.4, seed: 40 },
  ])("$name: at most 5 % of the flags are false", (planted) => {
    expect(simulate(planted, screening).falseDiscoveryRate).toBeLessThan(0.05 + monteCarloError);
  });

  test("against zero alone, most flags are false", () => {
    const planted = { ...base, ripples: 6, effect: 0.4, seed: 32 };
    expect(simulate(planted, againstZeroAlone).falseDiscoveryRate).toBeGreaterThan(0.5);
  });

  test("finds what is there: more with a larger effect, and most of what is large", () => {
    const power = (effect: number) => simulate({ ...base, ripples: 6, effect, seed: 36 }, screening).power;
    const [small, middle, large] = [power(0.3), power(0.45), power(0.6)];
    expect(middle).toBeGreaterThan(small);
    expect(large).toBeGreaterThan(middle);
    expect(large).toBeGreaterThan(0.9);
  });

  test("knowing the correlation finds more than leaving it out", () => {
    // Gains with the tide: beyond zero without doubt, so the test against the tide decides.
    const planted = { ...base, ripples: 6, effect: 0.3, seed: 37, gainsOnly: true };
    const without = simulate(planted, (changes) => screening(changes, { ...planted, correlation: 0 }));
    expect(simulate(planted, screening).power).toBeGreaterThan(without.power + 0.05);
  });
});
