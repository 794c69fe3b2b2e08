import { edgeReciprocity } from "#surveys/impact/statistics/edge-reciprocity.ts";
import { tieDensity } from "#surveys/impact/statistics/tie-density.ts";
import type { Comparison } from "#tests/reference/comparison.ts";
import reference from "#tests/reference/network.json" with { type: "json" };

const source = "network.R";

type Known = (typeof reference)[number];

const tiesOf = ({ ties }: Known) => ties.map((row) => row.map((tie) => (tie === null ? null : tie === 1)));
const numberOf = (value: number | string | null) => (typeof value === "number" ? value : null);

export const networks: Comparison[] = [
  {
    ...{ method: "Density of a network, some reports unknown", code: ["surveys/impact/statistics/tie-density.ts"] },
    ...{ reference: "R sna: `gden`", source, within: 1e-12 },
    figures: () =>
      reference.map((known, index) => ({
        ...{ name: `network ${index}`, ours: tieDensity(tiesOf(known)), theirs: known.density },
      })),
  },
  {
    ...{ method: "Reciprocity of a network, some reports unknown" },
    code: ["surveys/impact/statistics/edge-reciprocity.ts"],
    ...{ reference: 'R sna: `grecip(measure = "edgewise")`', source, within: 1e-12 },
    figures: () =>
      reference.map((known, index) => ({
        ...{ name: `network ${index}`, ours: edgeReciprocity(tiesOf(known)), theirs: numberOf(known.reciprocity) },
      })),
  },
];
