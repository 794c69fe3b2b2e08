import type { LanguageCode } from "#db/schema.ts";
import { type ImportMapping, readMapping } from "#surveys/answering/import-mapping.ts";
import type { WaveImport } from "#surveys/answering/import-plan.server.ts";
import type { ImportFile } from "#surveys/answering/import-table.ts";
import { firstProblem, isProblem, type Problem, problemAt } from "#surveys/problem.ts";
import type { Say } from "#surveys/texts.ts";
import { fileIn, filesIn, type SentFile } from "./multipart.server.ts";
import { typed } from "./refusal.server.ts";

/**
 * The files and fields of the import page. A file to join goes by its own name without the ending ("household.csv" is `household`); where
 * the mapping joins one file and one was sent, its name does not matter.
 * Refused: "field.missing" at "answers" or "mapping"; as `readMapping`, at "mapping".
 */
export async function readImportForm(
  form: FormData,
  language: LanguageCode,
  say: Say,
): Promise<Omit<WaveImport, "initiativeId"> | Problem> {
  const answers = await fileIn(form, "answers");
  const mappingFile = await fileIn(form, "mapping");
  if (!answers || !mappingFile) {
    return firstProblem([
      answers ? null : problemAt("answers", "field.missing"),
      mappingFile ? null : problemAt("mapping", "field.missing"),
    ]) as Problem;
  }
  const mapping = readMapping(mappingFile.content.toString("utf8"), language, say);
  if (isProblem(mapping)) return { ...mapping, field: "mapping" };
  const joins = byJoin(mapping, (await filesIn(form, "joins")).map(importFile));
  const wave = { name: typed(form, "wave"), opensOn: typed(form, "opens"), closesOn: typed(form, "closes") };
  return { mapping, answers: importFile(answers), joins, ...wave };
}

function byJoin({ join }: ImportMapping, files: ImportFile[]): Record<string, ImportFile> {
  const [onlyJoin, ...otherJoins] = join;
  const [onlyFile, ...otherFiles] = files;
  if (onlyJoin && onlyFile && otherJoins.length + otherFiles.length === 0) return { [onlyJoin.name]: onlyFile };
  return Object.fromEntries(files.map((file) => [file.name.replace(/\.[^.]*$/, "").toLowerCase(), file]));
}

function importFile({ fileName, content }: SentFile): ImportFile {
  return { name: fileName, content };
}
