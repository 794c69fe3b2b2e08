import { type Comparison, distanceOf, relativeDistanceOf } from "./comparison.ts";
import { comparisons, withoutReference } from "./comparisons.ts";

export const pagePath = "docs/evidence/references.md";

/** The page of all comparisons, as the code calculates them now. */
export function referencesPage(): string {
  return `# Every method beside an outside reference

Made by \`npm run references\`; \`npm test\` calculates it again and fails if a difference grew, or if a file in \`surveys/impact/statistics\` has no
row. The scripts are in \`tests/reference\`, with what they wrote; how the two sides are brought together is in \`tests/reference/comparisons\`.

Differences are rounded up to a power of ten, ${orderOf(0)} being the smallest that is told. The relative difference is a part of the outside figure, or of
0.001 where the figure is smaller. "Figures" counts the numbers that were compared.

| method | calculated in | outside reference | made by | figures | largest difference | largest relative difference |
| --- | --- | --- | --- | --: | --: | --: |
${comparisons.map(rowOf).join("\n")}

In all ${comparisons.reduce((sum, { figures }) => sum + figures().length, 0)} figures.

## Where the difference is more than rounding

${comparisons
  .filter(({ because }) => because)
  .map(({ method, reference, because }) => `- **${method}** (${reference}): ${because}.`)
  .join("\n")}

## The whole way, and real data

- From a posted form to every figure of the results: \`tests/impact/end-to-end.test.ts\` against \`tests/reference/end-to-end.R\`.
- ENSU 2015 with its weights, strata and clusters over four quarters, against R survey: \`npm run -s ci:ensu\` (\`tests/ensu/README.md\`).
- The NFDI networks of 2019–2021, against R sna: \`npm run -s ci:nfdi\` (\`tests/nfdi/README.md\`).

## Files of \`surveys/impact/statistics\` without a reference

${Object.entries(withoutReference)
  .map(([file, reason]) => `- \`${file.split("/").at(-1)}\`: ${reason}.`)
  .join("\n")}
`;
}

function rowOf({ method, code, reference, source, figures }: Comparison): string {
  const compared = figures();
  const files = code.map((file) => `\`${file.replace("surveys/impact/", "")}\``).join(", ");
  const [distance, relative] = [distanceOf, relativeDistanceOf].map((by) => orderOf(Math.max(...compared.map(by))));
  const script = source.includes(" ") ? source : `\`${source}\``;
  return `| ${[method, files, reference, script, compared.length, distance, relative].join(" | ")} |`;
}

/** Rounded up to a power of ten, so that another machine's last digit changes nothing. */
function orderOf(difference: number): string {
  const power = Math.max(-12, Math.ceil(Math.log10(difference)));
  return `≤ ${power < -3 ? `1e${power}` : Number(`1e${power}`)}`;
}
