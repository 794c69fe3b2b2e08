import type { Audience } from "#db/schema.ts";
import type { ProtectedChange, SegmentFigures, WavePair } from "./figures.ts";
import type { MeasuredIndicator } from "./indicator.ts";
import type { ScreenedChange } from "./screening.ts";
import { averageCorrelationOf, type PersonMeanErrors } from "./tide.ts";

/** Changes below this are trifles: points of 100 and percentage points; amounts in their own unit by standard deviations (METHODS §4). */
const SMALLEST_WORTHWHILE = { points: 3, percent: 3, own: 0.2 };

/** A goal as it was sealed before the baseline, as far as the screening must know it. */
interface SealedAim {
  itemKey: string;
  segment: string;
}

export interface ScreeningMaterial {
  audience: Audience;
  /** Every indicator of the audience with its figures in every segment. */
  measured: Array<{ indicator: MeasuredIndicator; figures: Map<string, SegmentFigures> }>;
  /** Sealed goals about this audience, and the items of sealed expectations. */
  aims: SealedAim[];
  expectedItems: Set<string>;
  personMeanErrors: PersonMeanErrors;
  /** The comparison group that is none of everyone, and so none of the segments behind a change of everyone. */
  leftOut?: string | null;
}

/** One change that can be screened, with where it stands. */
export interface Candidate {
  indicator: MeasuredIndicator;
  segment: string;
  found: ProtectedChange;
  change: ScreenedChange;
}

/** The changes of one pair of waves, as the screening asks for them. */
export class ScreenedChanges {
  readonly #material: ScreeningMaterial;
  readonly #pair: WavePair;
  readonly #bound: Set<string>;
  readonly #correlations = new Map<string, number>();

  constructor(material: ScreeningMaterial, pair: WavePair) {
    this.#material = material;
    this.#pair = pair;
    this.#bound = boundItems(material);
  }

  /** The screened reading of every item bound to nothing. */
  unbound(segment: string): Candidate[] {
    return this.#items()
      .filter(({ indicator }) => !this.#bound.has(indicator.itemKey))
      .flatMap(({ indicator, figures }) => this.#candidate(indicator, figures, segment));
  }

  /** One item or index in one segment, whatever it is bound to. */
  item(itemKey: string, segment: string): Candidate | undefined {
    const found = this.#material.measured.find(
      ({ indicator }) => indicator.itemKey === itemKey && (isScreenedReading(indicator) || indicator.kind === "index"),
    );
    return found ? this.#candidate(found.indicator, found.figures, segment)[0] : undefined;
  }

  segments(): string[] {
    const all = this.#material.measured.flatMap(({ figures }) => [...figures.keys()]);
    return [...new Set(all)].filter((segment) => segment !== "").sort();
  }

  correlationIn(segment: string): number {
    const known = this.#correlations.get(segment);
    if (known !== undefined) return known;
    const changes = this.#items()
      .filter(({ indicator }) => indicator.unit !== "own")
      .flatMap(({ figures }) => this.#changeIn(figures, segment) ?? []);
    const { from, to } = this.#pair;
    const error = this.#material.personMeanErrors(from.id, to.id, segment);
    const correlation = averageCorrelationOf(
      changes.map(({ result }) => result.se),
      error,
    );
    this.#correlations.set(segment, correlation);
    return correlation;
  }

  #items() {
    return this.#material.measured.filter(({ indicator }) => isScreenedReading(indicator));
  }

  #changeIn(figures: Map<string, SegmentFigures>, segment: string): ProtectedChange | undefined {
    const { from, to } = this.#pair;
    return figures
      .get(segment)
      ?.changes.find(({ result }) => result.from === from.id && result.to === to.id && result.refused === null);
  }

  #candidate(indicator: MeasuredIndicator, figures: Map<string, SegmentFigures>, segment: string): Candidate[] {
    const found = this.#changeIn(figures, segment);
    const change = found ? screenedChange(indicator, found) : null;
    return found && change ? [{ indicator, segment, found, change }] : [];
  }
}

/** What sealed goals and expectations speak of, and for an index the items it is made of. */
function boundItems({ aims, expectedItems, measured }: ScreeningMaterial): Set<string> {
  const named = new Set([...aims.map((aim) => aim.itemKey), ...expectedItems]);
  const indexes = measured.filter(({ indicator }) => named.has(indicator.itemKey));
  return new Set([...named, ...indexes.flatMap(({ indicator }) => indicator.madeOf)]);
}

function isScreenedReading({ kind, reading, better }: MeasuredIndicator): boolean {
  if (better === null || kind === "index") return false;
  return kind === "yes-no" ? reading === "share" : reading === "mean";
}

function screenedChange(indicator: MeasuredIndicator, { result, sd }: ProtectedChange): ScreenedChange | null {
  const { estimate, se, df, p } = result;
  if (estimate === null || se === null || df === null || p === null || sd === null) return null;
  const turned = indicator.better === "down" ? -1 : 1;
  const standardisedChange = (turned * estimate) / sd;
  const size = indicator.unit === "own" ? standardisedChange : turned * estimate;
  return { standardisedChange, standardError: se / sd, df, p, worth: size / SMALLEST_WORTHWHILE[indicator.unit] };
}
