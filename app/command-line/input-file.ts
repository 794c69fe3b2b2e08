import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { type ImportMapping, readMapping } from "#surveys/answering/import-mapping.ts";
import type { ImportFile } from "#surveys/answering/import-table.ts";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import type { Terminal } from "./command.ts";

/** Refused: "import.file-missing". */
export function readInputFile(path: string): ImportFile | Problem {
  try {
    return { name: basename(path), content: readFileSync(path) };
  } catch {
    return problem("import.file-missing", { file: path });
  }
}

/** Refused as `readInputFile` and `readMapping`. */
export function readMappingFile(path: string, { language, say }: Terminal): ImportMapping | Problem {
  const file = readInputFile(path);
  return isProblem(file) ? file : readMapping(file.content.toString("utf8"), language, say);
}

/** The files to join: `--join NAME=FILE`, else the mapping's own `file`, which is looked for beside the mapping. */
export function readJoinedFiles(
  mapping: ImportMapping,
  mappingPath: string,
  given: Map<string, string>,
): Record<string, ImportFile> | Problem {
  const files: Record<string, ImportFile> = {};
  for (const { name, file } of mapping.join) {
    const path = given.get(name) ?? (file ? resolve(dirname(mappingPath), file) : null);
    const read = path ? readInputFile(path) : problem("import.file-missing", { file: `--join ${name}=…` });
    if (isProblem(read)) return read;
    files[name] = read;
  }
  return files;
}
