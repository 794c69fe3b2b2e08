import type { ChangeResult } from "./results.ts";
import { smallestDetectableChange } from "./statistics/detectable-change.ts";

/** The smallest true change that the answers behind a change would have shown 80 % of the time; null where it has no error. */
export function detectableOf(change: ChangeResult | null): number | null {
  return change?.se && change.df ? smallestDetectableChange({ se: change.se, df: change.df }) : null;
}
