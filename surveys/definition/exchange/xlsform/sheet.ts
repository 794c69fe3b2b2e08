import type { TransferPlace } from "#surveys/definition/exchange/transfer-report.ts";
import { languageCode } from "#surveys/definition/exchange/words-by-language.ts";

/** A sheet as rows of text, the header first. */
export interface RawSheet {
  file: string;
  /** Row of the file that each entry stands in, the first being 1. */
  rows: Array<{ row: number; cells: string[] }>;
}

/** One row of a sheet by the names of its columns. */
export interface SheetRow {
  file: string;
  row: number;
  /** The cell of a column without languages; "" where there is none. */
  cell: (column: string) => string;
  /** The cells of a column by language, "" being the column that names none. */
  words: (column: string) => Map<string, string>;
}

export interface Sheet {
  file: string;
  rows: SheetRow[];
  /** Names of the columns without their languages. */
  columns: string[];
  languages: string[];
  /** Languages that nobody knows, as they stand in the header. */
  unknownLanguages: string[];
}

/** Where a row stands, for the report. */
export function placeOf({ file, row }: SheetRow, question?: string): TransferPlace {
  return question === undefined ? { file, row } : { file, row, question };
}

interface Column {
  name: string;
  language: string | null;
}

/** Reads a sheet's header: "label::Dansk (da)" is the column `label` in Danish; "List Name" is `list_name`. */
export function readSheet({ file, rows }: RawSheet): Sheet {
  const [header, ...others] = rows.filter(({ cells }) => cells.some((cell) => cell !== ""));
  const columns = (header?.cells ?? []).map(readColumn);
  const languages = columns.flatMap(({ language }) => (language ? [language] : []));
  return {
    file,
    rows: others.map(({ row, cells }) => sheetRow(file, row, columns, cells)),
    columns: [...new Set(columns.map(({ name }) => name))].filter((name) => name !== ""),
    languages: [...new Set(languages)],
    unknownLanguages: columns.filter(({ language }) => language === null).map(({ name }) => name),
  };
}

function readColumn(written: string): Column {
  const [first = "", ...rest] = written.split(/::?/).map((part) => part.trim());
  const name = columnName(first);
  const second = rest[0]?.toLowerCase() ?? "";
  if (name === "media" || name === "bind" || name === "body" || name === "instance") {
    return { name: `${name}::${second}`, language: rest[1] ? languageCode(rest[1]) : "" };
  }
  if (rest.length === 0) return { name, language: "" };
  const language = languageCode(rest.join(":"));
  return language === null ? { name: `${name}::${rest.join("::")}`, language } : { name, language };
}

/** A column by the one name it has here: "List Name" is `list_name`, `caption` is `label`. */
export function columnName(written: string): string {
  const name = written.toLowerCase().replace(/[\s-]+/g, "_");
  const same: Record<string, string> = {
    ...{ caption: "label", relevance: "relevant", read_only: "readonly", calculate: "calculation" },
    ...{ constraint_msg: "constraint_message", required_msg: "required_message", value: "name", list: "list_name" },
  };
  return Object.hasOwn(same, name) ? (same[name] as string) : name;
}

function sheetRow(file: string, row: number, columns: Column[], cells: string[]): SheetRow {
  const byName = new Map<string, Map<string, string>>();
  for (const [place, { name, language }] of columns.entries()) {
    if (language === null) continue;
    const said = byName.get(name) ?? new Map<string, string>();
    const words = cells[place]?.trim() ?? "";
    if (words !== "" || !said.has(language)) said.set(language, words);
    byName.set(name, said);
  }
  return {
    file,
    row,
    cell: (column) => byName.get(column)?.get("") ?? "",
    words: (column) => byName.get(column) ?? new Map(),
  };
}
