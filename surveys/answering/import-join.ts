import { type Problem, problem } from "#surveys/problem.ts";
import { joinedColumns, joinKeys, type MappedJoin } from "./import-mapping.ts";
import type { OddityCount } from "./import-report.ts";
import type { ImportRow, ImportTable } from "./import-table.ts";

/**
 * Takes columns of a second file into the rows of the first, row by row where the key columns agree. A row that meets none, or several that
 * say different things, keeps empty cells there and is counted.
 * Refused: "import.column-missing" (each), "import.column-twice" when a joined column has the name of one that is there.
 */
export function joinTable(
  answers: ImportTable,
  joined: ImportTable,
  mapping: MappedJoin,
  oddities: OddityCount,
): Problem | null {
  const { left, right } = joinKeys(mapping);
  const taken = joinedColumns(mapping);
  const read = [...right, ...taken.keys(), ...Object.keys(mapping.where ?? {})];
  const refused = missingColumns(joined, read) ?? missingColumns(answers, left) ?? namesTaken(answers, taken);
  if (refused) return refused;
  const partners = Map.groupBy(joined.rows.filter(whereHolds(mapping.where)), (row) => keyOf(row, right));
  for (const row of answers.rows) {
    const found = partners.get(keyOf(row, left)) ?? [];
    const agreeing = new Set(found.map((partner) => keyOf(partner, [...taken.keys()])));
    if (agreeing.size === 0) oddities.add("join-unmatched", joined.name, row.line);
    if (agreeing.size > 1) oddities.add("join-ambiguous", joined.name, row.line);
    const partner = agreeing.size === 1 ? found[0] : undefined;
    for (const [from, to] of taken) row.cells.set(to, partner?.cells.get(from) ?? "");
  }
  answers.columns.push(...taken.values());
  return null;
}

/** "import.column-missing" for each of `columns` that the file has not. */
export function missingColumns(table: ImportTable, columns: string[]): Problem | null {
  const missing = [...new Set(columns)].filter((column) => !table.columns.includes(column));
  const [first, ...also] = missing.map((column) => problem("import.column-missing", { column, file: table.name }));
  return first ? { ...first, ...(also.length > 0 ? { also } : {}) } : null;
}

function namesTaken(answers: ImportTable, taken: Map<string, string>): Problem | null {
  const clash = [...taken.values()].find((name) => answers.columns.includes(name));
  return clash === undefined ? null : problem("import.column-twice", { column: clash, file: answers.name });
}

function whereHolds(where: MappedJoin["where"]): (row: ImportRow) => boolean {
  const wanted = Object.entries(where ?? {});
  return (row) => wanted.every(([column, codes]) => codes.includes(row.cells.get(column) ?? ""));
}

function keyOf(row: ImportRow, columns: string[]): string {
  return JSON.stringify(columns.map((column) => row.cells.get(column) ?? ""));
}
