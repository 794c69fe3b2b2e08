import { compareWaves } from "#surveys/impact/comparison.ts";
import { type ScreenedChange, screenIndicators, screenSegments } from "#surveys/impact/screening.ts";
import { momentsOf } from "#surveys/impact/statistics/moments.ts";
import { type Excess, tideOf } from "#surveys/impact/statistics/tide.ts";
import { Random } from "./random.ts";
import { scales } from "./scale.ts";
import type { Design } from "./screening-grid.ts";
import { hashOf } from "./screening-unit.ts";
import { additions, type Drawn, drawSurvey, drawTypes, prepare, type QuestionTally } from "./survey-draw.ts";

/** The search inside flagged indicators (METHODS §4): a fifth of 30 rippled by 0.4 SD in some of four equally large segments. */
export interface SegmentDesign {
  people: number;
  rippling: 0 | 1 | 2 | 4;
}

const SEGMENTS = 4;
const Q = 0.05;
const RIPPLE = additions.indexOf(0.4);

export function segmentDesigns(): SegmentDesign[] {
  return [400, 1000, 4000].flatMap((people) => ([0, 1, 2, 4] as const).map((rippling) => ({ people, rippling })));
}

export function segmentName({ people, rippling }: SegmentDesign): string {
  return `n=${people} in ${rippling} of ${SEGMENTS}`;
}

export interface SegmentUnit {
  surveys: number;
  /** Σ of the share of false flags among the flagged segments of an indicator, averaged over the flagged indicators. */
  falseShare: number;
  falseShareSquared: number;
  /** The same had every segment of every indicator been searched at q: what the two stages are for. */
  naiveFalseShare: number;
  naiveFalseShareSquared: number;
  /** Σ of the share of truly rippling indicator–segments that were flagged. */
  found: number;
}

/** @returns sums over surveys drawn person by person, each segment by itself and everyone as their sum. */
export function runSegments(
  design: SegmentDesign,
  known: { seed: number; chunk: number; repeats: number },
): SegmentUnit {
  const inOne: Design = {
    ...{ people: design.people / SEGMENTS, overlap: 0.5, correlation: 0.4, tide: 0.2, indicators: 30, kind: "even" },
  };
  const prepared = prepare(inOne);
  const sums = { surveys: known.repeats, falseShare: 0, falseShareSquared: 0 };
  const unit: SegmentUnit = { ...sums, naiveFalseShare: 0, naiveFalseShareSquared: 0, found: 0 };
  for (let survey = 0; survey < known.repeats; survey++) {
    const random = new Random(known.seed, hashOf(`segments ${segmentName(design)}`), known.chunk, survey);
    const types = drawTypes(inOne, random);
    const drawn = Array.from({ length: SEGMENTS }, () => drawSurvey(prepared, random, types));
    addSurvey(unit, searched(drawn, { ...design, ripples: prepared.ripples }), {
      ...design,
      ripples: prepared.ripples,
    });
  }
  return unit;
}

type Truth = SegmentDesign & { ripples: number };

/** The average correlation is taken as 0 in the small: what matters here is the search, and 0 is the weaker. */
function searched(drawn: Drawn[], truth: Truth) {
  const inSegments = drawn.map((one, segment) =>
    one.questions.map((tallies, question) => tallies[isTrue(question, segment, truth) ? RIPPLE : 0] as QuestionTally),
  );
  const questions = drawn[0]?.questions.length ?? 0;
  const overall = Array.from({ length: questions }, (_, question) =>
    changeOf(inSegments.map((one) => one[question] as QuestionTally)),
  );
  const changes = inSegments.map((one) => one.map((tally) => changeOf([tally])));
  const excesses = changes.map((one): (Excess | null)[] => tideOf(one, 0)?.excesses ?? one.map(() => null));
  const { findings } = screenIndicators(overall, 0, Q);
  const families = overall.map((_, question) => ({
    selected: findings[question]?.flagged ?? false,
    changes: changes.map((one) => one[question] as ScreenedChange),
    excesses: excesses.map((one) => one[question] ?? null),
  }));
  const everywhere = families.map((family) => ({ ...family, selected: true }));
  const naive = screenSegments(everywhere, Q).map((found, index) => (families[index]?.selected ? found : null));
  return { staged: screenSegments(families, Q), naive };
}

function addSurvey(unit: SegmentUnit, { staged, naive }: ReturnType<typeof searched>, truth: Truth): void {
  const share = meanFalseShare(staged, truth);
  unit.falseShare += share;
  unit.falseShareSquared += share ** 2;
  const naiveShare = meanFalseShare(naive, truth);
  unit.naiveFalseShare += naiveShare;
  unit.naiveFalseShareSquared += naiveShare ** 2;
  if (truth.rippling === 0) return;
  let right = 0;
  for (const [question, found] of staged.entries()) {
    for (const [segment, finding] of (found ?? []).entries()) {
      if (finding.flagged && isTrue(question, segment, truth)) right++;
    }
  }
  unit.found += right / (truth.ripples * truth.rippling);
}

function meanFalseShare(families: ReturnType<typeof screenSegments>, truth: Truth): number {
  const shares = families.flatMap((found, question) => {
    if (!found) return [];
    const flagged = found.flatMap(({ flagged }, segment) => (flagged ? [isTrue(question, segment, truth)] : []));
    return [flagged.length === 0 ? 0 : flagged.filter((right) => !right).length / flagged.length];
  });
  return shares.length === 0 ? 0 : shares.reduce((sum, one) => sum + one, 0) / shares.length;
}

function isTrue(question: number, segment: number, { ripples, rippling }: Truth): boolean {
  return question < ripples && segment < rippling;
}

function changeOf(tallies: QuestionTally[]): ScreenedChange {
  const from = tallies.flatMap((tally) => tally.from.rows);
  const to = tallies.flatMap((tally) => tally.to.rows);
  const isYesNo = scales[tallies[0]?.type ?? 0]?.shares.length === 2;
  const figure = compareWaves({
    reading: isYesNo ? "share" : "mean",
    from: { rows: from, moments: momentsOf(from), weighted: false, sampled: null },
    to: { rows: to, moments: momentsOf(to), weighted: false, sampled: null },
    pairs: tallies.flatMap((tally) => tally.pairs),
  });
  const { estimate, se, df, p, sd } = figure;
  if (estimate === null || se === null || df === null || p === null || sd === null) {
    // So few people that all answer alike: nothing to test, so nothing to flag.
    return { standardisedChange: 0, standardError: 1, p: 1, worth: 0 };
  }
  return { standardisedChange: estimate / sd, standardError: se / sd, df, p, worth: estimate / 3 };
}
