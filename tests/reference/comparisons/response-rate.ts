import { responseRate2 } from "#surveys/impact/statistics/response-rate.ts";
import type { Comparison } from "#tests/reference/comparison.ts";

// I = 4, P = 2, R = 1, NC = 1, O = 1, UH = 1, UO = 1 (and one not eligible).
const asked = { complete: 4, partial: 2, refusal: 1, nonContact: 1, other: 1, unknownEligibility: 2 };

export const responseRate: Comparison[] = [
  {
    ...{ method: "Response rate (AAPOR RR2)", code: ["surveys/impact/statistics/response-rate.ts"] },
    ...{ reference: "worked example of R outcomerate", source: "its README", within: 1e-3 },
    because: "printed to three decimals",
    figures: () => [{ name: "example", ours: responseRate2(asked), theirs: 0.545, allowed: 0.0005 }],
  },
];
