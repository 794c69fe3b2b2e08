import readSheets from "read-excel-file/node";
import { decodeText } from "#surveys/decode-text.ts";
import type { Problem } from "#surveys/problem.ts";
import { unpacksTooLarge, type WorkbookCell } from "#surveys/read-workbook.ts";
import type { ImportedSurvey, SurveyFile } from "./imported-survey.ts";
import { type OpenedFile, readOpenedFiles } from "./read-survey-files.ts";
import { recogniseBytes } from "./recognise-file.ts";

/** Opens and reads the files of one upload. It runs in a thread (`readSurveyFiles`): of a workbook's cells only the survey leaves it. */
export async function readGivenFiles(files: readonly SurveyFile[]): Promise<ImportedSurvey | Problem> {
  const opened: OpenedFile[] = [];
  for (const { name, content } of files) opened.push(await openedFile(name, Buffer.from(content)));
  return readOpenedFiles(opened);
}

async function openedFile(name: string, content: Buffer): Promise<OpenedFile> {
  const recognised = recogniseBytes(content);
  if (recognised?.is === "workbook") return { name, sheets: await sheetsIn(content) };
  if (recognised) return { name, refused: recognised.is === "old-workbook" ? "old-workbook" : "unknown" };
  return { name, text: decodeText(content) };
}

/** Null where the workbook cannot be opened. */
async function sheetsIn(content: Buffer): Promise<Extract<OpenedFile, { sheets: unknown }>["sheets"]> {
  const sheets = unpacksTooLarge(content) ? null : await readSheets(content).catch(() => null);
  return sheets?.map(({ sheet, data }) => ({ sheet, rows: (data as WorkbookCell[][]).map(textRow) })) ?? null;
}

function textRow(cells: WorkbookCell[], place: number): { row: number; cells: string[] } {
  return { row: place + 1, cells: cells.map(cellText) };
}

function cellText(cell: WorkbookCell): string {
  if (cell === null) return "";
  return (cell instanceof Date ? cell.toISOString().replace(/T00:00:00\.000Z$/, "") : String(cell)).trim();
}
