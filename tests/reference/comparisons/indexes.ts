import { codedValues } from "#surveys/answering/tally-values.ts";
import type { Codebook } from "#surveys/definition/codebook.ts";
import { alphaOf } from "#surveys/impact/reliability.ts";
import { codebookOf, scaleItem, talliesOf } from "#tests/impact/hand-made.ts";
import type { Comparison } from "#tests/reference/comparison.ts";
import reference from "#tests/reference/cronbach-alpha.json" with { type: "json" };

type Items = Array<{ low: number; high: number; good: string }>;

export function indexOf(items: Items): Codebook {
  const made = items.map(({ low, high, good }, item) =>
    scaleItem(`q${item}`, { scale: { min: low, max: high }, good: good as "high" | "low", goodEnd: undefined }),
  );
  const index = {
    ...{ key: "index", label: { da: "Indeks", en: "Index" }, theme: "safety" },
    items: made.map(({ key }) => key),
  };
  return codebookOf(made, [index]);
}

/** What a person sent in, as the tallies count it. */
export function valuesIn(codebook: Codebook, codes: ReadonlyArray<number | null>) {
  const raw = Object.fromEntries(codes.flatMap((code, item) => (code === null ? [] : [[`q${item}`, code]])));
  return Object.fromEntries(codedValues(codebook, raw));
}

function alphaFrom({ items, answers }: { items: Items; answers: Array<Array<number | null>> }): number | null {
  const codebook = indexOf(items);
  const tallies = talliesOf(
    answers.map((codes, person) => ({ wave: 0, person: `${person}`, values: valuesIn(codebook, codes) })),
  );
  const keys = codebook.items.map(({ key }) => key);
  return alphaOf({ tallies, floor: 5 }, { waveId: "wave-0", audience: "resident", index: "index", items: keys });
}

export const indexes: Comparison[] = [
  {
    ...{ method: "Cronbach's alpha, from raw answers", source: "cronbach-alpha.R", within: 1e-6 },
    code: ["surveys/impact/statistics/cronbach-alpha.ts", "surveys/impact/reliability.ts"],
    reference: "R psych: `alpha` (raw)",
    because: "people's means are tallied to four decimals of 100",
    figures: () =>
      reference.map((known) => ({ name: known.name, ours: alphaFrom(known), theirs: known.alpha, allowed: 5e-7 })),
  },
];
