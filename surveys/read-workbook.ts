import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { readInThread } from "./reading-thread.ts";

export type WorkbookCell = string | number | boolean | Date | null;

const limits = { heapMegabytes: 768, seconds: 60 };
const unpackedMegabytes = 200;

const program = `
  const { parentPort, workerData } = require("node:worker_threads");
  import(workerData.library)
    .then(({ readSheet }) => readSheet(Buffer.from(workerData.bytes)))
    .then((read) => parentPort.postMessage(read), () => parentPort.postMessage(null));
`;

/**
 * The rows of an XLSX file's first sheet; null where it cannot be read. A damaged or malicious file may ask for any amount of memory (one
 * cell at the far corner of a sheet is seventeen thousand million empty ones), so it is read in a thread whose end is not the server's.
 */
export async function readWorkbook(bytes: Buffer): Promise<WorkbookCell[][] | null> {
  if (unpacksTooLarge(bytes)) return null;
  const library = pathToFileURL(createRequire(import.meta.url).resolve("read-excel-file/node")).href;
  return readInThread<WorkbookCell[][]>(program, { library, bytes }, limits);
}

/** Would a file of a few kB unpack to more than any workbook needs? */
export function unpacksTooLarge(bytes: Buffer): boolean {
  return unpackedSize(bytes) > unpackedMegabytes * 1024 * 1024;
}

/** What the archive's directory says its parts add up to; 0 where there is no directory. */
function unpackedSize(bytes: Buffer): number {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0 || end + 20 > bytes.length) return 0;
  let at = bytes.readUInt32LE(end + 16);
  let total = 0;
  while (at + 46 <= end && bytes.readUInt32LE(at) === 0x02014b50) {
    total += bytes.readUInt32LE(at + 24);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return total;
}
