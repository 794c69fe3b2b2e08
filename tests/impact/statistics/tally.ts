/** What the database does in the product: turns persons' answers (null = did not answer that wave) into tallies. */
export type Answers = { from: readonly (number | null)[]; to: readonly (number | null)[] };

export function tallyOf(answers: readonly (number | null)[]): { value: number; count: number }[] {
  const counts = new Map<number, number>();
  for (const value of answers) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count }));
}

export function crossTallyOf({ from, to }: Answers): { from: number; to: number; count: number }[] {
  const cells = new Map<string, { from: number; to: number; count: number }>();
  for (const [person, first] of from.entries()) {
    const second = to[person] ?? null;
    if (first === null || second === null) continue;
    const cell = cells.get(`${first} ${second}`) ?? { from: first, to: second, count: 0 };
    cell.count += 1;
    cells.set(`${first} ${second}`, cell);
  }
  return [...cells.values()];
}
