/**
 * How many decimals numbers must be shown with so that the reader sees them on the same side of a border as they are: an interval that begins
 * at 0.04 must not read "from 0.0" beside the words that it has gone up.
 *
 * @param standings numbers, each with a border that a verdict or a "rose" depends on; null where there is none.
 * @param told whatever else stands in the sentence.
 * @returns none where all of them are whole, as figures told in whole steps are: "53.0" would claim more. Else at least one, and four where
 *   even that does not part them.
 */
export function tellingDecimals(
  standings: ReadonlyArray<readonly [value: number | null, border: number]>,
  told: ReadonlyArray<number | null> = [Number.NaN],
): number {
  const known = standings.filter((standing): standing is [number, number] => standing[0] !== null);
  if ([...known.flat(), ...told].every((value) => value === null || Number.isInteger(value))) return 0;
  for (let decimals = 1; decimals < mostDecimals; decimals++) {
    if (known.every(([value, border]) => sideShown(value, border, decimals) === side(value, border))) return decimals;
  }
  return mostDecimals;
}

const mostDecimals = 4;

function sideShown(value: number, border: number, decimals: number): number {
  return side(Number(value.toFixed(decimals)), Number(border.toFixed(decimals)));
}

/** What differs in the last bits of the arithmetic only is no difference. */
function side(value: number, border: number): number {
  return Math.abs(value - border) < 1e-9 ? 0 : Math.sign(value - border);
}
