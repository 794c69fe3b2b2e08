import { firstProblem, type Problem, problemAt } from "#surveys/problem.ts";
import { type MarginGroup, mergeMark, type WaveDimension, type WeightMargin } from "./weight-margins.ts";

/** One line of a margin as somebody wrote it. */
export interface MarginRow {
  dimension: string;
  group: string;
  amount: string;
}

export type AmountKind = "percent" | "count";

/** Published percentages are rounded: as far as this from 100 they are taken, and stretched to it. */
const roundingLeft = 1;

/**
 * Reads written margins against the groups that the wave has. Names match whatever their case, spaces and ways of writing an accent;
 * several groups joined by "+" are taken together. An amount left empty says that nothing is known of the group: it is no part of the
 * margin, and a dimension without any amount is not used. Amounts have a point or a comma before their decimals.
 * Refused, all of it told at once at the field "margins": "weights.none-given", "weights.unknown-dimension", "weights.unknown-group",
 * "weights.group-twice", "weights.group-missing", "weights.not-an-amount", "weights.sum-wrong".
 */
export function readMarginRows(
  rows: readonly MarginRow[],
  dimensions: readonly WaveDimension[],
  kind: AmountKind,
): WeightMargin[] | Problem {
  const unknown = rows.map(({ dimension }) => (named(dimensions, dimension) ? null : unknownDimension(dimension)));
  const read = dimensions.map((dimension) => {
    const own = rows.filter((row) => plain(row.dimension) === plain(dimension.name));
    return own.some(({ amount }) => amount.trim() !== "") ? readDimension(dimension, own, kind) : null;
  });
  const problems = [...distinct(unknown), ...read.flatMap((one) => one?.problems ?? [])];
  const margins = read.flatMap((one) => (one ? [one.margin] : []));
  if (problems.length === 0 && margins.length === 0) return problemAt("margins", "weights.none-given");
  return firstProblem(problems) ?? margins;
}

/** A number as people write it, in Danish or English; null for anything else. */
export function amountIn(text: string, kind: AmountKind): number | null {
  const bare = text.replace(/[\s\u00a0\u202f]/g, "").replace(/%$/, "");
  // Only counts have thousands, and a count has no decimals: 5.612 people are not five and a half.
  const digits = kind === "count" ? bare.replace(/^(\d{1,3})((?:[.,]\d{3})+)$/, thousands) : bare.replace(",", ".");
  return /^\d{1,12}(\.\d{1,9})?$/.test(digits) ? Number(digits) : null;
}

function thousands(_whole: string, first: string, others: string): string {
  return first + others.replace(/[.,]/g, "");
}

interface ReadDimension {
  margin: WeightMargin;
  problems: Problem[];
}

interface ReadRow {
  groups: string[];
  amount: number;
  given: boolean;
}

function readDimension(dimension: WaveDimension, rows: readonly MarginRow[], kind: AmountKind): ReadDimension {
  const problems: Problem[] = [];
  const met = new Set<string>();
  const read = rows.map((row): ReadRow => {
    const groups = groupsNamed(row.group, dimension);
    const amount = row.amount.trim() === "" ? 0 : amountIn(row.amount, kind);
    if (groups.length === 0) problems.push(about("weights.unknown-group", dimension, row.group));
    if (amount === null || (row.amount.trim() !== "" && amount === 0)) {
      problems.push(about("weights.not-an-amount", dimension, row.group, { given: shortened(row.amount) }));
    }
    const twice = groups.find((group) => met.has(group));
    if (twice !== undefined) problems.push(about("weights.group-twice", dimension, twice));
    for (const group of groups) met.add(group);
    return { groups, amount: amount ?? 0, given: row.amount.trim() !== "" };
  });
  for (const group of dimension.groups) {
    if (!met.has(group)) problems.push(about("weights.group-missing", dimension, group));
  }
  const given = read.filter((row) => row.given);
  const sum = given.reduce((total, { amount }) => total + amount, 0);
  if (problems.length === 0 && kind === "percent" && Math.abs(sum - 100) > roundingLeft + 1e-9) {
    problems.push(problemAt("margins", "weights.sum-wrong", { dimension: dimension.name, sum: rounded(sum) }));
  }
  const groups: MarginGroup[] = given.map(({ groups, amount }) => ({ groups, share: amount / sum }));
  return { margin: { dimension: dimension.name, groups, leavesOut: given.length < read.length }, problems };
}

/** The groups a cell names: all that are written alike, or the parts of "A + B". */
function groupsNamed(cell: string, { groups }: WaveDimension): string[] {
  const alike = (name: string) => groups.filter((group) => plain(group) === plain(name));
  const whole = alike(cell);
  if (whole.length > 0 || !cell.includes(mergeMark.trim())) return whole;
  const parts = cell.split(mergeMark.trim()).map(alike);
  return parts.some((part) => part.length === 0) ? [] : parts.flat();
}

function named(dimensions: readonly WaveDimension[], name: string): WaveDimension | undefined {
  return dimensions.find((dimension) => plain(dimension.name) === plain(name));
}

function plain(name: string): string {
  return name.normalize("NFKC").trim().replace(/\s+/g, " ").toLocaleLowerCase("da");
}

function unknownDimension(dimension: string): Problem {
  return problemAt("margins", "weights.unknown-dimension", { dimension: shortened(dimension) });
}

function about(
  code: "weights.unknown-group" | "weights.not-an-amount" | "weights.group-twice" | "weights.group-missing",
  { name }: WaveDimension,
  group: string,
  values: Record<string, string> = {},
): Problem {
  return problemAt("margins", code, { dimension: name, group: shortened(group), ...values });
}

/** Each unknown dimension once, however many lines it has. */
function distinct(problems: Array<Problem | null>): Problem[] {
  const told = new Map(problems.flatMap((one) => (one ? [[String(one.values?.dimension), one] as const] : [])));
  return [...told.values()];
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function rounded(sum: number): number {
  return Math.round(sum * 10) / 10;
}
