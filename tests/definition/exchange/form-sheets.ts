import writeExcelFile from "write-excel-file/node";
import type { RawSheet } from "#surveys/definition/exchange/xlsform/sheet.ts";

/** A sheet of a form as rows of text, one string a row with bars between the cells. */
export function sheetOf(file: string, ...lines: string[]): RawSheet {
  return {
    file,
    rows: lines.map((line, place) => ({ row: place + 1, cells: line.split("|").map((cell) => cell.trim()) })),
  };
}

/** The bytes of a workbook with these sheets. */
export function workbookOf(...sheets: RawSheet[]): Promise<Buffer> {
  return writeExcelFile(
    sheets.map(({ file, rows }) => ({ sheet: file, data: rows.map(({ cells }) => cells.map((cell) => cell || null)) })),
  ).toBuffer();
}
