/**
 * Why no interval was made, as a plain value instead of a NaN. Test for it with `"refused" in result`.
 * - `too-few`: too few answers for a standard error.
 * - `no-variation`: a standard error of zero (everybody answered alike, or everybody moved by the same amount). The
 *   estimate still stands; nothing can be said about its chance error.
 */
export type Refusal = { refused: "too-few" } | { refused: "no-variation"; estimate: number };
