import type { Codebook } from "#surveys/definition/codebook.ts";
import { levels } from "./network.ts";

/** Key of a tie's strength; what else a roster asks stands under other keys (`tie-frequency:…`). */
const strengthOf = "tie:";

export interface RosterEntry {
  itemKey: string;
  /** People were told at the question that they answer on behalf of their organisation. */
  onBehalf: boolean;
}

/**
 * Whom a survey asked about, on the scale that the rules are made for (levels 0–5); by organisation. A roster on another scale measures
 * something else and reads as not asked.
 */
export function rosterOf(codebook: Codebook | undefined): Map<string, RosterEntry> {
  const highest = levels.length - 1;
  const strengths = (codebook?.items ?? []).filter(
    ({ key, kind, scale }) => kind === "tie" && key.startsWith(strengthOf) && scale?.min === 0 && scale.max === highest,
  );
  return new Map(
    strengths.map(({ key, answersFor }) => [
      key.slice(strengthOf.length),
      { itemKey: key, onBehalf: answersFor === "organisation" },
    ]),
  );
}
