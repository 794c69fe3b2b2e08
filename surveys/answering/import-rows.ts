import type { ItemAnswer } from "#surveys/definition/codebook.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import { cellReader, numberIn, segmentReader } from "./import-codes.ts";
import type { ImportMapping } from "./import-mapping.ts";
import type { ImportedItem, OddityCount } from "./import-report.ts";
import type { ImportRow, ImportTable } from "./import-table.ts";

/** A row as it will be stored; `personKey` null where nobody can be followed. */
export interface ImportedRow {
  line: number;
  personKey: string | null;
  weight: number;
  /** Names of cluster and stratum; "" where the row has none. */
  cluster: string;
  stratum: string;
  segments: Record<string, string>;
  answers: Map<string, ItemAnswer>;
}

const mostGroups = 200;

/**
 * Reads joined rows into answers. Not stored, and counted: rows without a weight above zero, rows without one answer, exact copies of a row,
 * and (by default) later rows of a person key that has been met. A key with an empty part follows nobody.
 * Refused: "import.too-many-groups" where a segment column is rather a name or a number than a group; "import.no-rows" when none is left.
 */
export function readImportRows(
  table: ImportTable,
  mapping: ImportMapping,
  oddities: OddityCount,
): { rows: ImportedRow[]; items: ImportedItem[] } | Problem {
  const items = mapping.items.map(newItemCount);
  const rows = withoutTwins(
    answeredRows(weightedRows(table, mapping, oddities), table, mapping, oddities),
    table,
    mapping,
    oddities,
  );
  const imported = rows.map(({ row, readings, weight, personKey }) => {
    countItems(items, readings, row, table.name, oddities);
    const segments = segmentsOf(row, table, mapping, oddities);
    const cluster = drawnIn(row, mapping.cluster, table.name, oddities);
    const stratum = drawnIn(row, mapping.stratum, table.name, oddities);
    return { line: row.line, personKey, weight, cluster, stratum, segments, answers: answersOf(mapping, readings) };
  });
  if (imported.length === 0) return problem("import.no-rows", { file: table.name });
  return tooManyGroups(imported, mapping) ?? { rows: imported, items };
}

type Reading = ReturnType<ReturnType<typeof cellReader>>;

interface WeightedRow {
  row: ImportRow;
  weight: number;
}

interface AnsweredRow extends WeightedRow {
  readings: Reading[];
}

interface KeyedRow extends AnsweredRow {
  personKey: string | null;
}

function weightedRows(table: ImportTable, { weight: column }: ImportMapping, oddities: OddityCount): WeightedRow[] {
  if (column === undefined) return table.rows.map((row) => ({ row, weight: 1 }));
  return table.rows.flatMap((row) => {
    const weight = numberIn(row.cells.get(column) ?? "");
    if (weight !== null && weight > 0 && Number.isFinite(weight)) return [{ row, weight }];
    oddities.add("weight-unusable", table.name, row.line, column);
    return [];
  });
}

function answeredRows(
  rows: WeightedRow[],
  table: ImportTable,
  mapping: ImportMapping,
  oddities: OddityCount,
): AnsweredRow[] {
  const readers = mapping.items.map(cellReader);
  return rows.flatMap((entry) => {
    const readings = mapping.items.map(({ column }, place) =>
      (readers[place] as ReturnType<typeof cellReader>)(entry.row.cells.get(column) ?? ""),
    );
    if (readings.some(isAnswer)) return [{ ...entry, readings }];
    oddities.add("no-answer", table.name, entry.row.line);
    return [];
  });
}

/** "Don't know" and "prefer not to say" are answers; an empty cell, "not asked" and an unknown code are not. */
function isAnswer(reading: Reading): boolean {
  if ("missing" in reading) return reading.missing === "dont-know" || reading.missing === "prefer-not";
  return !("undocumented" in reading);
}

function withoutTwins(
  rows: AnsweredRow[],
  table: ImportTable,
  { person }: ImportMapping,
  oddities: OddityCount,
): KeyedRow[] {
  if (!person) return rows.map((entry) => ({ ...entry, personKey: null }));
  const firstByKey = new Map<string, KeyedRow>();
  return rows.flatMap((entry) => {
    const personKey = personKeyOf(entry.row, person.columns);
    if (personKey === null) oddities.add("no-person-key", table.name, entry.row.line);
    const twin = personKey === null ? undefined : firstByKey.get(personKey);
    const keyed: KeyedRow = { ...entry, personKey };
    if (!twin) {
      if (personKey !== null) firstByKey.set(personKey, keyed);
      return [keyed];
    }
    const isCopy = sameCells(twin.row, entry.row);
    oddities.add(isCopy ? "copy" : "key-twice", table.name, entry.row.line);
    if (isCopy || person.duplicates === "keep-first") return [];
    twin.personKey = null;
    return [{ ...entry, personKey: null }];
  });
}

function personKeyOf(row: ImportRow, columns: string[]): string | null {
  const parts = columns.map((column) => row.cells.get(column) ?? "");
  return parts.includes("") ? null : JSON.stringify(parts);
}

/** A name with an empty part is none: the row is then a unit of its own, or in no stratum. */
function drawnIn(row: ImportRow, columns: string[] | undefined, file: string, oddities: OddityCount): string {
  if (!columns) return "";
  const blank = columns.find((column) => (row.cells.get(column) ?? "") === "");
  const cells = columns.map((column) => row.cells.get(column) ?? "");
  // One column goes by its cell alone, as a participant's household does: the same name is then the same household.
  if (blank === undefined) return cells.length === 1 ? (cells[0] as string) : JSON.stringify(cells);
  oddities.add("design-blank", file, row.line, blank);
  return "";
}

function sameCells(one: ImportRow, other: ImportRow): boolean {
  return [...one.cells].every(([column, cell]) => other.cells.get(column) === cell);
}

function newItemCount({ key, column }: ImportMapping["items"][number]): ImportedItem {
  const missing = { "dont-know": 0, "prefer-not": 0, "not-asked": 0, skipped: 0 };
  return { key, column, valid: 0, missing, undocumented: 0 };
}

function countItems(items: ImportedItem[], readings: Reading[], row: ImportRow, file: string, oddities: OddityCount) {
  for (const [place, item] of items.entries()) {
    const reading = readings[place] as Reading;
    if ("undocumented" in reading) {
      item.undocumented += 1;
      item.missing.skipped += 1;
      oddities.add("undocumented-code", file, row.line, item.column, reading.undocumented);
    } else if ("missing" in reading) item.missing[reading.missing] += 1;
    else item.valid += 1;
  }
}

function answersOf(mapping: ImportMapping, readings: Reading[]): Map<string, ItemAnswer> {
  return new Map(
    mapping.items.map(({ key }, place) => {
      const reading = readings[place] as Reading;
      return [key, "undocumented" in reading ? { missing: "skipped" } : reading];
    }),
  );
}

function segmentsOf(
  row: ImportRow,
  table: ImportTable,
  mapping: ImportMapping,
  oddities: OddityCount,
): Record<string, string> {
  const segments: Record<string, string> = {};
  for (const [name, mapped] of Object.entries(mapping.segments)) {
    const cell = row.cells.get(mapped.column) ?? "";
    const group = segmentReader(mapped)(cell);
    if (group) segments[name] = group;
    else if (cell === "") oddities.add("segment-blank", table.name, row.line, mapped.column);
    else if (group === undefined) oddities.add("segment-unknown", table.name, row.line, mapped.column, cell);
  }
  return segments;
}

function tooManyGroups(rows: ImportedRow[], mapping: ImportMapping): Problem | null {
  for (const [name, { column }] of Object.entries(mapping.segments)) {
    const groups = new Set(rows.map(({ segments }) => segments[name]));
    if (groups.size > mostGroups) return problem("import.too-many-groups", { segment: name, column, most: mostGroups });
  }
  return null;
}
