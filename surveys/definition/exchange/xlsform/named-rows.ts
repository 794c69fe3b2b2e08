import type { QuestionNames } from "#surveys/definition/exchange/question-names.ts";
import type { TransferLog } from "#surveys/definition/exchange/transfer-report.ts";
import type { KnownAnswer } from "#surveys/definition/exchange/write-condition.ts";
import { type RowType, readRowType } from "./question-type.ts";
import { appearancesOf } from "./row-appearance.ts";
import { placeOf, type SheetRow } from "./sheet.ts";

/** A row of the survey sheet with its type read and the name it goes by here. */
export interface NamedRow {
  row: SheetRow;
  type: RowType;
  /** As the file has it. */
  written: string;
  name: string;
  /** Name of the innermost repeat around it, "" for none. A calculation stands outside all: the survey has it once. */
  repeat: string;
  /** How conditions read its answer: its name, or "matrix.row". */
  path: string;
  /** Undefined for what has no answer. */
  holds: KnownAnswer["holds"] | undefined;
  /** A group whose selects stand in one table. */
  isTable: boolean;
}

/** Reads the types and settles the names of all rows, first to last. Named in the log: names missing, met twice, or changed. */
export function namedRows(rows: SheetRow[], names: QuestionNames, log: TransferLog): NamedRow[] {
  const around: NamedRow[] = [];
  return rows
    .filter((row) => row.cell("type") !== "")
    .map((row) => {
      const type = readRowType(row.cell("type"));
      const ends = type.is === "end-group" || type.is === "end-repeat";
      if (ends) around.pop();
      const named = ends ? ending(row, type) : begun(row, type, around, names, log);
      if (type.is === "begin-group" || type.is === "begin-repeat") around.push(named);
      return named;
    });
}

function ending(row: SheetRow, type: RowType): NamedRow {
  return { row, type, written: "", name: "", repeat: "", path: "", holds: undefined, isTable: false };
}

function begun(row: SheetRow, type: RowType, around: NamedRow[], names: QuestionNames, log: TransferLog): NamedRow {
  const written = row.cell("name");
  const place = placeOf(row, written);
  const { name, change } = names.take(written === "" ? `${type.is}-${row.row}` : written);
  if (written === "") log.add("name-missing", place);
  else if (change !== "none")
    log.add(change === "twice" ? "name-twice" : "name-changed", { ...place, question: name }, `${written} → ${name}`);
  const table = around.at(-1)?.isTable && type.is === "select" && type.how === "one" ? around.at(-1) : undefined;
  const innermost = around.findLast((one) => one.type.is === "begin-repeat")?.name ?? "";
  const repeat = type.is === "calculate" ? "" : innermost;
  const isTable = type.is === "begin-group" && appearancesOf(row).includes("table-list");
  const path = table ? `${table.name}.${rowKey(table.name, name)}` : name;
  return { row, type, written, name, repeat, path, holds: holdsOf(type, row), isTable };
}

/** The row of a table: the question's name, without the group's name before it. */
export function rowKey(group: string, name: string): string {
  return name.startsWith(`${group}_`) ? name.slice(group.length + 1) : name;
}

function holdsOf(type: RowType, row: SheetRow): NamedRow["holds"] {
  switch (type.is) {
    case "select":
      return type.how === "one" ? "one" : "many";
    case "plain":
      return ["integer", "decimal", "range"].includes(type.type) ? "number" : "words";
    case "acknowledge":
      return "one";
    case "calculate":
      return row.cell("calculation") === "" ? "nothing" : "words";
    case "device":
    case "not-offered":
      return "nothing";
    default:
      return undefined;
  }
}
