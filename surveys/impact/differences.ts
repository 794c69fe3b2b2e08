import type { ComparisonGroup } from "#surveys/initiative/comparison-group.ts";
import { differenceBetween, isComparable } from "./difference.ts";
import { figuresOf, type SegmentFigures, type Source } from "./figures.ts";
import type { MeasuredIndicator } from "./indicator.ts";
import { OwnPeople } from "./own-people.ts";
import type { ChangeResult, DifferenceResult } from "./results.ts";

/** An indicator with its figures by segment. */
export interface Measured {
  indicator: MeasuredIndicator;
  figures: Map<string, SegmentFigures>;
}

type TellChange = (
  change: ChangeResult,
  indicator: MeasuredIndicator,
  heaviest: SegmentFigures["heaviest"],
) => ChangeResult;

interface About {
  indicator: string;
  segment: string;
  from: string;
  to: string;
}

/** Holds the changes of an initiative against those of its comparison group, one by one as they are asked for. */
export class Differences {
  readonly #comparison: ComparisonGroup | null;
  readonly #measured: Map<string, Measured>;
  readonly #source: Source;
  readonly #tell: TellChange;
  readonly #own = new Map<string, SegmentFigures | undefined>();

  /** @param tell puts a change on its grid: the difference is made of two changes as they are told. */
  constructor(comparison: ComparisonGroup | null, measured: readonly Measured[], source: Source, tell: TellChange) {
    this.#comparison = comparison;
    this.#tell = tell;
    this.#measured = new Map(measured.map((one) => [one.indicator.key, one]));
    this.#source = source;
  }

  /** Null without a comparison group, for segments that hold some of its people, and where either has no such change. */
  of({ indicator, segment, from, to }: About): DifferenceResult | null {
    const measured = this.#measured.get(indicator);
    if (!this.#comparison || !measured || !isComparable(segment, this.#comparison.segment)) return null;
    const comparison = this.#changeIn(measured, measured.figures.get(this.#comparison.segment), from, to);
    const own = this.#changeIn(measured, this.#ownFigures(measured, segment), from, to);
    return own && comparison ? differenceBetween(measured.indicator.reading, own, comparison) : null;
  }

  /** A group named later is still in everyone, and is taken out for the comparison alone. */
  #ownFigures({ indicator, figures }: Measured, segment: string): SegmentFigures | undefined {
    if (segment !== "" || !this.#comparison || this.#comparison.standing === "sealed") return figures.get(segment);
    if (!this.#own.has(indicator.key)) {
      const { segment: leftOut } = this.#comparison;
      const tallies = new OwnPeople(this.#source.tallies, leftOut);
      this.#own.set(indicator.key, figuresOf(indicator, { ...this.#source, tallies, leftOut }).get(""));
    }
    return this.#own.get(indicator.key);
  }

  #changeIn({ indicator }: Measured, figures: SegmentFigures | undefined, from: string, to: string) {
    const found = figures?.changes.find(({ result }) => result.from === from && result.to === to)?.result;
    return figures && found ? this.#tell(found, indicator, figures.heaviest) : undefined;
  }
}
