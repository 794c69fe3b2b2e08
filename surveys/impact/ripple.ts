import { dimensionOf } from "./disclosure.ts";
import type { WavePair } from "./figures.ts";
import type { RippleResult, TideResult } from "./results.ts";
import { type Candidate, ScreenedChanges, type ScreeningMaterial } from "./screened-changes.ts";
import { type Finding, screenFamily, screenIndicators, screenSegments } from "./screening.ts";
import { type Excess, excessOverTide, tideOf } from "./statistics/tide.ts";

/**
 * The ripples and the tide of one audience between the baseline and one later wave: METHODS §4, source 1, on figures that passed
 * disclosure control. Each item is screened once: the mean of a scale or number, the share of a yes-no; indexes are made of items that are
 * screened already. Families, each at a false-discovery rate of 5 %: the indicators bound to no sealed goal or expectation; inside the
 * flagged ones their segments; the goals' indicators in groups that no goal aimed at.
 */
export function ripplesOf(material: ScreeningMaterial, pair: WavePair): { tide: TideResult; ripples: RippleResult[] } {
  const screened = new ScreenedChanges(material, pair);
  const overall = screened.unbound("");
  const correlation = screened.correlationIn("");
  const { tide, findings } = screenIndicators(
    overall.map(({ change }) => change),
    correlation,
  );
  return {
    tide: {
      ...{ audience: material.audience, from: pair.from.id, to: pair.to.id, indicators: overall.length },
      ...{ estimate: tide?.estimate ?? null, low: tide?.low ?? null, high: tide?.high ?? null },
      averageCorrelation: tide === null ? null : correlation,
    },
    ripples: [
      ...ripplesFrom(overall, findings, "indicator"),
      ...segmentRipples(screened, { overall, findings, leftOut: material.leftOut ?? null }),
      ...spillOvers(screened, material),
    ],
  };
}

/** Surest first; what only moved with the tide stands last. Segments are ordered among the rest; of equally sure ones everyone comes first. */
export function surestFirst(one: RippleResult, other: RippleResult): number {
  return (
    Number(one.withTide) - Number(other.withTide) ||
    one.adjustedP - other.adjustedP ||
    Number(one.segment !== "") - Number(other.segment !== "") ||
    Math.abs(other.standardisedChange) - Math.abs(one.standardisedChange) ||
    (one.indicator + one.segment < other.indicator + other.segment ? -1 : 1)
  );
}

/** Segments of the flagged indicators, each against the tide of the same people's other answers. */
function segmentRipples(
  screened: ScreenedChanges,
  { overall, findings, leftOut }: { overall: Candidate[]; findings: Finding[]; leftOut: string | null },
): RippleResult[] {
  const families = overall.map((): { candidates: Candidate[]; excesses: (Excess | null)[] } => ({
    candidates: [],
    excesses: [],
  }));
  const familyOf = new Map(overall.map(({ indicator }, index) => [indicator.key, index]));
  if (!findings.some((finding) => finding.flagged)) return [];
  for (const segment of screened.segments().filter((one) => one !== leftOut)) {
    const inSegment = screened.unbound(segment).filter(({ indicator }) => familyOf.has(indicator.key));
    const excesses = segmentExcesses(screened, inSegment, overall);
    for (const [index, candidate] of inSegment.entries()) {
      const family = families[familyOf.get(candidate.indicator.key) ?? -1];
      family?.candidates.push(candidate);
      family?.excesses.push(excesses[index] ?? null);
    }
  }
  const searched = screenSegments(
    families.map(({ candidates, excesses }, index) => ({
      selected: findings[index]?.flagged ?? false,
      changes: candidates.map(({ change }) => change),
      excesses,
    })),
  );
  return searched.flatMap((found, index) =>
    found ? ripplesFrom(families[index]?.candidates ?? [], found, "indicator") : [],
  );
}

/**
 * Where a segment has too few indicators left for a tide of its own, everyone's stands in for it. The group's error and everyone's go
 * together less than the correlation says, so it is left out there: safe, though weaker.
 */
function segmentExcesses(screened: ScreenedChanges, inSegment: Candidate[], overall: Candidate[]): (Excess | null)[] {
  if (inSegment.length === 0) return [];
  const segment = inSegment[0]?.segment ?? "";
  const own = tideOf(
    inSegment.map(({ change }) => change),
    screened.correlationIn(segment),
  );
  if (own) return own.excesses;
  return inSegment.map(({ indicator, change }) => {
    const others = overall.filter((other) => other.indicator.key !== indicator.key);
    return excessOverTide(
      change,
      others.map((other) => other.change),
      0,
    );
  });
}

/**
 * Goals' indicators in the groups that no goal about them aimed at. A group counts as aimed at when a goal names it or everyone; groups of
 * another dimension hold people of the group that was aimed at and are left out.
 */
function spillOvers(screened: ScreenedChanges, { aims }: ScreeningMaterial): RippleResult[] {
  const candidates: Candidate[] = [];
  const excesses: (Excess | null)[] = [];
  const segments = screened.segments();
  for (const [itemKey, ofItem] of Map.groupBy(aims, (aim) => aim.itemKey)) {
    if (ofItem.some((aim) => aim.segment === "")) continue;
    const aimedAt = new Set(ofItem.map((aim) => aim.segment));
    const dimensions = new Set([...aimedAt].map(dimensionOf));
    if (dimensions.size > 1) continue;
    for (const segment of segments) {
      if (aimedAt.has(segment) || !dimensions.has(dimensionOf(segment))) continue;
      const candidate = screened.item(itemKey, segment);
      if (!candidate) continue;
      candidates.push(candidate);
      const others = screened.unbound(segment).map(({ change }) => change);
      excesses.push(excessOverTide(candidate.change, others, screened.correlationIn(segment)));
    }
  }
  const findings = screenFamily(
    candidates.map(({ change }) => change),
    excesses,
  );
  return ripplesFrom(candidates, findings, "spill-over");
}

function ripplesFrom(candidates: Candidate[], findings: Finding[], source: RippleResult["source"]): RippleResult[] {
  return candidates.flatMap(({ indicator, segment, found, change }, index): RippleResult[] => {
    const finding = findings[index];
    if (!finding || !(finding.flagged || finding.withTide)) return [];
    const { result } = found;
    return [
      {
        ...{ indicator: indicator.key, audience: indicator.audience, segment, from: result.from, to: result.to },
        kind: change.standardisedChange > 0 ? "gain" : "harm",
        source,
        change: result,
        standardisedChange: change.standardisedChange,
        tide: finding.tide,
        pAgainstZero: change.p,
        pAgainstTide: finding.pAgainstTide,
        adjustedP: finding.adjustedP,
        withTide: finding.withTide,
        difference: null,
      },
    ];
  });
}
