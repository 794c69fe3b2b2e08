/*
 * The collaboration network as readers get it. Disclosure: what stands here is what organisations say of each other. A level comes out only
 * where people were told that they answer on behalf of their organisation (`answersFor`, docs/decisions/009), or at least `floor` people of
 * that organisation gave one; how many did is in no field. On public pages (a floor above the usual) everything is empty.
 */

/** From this level on (Frey et al. 2006, "cooperation") two organisations count as working together. */
export const tieFrom = 2;
/** A rise or a fall of this many levels is one to be told of. */
export const steps = 2;
export const levels = [0, 1, 2, 3, 4, 5] as const;

/**
 * What one organisation said of another in one wave. Without a level:
 * - `dont-know`: those who answered for it did not know;
 * - `no-answer`: it was asked and gave no answer, or too few did to show it: the two look alike;
 * - `not-asked`: the other did not stand in the wave's roster, or nobody was asked for this organisation;
 * - `not-taking-part`: one of the two was not in the initiative while the wave was open.
 */
export interface TieReport {
  state: "level" | "dont-know" | "no-answer" | "not-asked" | "not-taking-part";
  /** 0–5; null in every other state. */
  level: number | null;
}

/** An organisation's part in a wave; `answered` tells that somebody answered for it of ties, never who or how many. */
export type OrganisationState = "answered" | "no-answer" | "not-asked" | "not-taking-part";

export interface NetworkOrganisation {
  id: string;
  name: string;
  /** Names under which it stood before, or a second time: merged by a coordinator. */
  otherNames: string[];
}

/** Two organisations in a wave; `a` stands before `b` by name. */
export interface TieInWave {
  a: string;
  b: string;
  aSays: TieReport;
  bSays: TieReport;
  /** What both say, or the lower of the two where they differ; with one report that one; null with none. */
  level: number | null;
  agreement: "same" | "differ" | "one-side" | "none";
}

export interface NetworkMeasures {
  /** Organisations that took part while the wave was open, and how many of them somebody answered for. */
  organisations: number;
  organisationsWithAnswers: number;
  /** Directed reports there could be, and those with a level. */
  possibleReports: number;
  reports: number;
  /** Of the known reports, how many are at level 2 or more. Fraction. */
  density: number | null;
  /** Of the reports at level 2 or more in pairs with both reports, how many are returned. Fraction. */
  reciprocity: number | null;
  /** Pairs at each level 0–5, as `TieInWave.level` has it. */
  pairsAtLevel: number[];
  /** Pairs with both reports, and those of them with the same level. */
  pairsWithBoth: number;
  pairsAgreeing: number;
}

export interface NetworkWave {
  waveId: string;
  position: number;
  name: string;
  opensOn: string;
  closesOn: string;
  organisations: Array<{ organisation: string; state: OrganisationState }>;
  /** Every pair of organisations that ever took part. */
  ties: TieInWave[];
  measures: NetworkMeasures;
}

/** One side's view of a change. `unknown` unless it gave a level in both waves; `same` also for a move of one step that crosses nothing. */
export type SideChange = "new" | "deeper" | "lost" | "weaker" | "same" | "unknown";

/**
 * A pair between two waves. The first five need a side that gave a level in both; `mixed`: the sides say opposite things. `joined` and `left`:
 * one of the two came or went between the waves, which is no change of a tie. `cannot-tell`: no side gave a level twice.
 */
export type TieChangeState =
  | "new"
  | "deeper"
  | "lost"
  | "weaker"
  | "mixed"
  | "same"
  | "joined"
  | "left"
  | "absent"
  | "cannot-tell";

export interface TieChange {
  a: string;
  b: string;
  state: TieChangeState;
  aSays: { before: TieReport; after: TieReport; change: SideChange };
  bSays: { before: TieReport; after: TieReport; change: SideChange };
  /** The sealed plan expected these two to work together. */
  expected: boolean;
  /** Organisations that report the change. */
  voices: string[];
}

/** How many pairs changed in one way: said by both sides, or by one; and those of them that the plan expected. */
export interface ChangeCount {
  both: number;
  one: number;
  expected: number;
}

export const countedChanges = ["new", "deeper", "lost", "weaker", "mixed"] as const;
export type CountedChange = (typeof countedChanges)[number];

export interface NetworkChange {
  from: string;
  to: string;
  fromPosition: number;
  toPosition: number;
  pairs: TieChange[];
  counts: Record<CountedChange, ChangeCount>;
}

export interface Network {
  organisations: NetworkOrganisation[];
  /** Closed waves that asked of ties. */
  waves: NetworkWave[];
  /** Each of them to each later one. */
  changes: NetworkChange[];
}
