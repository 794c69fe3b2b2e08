import type { LanguageCode } from "#db/schema.ts";
import { csvText } from "#surveys/csv-text.ts";
import { readTable } from "#surveys/fieldwork/read-table.ts";
import { isProblem, type Problem, problemAt } from "#surveys/problem.ts";
import { type AmountKind, readMarginRows } from "./margin-rows.ts";
import type { WaveDimension, WeightMargin } from "./weight-margins.ts";

const headings = {
  dimension: /^(opdeling|dimension|margin)$/,
  group: /^(gruppe|group)$/,
  percent: /^(procent|percent|pct\.?|%)$/,
  count: /^(antal|personer|count|people)$/,
};

/**
 * Reads margins from CSV or XLSX: a line for each group, with columns for the dimension, the group, and percent or a number of people.
 * Refused as `readTable` and `readMarginRows`; "weights.columns-missing".
 */
export async function readMarginFile(
  bytes: Buffer,
  dimensions: readonly WaveDimension[],
): Promise<WeightMargin[] | Problem> {
  const table = await readTable(bytes);
  if (isProblem(table)) return { ...table, field: "margins" };
  const names = table.columns.map((name) => name.toLowerCase().replace(/^\ufeff/, ""));
  const place = (heading: RegExp) => names.findIndex((name) => heading.test(name));
  const kind: AmountKind = place(headings.percent) >= 0 ? "percent" : "count";
  const [dimension, group, amount] = [place(headings.dimension), place(headings.group), place(headings[kind])];
  if (dimension < 0 || group < 0 || amount < 0) return problemAt("margins", "weights.columns-missing");
  const rows = table.rows.map(({ cells }) => ({
    dimension: cells[dimension] ?? "",
    group: cells[group] ?? "",
    amount: cells[amount] ?? "",
  }));
  return readMarginRows(rows, dimensions, kind);
}

const templateWords = {
  da: { head: ["opdeling", "gruppe", "procent"], delimiter: ";" },
  en: { head: ["dimension", "group", "percent"], delimiter: "," },
} as const;

/** A file to fill in, with the wave's own dimensions and groups. */
export function marginTemplate(dimensions: readonly WaveDimension[], language: LanguageCode): string {
  const { head, delimiter } = templateWords[language];
  const lines = dimensions.flatMap(({ name, groups }) => groups.map((group) => [name, group, ""]));
  return csvText([[...head], ...lines], delimiter);
}
