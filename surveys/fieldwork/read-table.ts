import { parse } from "csv-parse/sync";
import { decodeText } from "#surveys/decode-text.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import { readWorkbook } from "#surveys/read-workbook.ts";

/** A file as rows of text, whatever it was: cells are trimmed, in Unicode's composed form, and without control characters. */
export interface Table {
  columns: string[];
  rows: TableRow[];
}

export interface TableRow {
  /** Where the row is found in the file, as an editor or a spreadsheet counts: the first line is 1. */
  line: number;
  cells: string[];
}

export const tableLimits = { megabytes: 10, rows: 100_000 };

/**
 * Reads a table from CSV (semicolon, comma or tab; UTF-8, UTF-16 with its mark, or Windows-1252) or from the first sheet of an XLSX. The
 * bytes decide what it is, not the file's name. Nothing in a cell is ever computed: a formula's text is text.
 * Refused: "upload.empty", "upload.too-large", "upload.too-many-rows", "upload.not-a-table", "upload.unreadable-workbook".
 */
export async function readTable(bytes: Buffer): Promise<Table | Problem> {
  if (bytes.length === 0) return problem("upload.empty");
  if (bytes.length > tableLimits.megabytes * 1024 * 1024) {
    return problem("upload.too-large", { megabytes: tableLimits.megabytes });
  }
  const rows = isZip(bytes) ? await readSpreadsheet(bytes) : readText(bytes);
  if (!Array.isArray(rows)) return rows;
  const [header, ...others] = rows.filter((row) => row.cells.some((cell) => cell !== ""));
  if (!header) return problem("upload.empty");
  if (others.length > tableLimits.rows) return problem("upload.too-many-rows", { most: tableLimits.rows });
  return { columns: header.cells, rows: others };
}

async function readSpreadsheet(bytes: Buffer): Promise<TableRow[] | Problem> {
  const sheet = await readWorkbook(bytes);
  if (!sheet) return problem("upload.unreadable-workbook");
  return sheet.map((cells, index) => ({ line: index + 1, cells: cells.map(cellText) }));
}

function readText(bytes: Buffer): TableRow[] | Problem {
  const text = decodeText(bytes);
  if (text.includes("\0")) return problem("upload.not-a-table");
  const { delimiter, body, skippedLines } = findDelimiter(text);
  try {
    const records = parse(body, {
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      to: tableLimits.rows + 2,
    }) as unknown as Array<{ record: string[]; info: { lines: number } }>;
    return records.map(({ record, info }) => ({ line: info.lines + skippedLines, cells: record.map(cellText) }));
  } catch {
    return problem("upload.not-a-table");
  }
}

/** Excel may write the delimiter into a first line of its own ("sep=;"); else it is what the header holds most of. */
function findDelimiter(text: string): { delimiter: string; body: string; skippedLines: number } {
  const told = /^sep=(.)\r?\n/i.exec(text);
  if (told?.[1]) return { delimiter: told[1], body: text.slice(told[0].length), skippedLines: 1 };
  const header = (/\S.*/.exec(text)?.[0] ?? "").replace(/"[^"]*"/g, "");
  const counts = [";", "\t", ","].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  const best = counts.reduce((most, next) => (next.count > most.count ? next : most));
  return { delimiter: best.delimiter, body: text, skippedLines: 0 };
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  const text = cell instanceof Date ? cell.toISOString().replace(/T00:00:00\.000Z$/, "") : String(cell);
  // Zero-width marks at the ends come along when people copy addresses from web pages.
  return text
    .toWellFormed()
    .normalize("NFC")
    .replace(/\p{Cc}+/gu, " ")
    .replace(/^[\s\u200b-\u200d\u2060]+|[\s\u200b-\u200d\u2060]+$/g, "");
}

function isZip(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from("PK\x03\x04", "latin1"));
}
