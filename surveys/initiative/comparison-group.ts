/** Who the initiative's people are held against, as results speak of it. */
export interface ComparisonGroup {
  /** "name=value", such as "area=Sydby". */
  segment: string;
  /** Instant of the naming, in UTC. */
  namedAt: string;
  /**
   * - `sealed`: in the seal in force when Ringvirk first sent a wave. Its people are none of the initiative's own and are left out of
   *   everyone; it can never be changed.
   * - `later`: named after that. It is compared with, and nothing else changes: else a group that does badly could be taken out of
   *   everyone once it was seen. It says so for ever.
   */
  standing: "sealed" | "later";
  /** Sealed before the baseline, and not first before a follow-up to a baseline made elsewhere. */
  beforeBaseline: boolean;
  /** How many others were named before it: whoever tries several finds one that flatters. */
  namedBefore: number;
}
