import { edgeReciprocity } from "#surveys/impact/statistics/edge-reciprocity.ts";
import type { KnownTies } from "#surveys/impact/statistics/known-ties.ts";
import { tieDensity } from "#surveys/impact/statistics/tie-density.ts";
import {
  type ChangeCount,
  type CountedChange,
  countedChanges,
  levels,
  type NetworkMeasures,
  type NetworkWave,
  type TieChange,
  type TieReport,
  tieFrom,
} from "./network.ts";

/** Measures of one wave, over what is known of it. */
export function networkMeasures({ organisations, ties }: Pick<NetworkWave, "organisations" | "ties">): NetworkMeasures {
  const present = organisations
    .filter(({ state }) => state !== "not-taking-part")
    .map(({ organisation }) => organisation);
  const known = knownTies(present, ties);
  const both = ties.filter(({ agreement }) => agreement === "same" || agreement === "differ");
  return {
    organisations: present.length,
    organisationsWithAnswers: organisations.filter(({ state }) => state === "answered").length,
    possibleReports: present.length * (present.length - 1),
    reports: known.flat().filter((tie) => tie !== null).length,
    density: tieDensity(known),
    reciprocity: edgeReciprocity(known),
    pairsAtLevel: levels.map((level) => ties.filter((tie) => tie.level === level).length),
    pairsWithBoth: both.length,
    pairsAgreeing: both.filter(({ agreement }) => agreement === "same").length,
  };
}

function knownTies(present: string[], ties: NetworkWave["ties"]): KnownTies {
  const reports = new Map<string, TieReport>();
  for (const { a, b, aSays, bSays } of ties) reports.set(`${a} ${b}`, aSays).set(`${b} ${a}`, bSays);
  return present.map((by) =>
    present.map((about) => {
      const level = reports.get(`${by} ${about}`)?.level ?? null;
      return level === null ? null : level >= tieFrom;
    }),
  );
}

/** How many pairs changed in each way. */
export function changeCounts(pairs: TieChange[]): Record<CountedChange, ChangeCount> {
  const countOf = (state: CountedChange): ChangeCount => {
    const changed = pairs.filter((pair) => pair.state === state);
    return {
      both: changed.filter(({ voices }) => voices.length === 2).length,
      one: changed.filter(({ voices }) => voices.length === 1).length,
      expected: changed.filter(({ expected }) => expected).length,
    };
  };
  return Object.fromEntries(countedChanges.map((state) => [state, countOf(state)])) as Record<
    CountedChange,
    ChangeCount
  >;
}
