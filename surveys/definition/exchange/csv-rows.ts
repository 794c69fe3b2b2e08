import { parse } from "csv-parse/sync";

/**
 * The rows of a CSV file (comma, semicolon or tab, told by its first line), each with its number as a spreadsheet counts: empty ones are
 * left out but counted. Null where it is none.
 */
export function csvRows(text: string): Array<{ row: number; cells: string[] }> | null {
  if (text.includes("\0")) return null;
  const body = text.replace(/^\ufeff/, "");
  const header = /[^\r\n]*/.exec(body)?.[0].replace(/"[^"]*"/g, "") ?? "";
  const counts = [",", ";", "\t"].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  const { delimiter } = counts.reduce((most, next) => (next.count > most.count ? next : most));
  try {
    const records = parse(body, {
      ...{ delimiter, relax_column_count: true, relax_quotes: true },
    }) as string[][];
    return records
      .map((cells, place) => ({ row: place + 1, cells: cells.map((cell) => cell.trim()) }))
      .filter(({ cells }) => cells.some((cell) => cell !== ""));
  } catch {
    return null;
  }
}
