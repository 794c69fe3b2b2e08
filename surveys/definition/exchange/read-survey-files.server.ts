import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { type Problem, problem } from "#surveys/problem.ts";
import { readInThread } from "#surveys/reading-thread.ts";
import type { ImportedSurvey, SurveyFile } from "./imported-survey.ts";

export const exchangeLimits = { megabytes: 10, files: 8 };

const readingLimits = { heapMegabytes: 768, seconds: 60 };

const program = `
  const { parentPort, workerData } = require("node:worker_threads");
  import(workerData.reader)
    .then(({ readGivenFiles }) => readGivenFiles(workerData.files))
    .then((read) => parentPort.postMessage(read));
`;

/**
 * Reads the files of one upload into one survey, in a thread of its own. Nothing in a file is ever run or fetched.
 * Refused: "upload.empty", "exchange.too-many-files", "upload.too-large", "exchange.too-heavy"; what `readOpenedFiles` refuses.
 */
export async function readSurveyFiles(files: readonly SurveyFile[]): Promise<ImportedSurvey | Problem> {
  const [first] = files;
  if (!first || files.some(({ content }) => content.length === 0)) return problem("upload.empty");
  const { megabytes, files: most } = exchangeLimits;
  if (files.length > most) return problem("exchange.too-many-files", { files: most });
  if (files.some(({ content }) => content.length > megabytes * 1024 * 1024))
    return problem("upload.too-large", { megabytes });
  const path = createRequire(import.meta.url).resolve("#surveys/definition/exchange/read-given-files.ts");
  const named = files.map(({ name, content }) => ({ name: shownName(name), content }));
  const given = { reader: pathToFileURL(path).href, files: named };
  return (
    (await readInThread<ImportedSurvey | Problem>(program, given, readingLimits)) ??
    problem("exchange.too-heavy", { file: named.map(({ name }) => name).join(", ") })
  );
}

/** A file's name stands in messages: signs that would break their lines or turn them around are no part of it. */
function shownName(name: string): string {
  return name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, " ")
    .slice(0, 120);
}
