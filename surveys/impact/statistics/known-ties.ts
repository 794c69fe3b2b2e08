/** Who reports a tie with whom: row i, column j. Null is unknown; the diagonal says nothing. */
export type KnownTies = ReadonlyArray<ReadonlyArray<boolean | null>>;

export function requireSquare(ties: KnownTies): void {
  const wrong = ties.find((row) => row.length !== ties.length);
  if (wrong)
    throw new RangeError(`a network of ${ties.length} needs rows of ${ties.length}, got one of ${wrong.length}`);
}
