import { requireCount } from "./input-domain.ts";

/** Everybody who was asked, by what came of it (AAPOR's final dispositions). */
export interface Dispositions {
  /** I and P: whoever sent answers in, all questions answered or not. */
  complete: number;
  partial: number;
  /** R: said no, or began and never sent anything in. NC: was written to and never heard of. O: anything else. */
  refusal: number;
  nonContact: number;
  other: number;
  /** UH and UO: nobody knows whether they could have answered. */
  unknownEligibility: number;
}

/**
 * AAPOR's response rate 2: of everybody who was asked, those who answered all or some of it. Those of whom nobody knows whether they could
 * answer stay in the denominator, so it never flatters.
 *
 * @returns a fraction; null where nobody was asked.
 * @throws RangeError if a count is not 0 or a whole number.
 * @see AAPOR (2023), Standard Definitions, 10th ed., RR2 = (I + P) / ((I + P) + (R + NC + O) + (UH + UO)). Checked against the worked
 *   example of R's outcomerate: tests/reference/comparisons/response-rate.ts
 */
export function responseRate2(of: Dispositions): number | null {
  for (const [name, count] of Object.entries(of)) requireCount(name, count);
  const answered = of.complete + of.partial;
  const asked = answered + of.refusal + of.nonContact + of.other + of.unknownEligibility;
  return asked === 0 ? null : answered / asked;
}
