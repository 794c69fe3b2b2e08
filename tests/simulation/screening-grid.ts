/** One kind of survey; all settings of a design share their draws. */
export interface Design {
  people: number;
  /** Share of each wave that is in both. */
  overlap: number;
  /** In standard deviations. */
  tide: number;
  /** Of the answers' feelings, between questions. */
  correlation: number;
  indicators: number;
  /**
   * - `even`: what the promise is about: what did not ripple moved exactly with the tide.
   * - `loadings`: questions differ in how much of the mood they hold.
   * - `mood`: the tide lifts feelings alike, so answers on coarse or lopsided scales move less with it.
   */
  kind: "even" | "loadings" | "mood";
}

/** All ripples the tide's way, all the other way, or half of each. Without a tide the first two are each other's mirror. */
export type Direction = "with" | "against" | "half";

export interface Setting {
  share: number;
  d: number;
  direction: Direction;
}

export const effects = [0.1, 0.2, 0.4];
const shares = [0.05, 0.2];

/** A promise speaks of these 72 designs; the others show what happens where its assumptions fail. */
export function screeningDesigns(): Design[] {
  const designs: Design[] = [];
  for (const indicators of [30, 150])
    for (const people of [50, 200, 1000])
      for (const overlap of [0, 0.5, 1])
        for (const correlation of [0, 0.4])
          for (const tide of [0, 0.2]) designs.push({ indicators, people, overlap, correlation, tide, kind: "even" });
  for (const indicators of [8, 30])
    for (const people of [50, 200, 1000])
      for (const kind of ["loadings", "mood"] as const)
        designs.push({ indicators, people, overlap: 0.5, correlation: 0.4, tide: 0.2, kind });
  for (const people of [50, 200, 1000])
    designs.push({ indicators: 8, people, overlap: 0.5, correlation: 0.4, tide: 0.2, kind: "even" });
  return designs;
}

export function settingsOf({ tide }: Design): Setting[] {
  const settings: Setting[] = [{ share: 0, d: 0, direction: "half" }];
  for (const share of shares)
    for (const d of effects) {
      settings.push({ share, d, direction: "with" }, { share, d, direction: "half" });
      if (tide !== 0) settings.push({ share, d, direction: "against" });
    }
  return settings;
}

/** 5 % of 30 is taken as 2, so that half can go each way. */
export function rippleCount(indicators: number, share: number): number {
  return Math.round(indicators * share + 0.25);
}

export function designName({ indicators, people, overlap, tide, correlation, kind }: Design): string {
  return `${kind} m=${indicators} n=${people} overlap=${overlap} r=${correlation} tide=${tide}`;
}
