/**
 * Rows as a CSV file: a byte order mark, so that spreadsheets read æ, ø and å. A cell that a spreadsheet would take for a formula gets a space before
 * it and is text.
 *
 * @param delimiter a semicolon for Danish spreadsheets, a comma for English ones.
 */
export function csvText(rows: readonly string[][], delimiter: ";" | "," = ";"): string {
  const lines = rows.map((cells) => cells.map((cell) => csvCell(cell, delimiter)).join(delimiter));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

function csvCell(cell: string, delimiter: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? ` ${cell}` : cell;
  return /["\r\n]/.test(safe) || safe.includes(delimiter) || safe !== cell ? `"${safe.replaceAll('"', '""')}"` : safe;
}
