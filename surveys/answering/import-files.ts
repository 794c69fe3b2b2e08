import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import { joinTable, missingColumns } from "./import-join.ts";
import { columnsRead, type ImportMapping, joinKeys } from "./import-mapping.ts";
import { type ImportedItem, OddityCount } from "./import-report.ts";
import { type ImportedRow, readImportRows } from "./import-rows.ts";
import { type ImportFile, type ImportTable, readImportTable } from "./import-table.ts";

/** What is read of a wave made elsewhere: its file, and the files joined to it by their name in the mapping. */
export interface ImportFiles {
  mapping: ImportMapping;
  answers: ImportFile;
  joins: Record<string, ImportFile>;
}

export interface ReadFiles {
  /** The answers, then what was joined to them. */
  tables: [ImportTable, ...ImportTable[]];
  rows: ImportedRow[];
  items: ImportedItem[];
  oddities: OddityCount;
}

/**
 * Reads, joins and codes the files: what takes long and needs no database, to be done before the transaction, so that nobody's answer
 * waits for it. Refused: "import.file-missing", "import.file-unreadable", "import.no-rows", "import.column-missing",
 * "import.column-twice", "import.too-many-groups".
 */
export function readImportFiles(files: ImportFiles): ReadFiles | Problem {
  const oddities = new OddityCount();
  const tables = readTables(files, oddities);
  if (isProblem(tables)) return tables;
  const read = readImportRows(tables[0], files.mapping, oddities);
  return isProblem(read) ? read : { tables, ...read, oddities };
}

function readTables(files: ImportFiles, oddities: OddityCount): [ImportTable, ...ImportTable[]] | Problem {
  const { mapping } = files;
  const answers = readImportTable(files.answers, mapping, oddities);
  if (isProblem(answers)) return answers;
  const tables: [ImportTable, ...ImportTable[]] = [answers];
  for (const join of mapping.join) {
    const file = files.joins[join.name];
    if (!file) return problem("import.file-missing", { file: join.file ?? join.name });
    const joined = readImportTable(file, mapping, oddities);
    const refused = isProblem(joined) ? joined : joinTable(answers, joined, join, oddities);
    if (refused) return refused;
    if (!isProblem(joined)) tables.push(joined);
  }
  const refused = missingColumns(answers, columnsRead(mapping));
  if (refused) return refused;
  const used = new Set([...columnsRead(mapping), ...mapping.join.flatMap((join) => joinKeys(join).left)]);
  for (const column of answers.ownColumns)
    if (!used.has(column)) oddities.add("unused-column", answers.name, null, column);
  return tables;
}
