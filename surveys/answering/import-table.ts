import { CsvError, parse } from "csv-parse/sync";
import iconv from "iconv-lite";
import { type Problem, problem } from "#surveys/problem.ts";
import type { ImportMapping } from "./import-mapping.ts";
import type { OddityCount } from "./import-report.ts";

/** A file as it was handed over. */
export interface ImportFile {
  name: string;
  content: Buffer;
}

/** Its rows by column name, cells cleaned. */
export interface ImportTable {
  name: string;
  encoding: string;
  delimiter: string;
  /** As the file has them. */
  ownColumns: string[];
  /** Its own, and those joined to it. */
  columns: string[];
  rows: ImportRow[];
}

export interface ImportRow {
  /** As a spreadsheet counts: the header is 1, and line breaks inside a cell do not count. */
  line: number;
  cells: Map<string, string>;
}

type Reading = Pick<ImportMapping, "encoding" | "delimiter" | "stripControlCharacters">;

/**
 * Reads a CSV for import. Stray control characters (carriage returns inside quotes and the like) and spaces around
 * a value are taken away and counted by column, and so are rows with too few or too many cells.
 * Refused: "import.file-unreadable" with the line, "import.no-rows", "import.column-twice".
 */
export function readImportTable(file: ImportFile, reading: Reading, oddities: OddityCount): ImportTable | Problem {
  const { text, encoding } = decode(file.content, reading.encoding);
  const delimiter = reading.delimiter === "auto" ? likelyDelimiter(text) : reading.delimiter;
  const records = readRecords(file.name, text, delimiter);
  if ("problem" in records) return records;
  const [header, ...body] = records;
  const columns = (header?.cells ?? []).map((name) => clean(name, true).cell);
  const twice = columns.find((name, place) => name !== "" && columns.indexOf(name) !== place);
  if (twice !== undefined) return problem("import.column-twice", { column: twice, file: file.name });
  if (body.length === 0) return problem("import.no-rows", { file: file.name });
  const rows = body.map(({ line, cells }) => {
    if (cells.length !== columns.length) oddities.add("uneven-row", file.name, line);
    return { line, cells: cleanRow(file.name, line, columns, cells, reading.stripControlCharacters, oddities) };
  });
  const ownColumns = columns.filter((name) => name !== "");
  return { name: file.name, encoding, delimiter, ownColumns, columns: [...ownColumns], rows };
}

interface CsvRecord {
  line: number;
  cells: string[];
}

function readRecords(file: string, text: string, delimiter: string): CsvRecord[] | Problem {
  if (text.includes("\0")) return problem("import.file-unreadable", { file, line: 1 });
  try {
    const records: string[][] = parse(text, {
      delimiter,
      relax_column_count: true,
      record_delimiter: ["\r\n", "\n", "\r"],
    });
    const numbered = records.map((cells, place) => ({ line: place + 1, cells }));
    return numbered.filter(({ cells }) => cells.length > 1 || cells[0] !== "");
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
    return problem("import.file-unreadable", { file, line: Number(fault.lines ?? 1) });
  }
}

/** UTF-8 if every byte agrees with it, else Windows-1252: a Western text with an accent in it never is both. */
function decode(bytes: Buffer, encoding: Reading["encoding"]): { text: string; encoding: string } {
  const chosen = encoding === "auto" ? likelyEncoding(bytes) : encoding;
  return { text: iconv.decode(bytes, chosen), encoding: chosen };
}

function likelyEncoding(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

function likelyDelimiter(text: string): string {
  const header = (/\S.*/.exec(text)?.[0] ?? "").replace(/"[^"]*"/g, "");
  const counts = [",", ";", "\t", "|"].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.reduce((most, next) => (next.count > most.count ? next : most)).delimiter;
}

function cleanRow(
  file: string,
  line: number,
  columns: string[],
  cells: string[],
  strip: boolean,
  oddities: OddityCount,
): Map<string, string> {
  const row = new Map<string, string>();
  for (const [place, column] of columns.entries()) {
    if (column === "") continue;
    const { cell, hadControl, hadSpaces } = clean(cells[place] ?? "", strip);
    if (hadControl) oddities.add("control-characters", file, line, column);
    if (hadSpaces) oddities.add("spaces", file, line, column);
    row.set(column, cell);
  }
  return row;
}

/** Within words a control character (a line break, most often) becomes a space; at the ends it goes. */
function clean(raw: string, strip: boolean): { cell: string; hadControl: boolean; hadSpaces: boolean } {
  const text = raw.toWellFormed().normalize("NFC");
  const hadControl = strip && /\p{Cc}/u.test(text);
  const hadSpaces = text.replace(/\p{Cc}/gu, "") !== text.replace(/\p{Cc}/gu, "").trim();
  const cell = (hadControl ? text.replace(/\p{Cc}+/gu, " ") : text).trim();
  return { cell, hadControl, hadSpaces };
}
