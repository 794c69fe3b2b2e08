import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { readInThread } from "./reading-thread.ts";

export type WorkbookCell = string | number | boolean | Date | null;

export interface WorkbookSheet {
  sheet: string;
  data: WorkbookCell[][];
}

const limits = { heapMegabytes: 768, seconds: 60 };
const unpackedMegabytes = 200;

const program = `
  const { parentPort, workerData } = require("node:worker_threads");
  import(workerData.library)
    .then((library) => (workerData.all ? library.default : library.readSheet)(Buffer.from(workerData.bytes)))
    .then((read) => parentPort.postMessage(read), () => parentPort.postMessage(null));
`;

/**
 * The rows of an XLSX file's first sheet; null where it cannot be read. A damaged or malicious file may ask for any amount of memory (one
 * cell at the far corner of a sheet is seventeen thousand million empty ones), so it is read in a thread whose end is not the server's.
 */
export function readWorkbook(bytes: Buffer): Promise<WorkbookCell[][] | null> {
  return readPacked<WorkbookCell[][]>(bytes, false);
}

/** All sheets of an XLSX file with their names, read as `readWorkbook` does. */
export function readWorkbookSheets(bytes: Buffer): Promise<WorkbookSheet[] | null> {
  return readPacked<WorkbookSheet[]>(bytes, true);
}

async function readPacked<Read>(bytes: Buffer, all: boolean): Promise<Read | null> {
  if (unpackedSize(bytes) > unpackedMegabytes * 1024 * 1024) return null;
  const library = pathToFileURL(createRequire(import.meta.url).resolve("read-excel-file/node")).href;
  return readInThread<Read>(program, { library, bytes, all }, limits);
}

/** What the archive's directory says its parts add up to: stops a small file that unpacks to gigabytes. 0 where there is no directory. */
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
