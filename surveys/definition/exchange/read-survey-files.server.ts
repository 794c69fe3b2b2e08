import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { decodeText } from "#surveys/decode-text.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import { readWorkbookSheets, type WorkbookCell } from "#surveys/read-workbook.ts";
import { readInThread } from "#surveys/reading-thread.ts";
import type { ImportedSurvey, SurveyFile } from "./imported-survey.ts";
import type { OpenedFile } from "./read-survey-files.ts";
import { recogniseBytes } from "./recognise-file.ts";

export const exchangeLimits = { megabytes: 10, files: 8 };

const readingLimits = { heapMegabytes: 512, seconds: 30 };

const program = `
  const { parentPort, workerData } = require("node:worker_threads");
  import(workerData.reader).then(({ readOpenedFiles }) => parentPort.postMessage(readOpenedFiles(workerData.files)));
`;

/**
 * Reads the files of one upload into one survey, in a thread of its own. Nothing in a file is ever run or fetched.
 * Refused: "upload.empty", "upload.too-large", "exchange.too-heavy"; what `readOpenedFiles` refuses.
 */
export async function readSurveyFiles(files: readonly SurveyFile[]): Promise<ImportedSurvey | Problem> {
  const [first] = files;
  if (!first || files.some(({ content }) => content.length === 0)) return problem("upload.empty");
  const mostBytes = exchangeLimits.megabytes * 1024 * 1024;
  const tooLarge = files.some(({ content }) => content.length > mostBytes) || files.length > exchangeLimits.files;
  if (tooLarge) return problem("upload.too-large", { megabytes: exchangeLimits.megabytes });
  const opened: OpenedFile[] = [];
  for (const file of files) opened.push(await opening(file));
  return (
    (await readOpened(opened)) ?? problem("exchange.too-heavy", { file: files.map(({ name }) => name).join(", ") })
  );
}

async function opening({ name, content }: SurveyFile): Promise<OpenedFile> {
  const shownName = name
    .toWellFormed()
    .replace(/\p{Cc}/gu, " ")
    .slice(0, 120);
  const recognised = recogniseBytes(content);
  if (recognised?.is === "workbook") {
    const sheets = await readWorkbookSheets(content);
    return { name: shownName, sheets: sheets?.map(({ sheet, data }) => ({ sheet, rows: data.map(textRow) })) ?? null };
  }
  if (recognised) return { name: shownName, refused: recognised.is === "old-workbook" ? "old-workbook" : "unknown" };
  return { name: shownName, text: decodeText(content) };
}

function textRow(cells: WorkbookCell[], place: number): { row: number; cells: string[] } {
  return { row: place + 1, cells: cells.map(cellText) };
}

function cellText(cell: WorkbookCell): string {
  if (cell === null) return "";
  return (cell instanceof Date ? cell.toISOString().replace(/T00:00:00\.000Z$/, "") : String(cell)).trim();
}

/** Null where the thread ran out of memory or time. */
function readOpened(files: OpenedFile[]): Promise<ImportedSurvey | Problem | null> {
  const path = createRequire(import.meta.url).resolve("#surveys/definition/exchange/read-survey-files.ts");
  return readInThread(program, { reader: pathToFileURL(path).href, files }, readingLimits);
}
