import writeExcelFile from "write-excel-file/node";
import type { TransferLine } from "#surveys/definition/exchange/transfer-report.ts";
import type { RawSheet } from "./sheet.ts";
import type { WrittenForm } from "./write-xlsform.ts";

/** How the sheet of what XLSForm could not carry is told: its name, its header, and a line as cells. */
export interface ReportSheetWords {
  sheet: string;
  header: string[];
  line: (line: TransferLine) => string[];
}

/** The bytes of an XLSX workbook with the sheets of a form and, where anything was changed or left out, a sheet that says so. */
export async function xlsFormWorkbook({ form, report }: WrittenForm, words: ReportSheetWords): Promise<Buffer> {
  const told = report.lines.filter(({ code }) => code !== "carried").map(words.line);
  const sheets = [form.survey, form.choices, form.settings].map(sheetData);
  if (told.length > 0)
    sheets.push(sheetData({ file: words.sheet, rows: [words.header, ...told].map((cells, row) => ({ row, cells })) }));
  return writeExcelFile(sheets).toBuffer();
}

function sheetData({ file, rows }: RawSheet) {
  return {
    sheet: file.slice(0, 31),
    data: rows.map(({ cells }, place) =>
      cells.map((value) =>
        value === "" ? null : { value, type: String, ...(place === 0 ? { fontWeight: "bold" as const } : {}) },
      ),
    ),
    stickyRowsCount: 1,
  };
}
