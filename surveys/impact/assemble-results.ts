import type { Audience, WaveTable } from "#db/schema.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { shownCount, shownWhole } from "#surveys/disclosure-floor.ts";
import { indicatorKey } from "#surveys/initiative/indicator-choice.ts";
import type { SealContent } from "#surveys/initiative/seal.ts";
import { withheldChange, withheldPoint } from "./disclosure.ts";
import { figuresOf, type SegmentFigures, type Source, wavePairsOf } from "./figures.ts";
import { type GoalMaterial, goalResults } from "./goal-result.ts";
import { indicatorsOf, type MeasuredIndicator } from "./indicator.ts";
import type { IndicatorResult, Results, RippleResult, TideResult, WaveResult } from "./results.ts";
import { ripplesOf, surestFirst } from "./ripple.ts";
import type { ScreeningMaterial } from "./screened-changes.ts";
import type { Tallies } from "./tallies.ts";
import { personMeanErrors } from "./tide.ts";

export interface HeldWave
  extends Pick<WaveTable, "id" | "position" | "name" | "opens_on" | "closes_on" | "state" | "source"> {
  surveys: Array<{ waveId: string; audience: Audience; codebook: Codebook }>;
  invitations: Array<{ audience: Audience; invited: number; answered: number }>;
}

export type ListedGoal = Omit<GoalMaterial, "figures">;

export interface ResultsMaterial {
  initiative: Results["initiative"];
  /** In the order of their positions. */
  waves: HeldWave[];
  tallies: Tallies;
  goals: ListedGoal[];
  /** Goals and expectations as sealed when the first wave opened in Ringvirk. */
  sealed: SealContent;
  floor: number;
}

const audiences: Audience[] = ["resident", "actor"];

/** Makes the results of an initiative; see `readResults`. */
export function assembleResults(material: ResultsMaterial): Results {
  const { initiative, waves, tallies, goals, floor } = material;
  const closed = waves.filter((wave) => wave.state === "closed");
  const source: Source = { tallies, floor, waves: closed, pairs: wavePairsOf(closed) };
  const measured = audiences.flatMap((audience) => measureAudience(audience, closed, source));
  const { tides, ripples } = screenAll(measured, material.sealed, source);
  return {
    initiative,
    floor,
    waves: waves.map((wave) => waveResult(wave, tallies, floor)),
    indicators: measured.flatMap(indicatorResults),
    changes: measured.flatMap(({ figures }) =>
      shownSegments(figures).flatMap(([, { changes }]) => changes.map(({ result }) => result)),
    ),
    goals: goalResults(
      goals.map((goal) => ({ ...goal, figures: figuresOfGoal(goal, measured) })),
      waves,
    ),
    tides,
    ripples,
  };
}

interface Measured {
  indicator: MeasuredIndicator;
  figures: Map<string, SegmentFigures>;
}

function measureAudience(audience: Audience, waves: HeldWave[], source: Source): Measured[] {
  const surveys = waves.flatMap((wave) => wave.surveys.filter((survey) => survey.audience === audience));
  return indicatorsOf(audience, surveys).map((indicator) => ({ indicator, figures: figuresOf(indicator, source) }));
}

/** Everyone, and the segments of which anything may be said: the rest look as if they did not exist. */
function shownSegments(figures: Map<string, SegmentFigures>): Array<[string, SegmentFigures]> {
  return [...figures].filter(([segment, { points }]) => segment === "" || points.some((point) => point.n !== null));
}

function indicatorResults({ indicator, figures }: Measured): IndicatorResult[] {
  const { reads, options, madeOf, tellsCounts, codes, ...shown } = indicator;
  return shownSegments(figures).map(([segment, { points }]) => ({ ...shown, segment, points }));
}

function figuresOfGoal({ goal }: ListedGoal, measured: Measured[]): SegmentFigures | undefined {
  const key = indicatorKey({ audience: goal.audience, itemKey: goal.item_key, reading: goal.reading });
  const figures = measured.find(({ indicator }) => indicator.key === key)?.figures;
  return figures?.get(goal.segment) ?? withheldFigures(figures?.get(""), goal.segment);
}

/** A segment that nobody stands in looks like one of too few. */
function withheldFigures(everyone: SegmentFigures | undefined, segment: string): SegmentFigures | undefined {
  if (!everyone) return undefined;
  return {
    points: everyone.points.map(withheldPoint),
    changes: everyone.changes.map(({ result }) => ({ result: withheldChange({ ...result, segment }), sd: null })),
  };
}

/** The baseline against each later wave, each audience by itself: other people, another survey, another tide. */
function screenAll(
  measured: Measured[],
  sealed: SealContent,
  source: Source,
): { tides: TideResult[]; ripples: RippleResult[] } {
  const tides: TideResult[] = [];
  const ripples: RippleResult[] = [];
  for (const audience of audiences) {
    const ofAudience = measured.filter(({ indicator }) => indicator.audience === audience);
    if (ofAudience.length === 0) continue;
    const screening = screeningMaterial(audience, ofAudience, sealed, source);
    for (const pair of source.pairs.filter(({ from }) => from.position === 0)) {
      const screened = ripplesOf(screening, pair);
      tides.push(screened.tide);
      ripples.push(...screened.ripples);
    }
  }
  return { tides, ripples: ripples.sort(surestFirst) };
}

function screeningMaterial(
  audience: Audience,
  measured: Measured[],
  sealed: SealContent,
  source: Source,
): ScreeningMaterial {
  const goals = sealed.goals.filter((goal) => goal.audience === audience);
  const expected = sealed.expectations.filter((expectation) => expectation.audience === audience);
  return {
    audience,
    measured,
    aims: goals.map((goal) => ({ itemKey: goal.item_key, segment: goal.segment })),
    expectedItems: new Set(expected.flatMap(({ item_key }) => item_key ?? [])),
    personMeanErrors: personMeanErrors(audience, source),
  };
}

function waveResult(wave: HeldWave, tallies: Tallies, floor: number): WaveResult {
  return {
    ...{ id: wave.id, position: wave.position, name: wave.name, opensOn: wave.opens_on, closesOn: wave.closes_on },
    ...{ state: wave.state, source: wave.source },
    audiences: wave.surveys.map(({ audience }) => responseOf(wave, audience, tallies, floor)),
  };
}

/** Of the invited where Ringvirk invited; an imported wave knows its answers only. */
function responseOf(wave: HeldWave, audience: Audience, tallies: Tallies, floor: number) {
  const asked = wave.invitations.find((count) => count.audience === audience);
  const answered = shownCount(asked ? asked.answered : tallies.answeredIn(wave.id, audience), floor);
  const invited = asked ? shownWhole(asked.invited, asked.answered, floor) : null;
  return { audience, invited, answered, responseRate: invited && answered !== null ? answered / invited : null };
}
