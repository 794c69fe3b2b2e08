import { medianOf } from "#surveys/impact/statistics/median.ts";
import type { TieReport } from "./network.ts";
import type { NetworkWaveInput, ReportCount } from "./network-input.ts";

/**
 * What one organisation says of another in a wave. Several respondents are one voice: the median of their levels, rounded down, over those
 * who gave one. An organisation has as many names as were merged: all who answered under any of its names count together; of another that
 * stood in the roster under several names, the highest level counts.
 *
 * Where people were not told that they answer on behalf of their organisation, a name's answers count only if at least `floor` people
 * gave a level under it: merging two small groups makes neither of them visible.
 *
 * @param by the names of the one that says, @param about those of the other; disjoint.
 */
export function tieReport(
  wave: Pick<NetworkWaveInput, "roster" | "asked" | "reports">,
  by: ReadonlySet<string>,
  about: ReadonlySet<string>,
  floor: number,
): TieReport {
  const asked = [...about].filter((name) => wave.roster.has(name));
  const someoneAsked = [...by].some((name) => wave.asked.has(name));
  if (asked.length === 0 || !someoneAsked) return without("not-asked");
  const given = asked.map((name) => {
    const onBehalf = wave.roster.get(name)?.onBehalf === true;
    const counts = wave.reports.filter((report) => report.about === name && by.has(report.by));
    return onBehalf ? counts : fromFloorOn(counts, floor);
  });
  const medians = given
    .map(levelsOf)
    .filter((levels) => levels.length > 0)
    .map(medianOf);
  if (medians.length > 0) return { state: "level", level: Math.floor(Math.max(...medians)) };
  return without(stateWithoutLevel(given.flat()));
}

/** Kinds of missing are as much an answer of few people as a level is: without the promise they are never told. */
function fromFloorOn(counts: ReportCount[], floor: number): ReportCount[] {
  const byName = Map.groupBy(counts.filter(isLevel), ({ by }) => by);
  return [...byName.values()].filter((own) => sumOf(own) >= floor).flat();
}

function stateWithoutLevel(counts: ReportCount[]): Exclude<TieReport["state"], "level"> {
  if (counts.some(({ value }) => value === "~dont-know")) return "dont-know";
  return counts.length > 0 && counts.every(({ value }) => value === "~not-asked") ? "not-asked" : "no-answer";
}

function levelsOf(counts: ReportCount[]): number[] {
  return counts.filter(isLevel).flatMap(({ value, count }) => new Array<number>(count).fill(Number(value)));
}

function isLevel({ value }: ReportCount): boolean {
  return !value.startsWith("~");
}

function sumOf(counts: ReportCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

function without(state: Exclude<TieReport["state"], "level">): TieReport {
  return { state, level: null };
}
