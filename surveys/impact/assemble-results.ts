import type { Audience, WaveTable } from "#db/schema.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { indicatorKey } from "#surveys/definition/reading.ts";
import { shownCount } from "#surveys/disclosure-floor.ts";
import type { ComparisonGroup } from "#surveys/initiative/comparison-group.ts";
import type { SealContent } from "#surveys/initiative/seal.ts";
import { type BiasFigures, biasFigures, withResponseRates } from "./bias/assemble-bias.ts";
import type { WaysRead } from "./bias/read-ways.server.ts";
import { Differences, type Measured } from "./differences.ts";
import { withheldChange, withheldPoint } from "./disclosure.ts";
import { figuresOf, type SegmentFigures, type Source, wavePairsOf } from "./figures.ts";
import { type GoalMaterial, goalResults } from "./goal-result.ts";
import { indicatorsOf, type MeasuredIndicator } from "./indicator.ts";
import { OwnPeople } from "./own-people.ts";
import { changeTeller, publishedBias, publishedMeasure, publishedRipple, publishedTide } from "./publish.ts";
import { onGrid, publishedCoefficient } from "./published-figures.ts";
import { alphaOf } from "./reliability.ts";
import type { ChangeResult, IndicatorResult, Results, RippleResult, TideResult, WaveResult } from "./results.ts";
import { ripplesOf, surestFirst } from "./ripple.ts";
import type { SampledWaves } from "./sampled-waves.ts";
import type { ScreeningMaterial } from "./screened-changes.ts";
import { responseRate2 } from "./statistics/response-rate.ts";
import type { Tallies } from "./tallies.ts";
import { personMeanErrors } from "./tide.ts";

/** A wave as it is planned or was held. */
export interface HeldWave
  extends Pick<WaveTable, "id" | "position" | "name" | "opens_on" | "closes_on" | "state" | "source" | "mode"> {
  audiences: Audience[];
}

/** A closed wave with what it asked. */
export interface ClosedWave extends HeldWave {
  surveys: Array<{ waveId: string; audience: Audience; codebook: Codebook }>;
}

/** Of the people invited to a wave, by audience. */
export interface InvitationCount {
  waveId: string;
  audience: Audience;
  invited: number;
  answered: number;
  /** Not answered, and their mail never reached a mail server. */
  undelivered: number;
}

export type ListedGoal = Omit<GoalMaterial, "figures">;

export interface FiguresMaterial {
  /** Every wave and the closed ones, in the order of their positions. */
  waves: HeldWave[];
  closed: ClosedWave[];
  tallies: Tallies;
  /** None where nobody was drawn in a stratum or cluster. */
  samples?: SampledWaves | null;
  /** None where nobody came uninvited. */
  ways?: WaysRead;
  goals: ListedGoal[];
  /** Goals and expectations as sealed when the first wave opened in Ringvirk. */
  sealed: SealContent;
  comparison?: ComparisonGroup | null;
  floor: number;
  /** For checks against outside references alone: leaves figures off their grids. */
  exact?: boolean;
}

const audiences: Audience[] = ["resident", "actor"];

/** What the answers of closed waves say. */
export interface Figures
  extends Pick<Results, "comparison" | "indicators" | "changes" | "goals" | "tides" | "ripples"> {
  bias: BiasFigures[];
  /** How many answered each closed wave, counted in the tallies; not yet withheld. */
  answered: Array<{ waveId: string; audience: Audience; people: number }>;
  exactOfEveryone: ExactOfEveryone;
}

/** Figures of everyone before they are put on their grids, for the planner: it tells spread and correlation on grids of their own. */
export type ExactOfEveryone = Pick<Results, "indicators" | "changes">;

/** Makes the figures of an initiative; see `readResults`. */
export function assembleFigures(material: FiguresMaterial): Figures {
  const { waves, closed, tallies, samples = null, goals, sealed, comparison = null, floor, exact = false } = material;
  const ways = material.ways ?? { visits: [], codes: [] };
  const counted = countedOf(tallies, comparison);
  const source: Source = { ...counted, samples, floor, waves: closed, pairs: wavePairsOf(closed) };
  const measured = audiences.flatMap((audience) => measureAudience(audience, closed, source));
  const told = exact ? measured : measured.map((one) => publishedMeasure(one, source));
  const differences = new Differences(comparison, measured, source, exact ? (change) => change : changeTeller(source));
  const { tides, ripples } = screenAll(measured, sealed, source);
  const bias = biasFigures(closed, goalIndicators(goals, measured), ways, source);
  const toldRipples = exact ? ripples : ripples.flatMap((ripple) => publishedRipple(ripple, told, floor) ?? []);
  return {
    comparison,
    indicators: told.flatMap((one) => indicatorResults(one, source, exact)),
    changes: changesIn(told),
    exactOfEveryone: ofEveryone(measured, source),
    goals: goalResults(
      goals.map((goal) => ({ ...goal, figures: figuresOfGoal(goal, told) })),
      waves,
    ).map((goal) => ({ ...goal, difference: goal.change ? differences.of(goal.change) : null })),
    tides: exact ? tides : tides.map((tide) => publishedTide(tide, told, floor)),
    ripples: toldRipples.sort(surestFirst).map((ripple) => ({ ...ripple, difference: differences.of(ripple) })),
    bias: exact ? bias : bias.map((fact) => publishedBias(fact, floor)),
    answered: closed.flatMap((wave) =>
      wave.audiences.map((audience) => ({ waveId: wave.id, audience, people: tallies.answeredIn(wave.id, audience) })),
    ),
  };
}

function changesIn(measured: Measured[]): ChangeResult[] {
  return measured.flatMap(({ figures }) =>
    shownSegments(figures).flatMap(([, { changes }]) => changes.map(({ result }) => result)),
  );
}

function ofEveryone(measured: Measured[], source: Source): ExactOfEveryone {
  const everyone = measured.map(({ indicator, figures }) => ({
    indicator,
    figures: new Map([...figures].filter(([segment]) => segment === "")),
  }));
  return { indicators: everyone.flatMap((one) => indicatorResults(one, source, true)), changes: changesIn(everyone) };
}

/** Whom the seal in force left out of everyone is left out. */
function countedOf(tallies: Tallies, comparison: ComparisonGroup | null): Pick<Source, "tallies" | "leftOut"> {
  if (comparison?.standing !== "sealed") return { tallies, leftOut: null };
  return { tallies: new OwnPeople(tallies, comparison.segment), leftOut: comparison.segment };
}

/** Puts the waves, which change while they are open, beside the figures of those that are closed. */
export function assembleResults(made: {
  initiative: Results["initiative"];
  waves: HeldWave[];
  invitations: InvitationCount[];
  figures: Figures;
  floor: number;
}): Results {
  const { answered, bias, exactOfEveryone, ...figures } = made.figures;
  const waves = made.waves.map((wave) => waveResult(wave, { ...made, answered }));
  return {
    initiative: made.initiative,
    floor: made.floor,
    waves,
    ...figures,
    bias: withResponseRates(bias, waves, made.floor),
  };
}

function measureAudience(audience: Audience, waves: ClosedWave[], source: Source): Measured[] {
  const surveys = waves.flatMap((wave) => wave.surveys.filter((survey) => survey.audience === audience));
  return indicatorsOf(audience, surveys).map((indicator) => ({ indicator, figures: figuresOf(indicator, source) }));
}

/** Everyone, and the segments of which anything may be said: the rest look as if they did not exist. */
function shownSegments(figures: Map<string, SegmentFigures>): Array<[string, SegmentFigures]> {
  return [...figures].filter(([segment, { points }]) => segment === "" || points.some((point) => point.n !== null));
}

function indicatorResults({ indicator, figures }: Measured, source: Source, exact: boolean): IndicatorResult[] {
  const { reads, options, madeOf, tellsCounts, codes, ...shown } = indicator;
  const { audience, itemKey: index } = indicator;
  const waveId = [...reads.keys()].at(-1) ?? "";
  const alpha = alphaOf(source, { waveId, audience, index, items: madeOf });
  // Rule 7: there are at least ten times the floor.
  const told = alpha === null || exact ? alpha : publishedCoefficient(alpha, 10 * source.floor);
  return shownSegments(figures).map(([segment, { points }]) => ({
    ...shown,
    alpha: segment === "" ? told : null,
    segment,
    points,
  }));
}

function goalIndicators(goals: ListedGoal[], measured: Measured[]): MeasuredIndicator[] {
  const keys = new Set(
    goals.map(({ goal }) => indicatorKey({ audience: goal.audience, itemKey: goal.item_key, reading: goal.reading })),
  );
  return measured.flatMap(({ indicator }) => (keys.has(indicator.key) ? [indicator] : []));
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
    heaviest: new Map(),
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
  return { tides, ripples };
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
    leftOut: source.leftOut ?? null,
  };
}

interface Counted extends Pick<Figures, "answered"> {
  invitations: InvitationCount[];
  floor: number;
}

function waveResult(wave: HeldWave, counted: Counted): WaveResult {
  return {
    ...{ id: wave.id, position: wave.position, name: wave.name, opensOn: wave.opens_on, closesOn: wave.closes_on },
    ...{ state: wave.state, source: wave.source },
    audiences: wave.audiences.map((audience) => responseOf(wave.id, audience, counted)),
  };
}

/** Of the invited where Ringvirk invited; an imported wave knows its answers only. */
function responseOf(waveId: string, audience: Audience, { invitations, answered, floor }: Counted) {
  const isHere = (count: { waveId: string; audience: Audience }) =>
    count.waveId === waveId && count.audience === audience;
  const asked = invitations.find(isHere);
  const told = {
    invited: asked ? shownCount(asked.invited, floor) : null,
    answered: shownCount(asked?.answered ?? answered.find(isHere)?.people ?? 0, floor),
    undelivered: asked ? shownCount(asked.undelivered, floor) : null,
  };
  return { audience, ...told, responseRate: rateOf(told) };
}

/**
 * AAPOR's dispositions as Ringvirk knows them. Sent in, with or without gaps: complete or partial. Opted out, or begun and never sent in:
 * refusal and break-off; never heard of: non-contact; invitations that never reached a mail server: unknown eligibility. The four are one
 * number here: drafts are deleted, nobody's silence is looked into, and all of them stay in the denominator. Made of the numbers as they are
 * told, so that it does not tell how few were silent.
 */
function rateOf({ invited, answered }: Record<"invited" | "answered", number | null>): number | null {
  if (invited === null || answered === null) return null;
  const rate = responseRate2({
    ...{ complete: answered, partial: 0, refusal: 0, other: 0 },
    ...{ nonContact: invited - answered, unknownEligibility: 0 },
  });
  return rate === null ? null : onGrid(rate, 0.01);
}
