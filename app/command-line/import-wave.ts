import { importReportText } from "#app/import-report-text.ts";
import type { Database } from "#db/schema.ts";
import type { WaveImport } from "#surveys/answering/import-plan.server.ts";
import type { ImportReport } from "#surveys/answering/import-report.ts";
import { importWave, previewImport } from "#surveys/answering/import-wave.server.ts";
import { initiativeBySlug } from "#surveys/initiative/initiative.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { type Command, type GivenOptions, type Refusal, refusalOf, type Terminal } from "./command.ts";
import { withDatabase } from "./database.ts";
import { readInputFile, readJoinedFiles, readMappingFile } from "./input-file.ts";

/** A wave of a file: `docs/import.md`. */
export const importWaveCommand: Command = {
  options: {
    initiative: { type: "string", required: true },
    wave: { type: "string" },
    answers: { type: "string", required: true },
    mapping: { type: "string", required: true },
    join: { type: "string", multiple: true },
    opens: { type: "string" },
    closes: { type: "string" },
    "dry-run": { type: "boolean" },
    format: { type: "string", choices: ["text", "json"] },
  },
  async run(options, terminal) {
    const files = readFiles(options, terminal);
    if (Array.isArray(files)) return files;
    return withDatabase(terminal, async (db) => {
      const initiative = await initiativeBySlug(db, options.text("initiative"));
      if (isProblem(initiative)) return refusalOf(initiative, terminal.say);
      return storeAndTell(db, { ...files, initiativeId: initiative.id }, options, terminal);
    });
  },
};

function readFiles(options: GivenOptions, terminal: Terminal): Omit<WaveImport, "initiativeId"> | Refusal {
  const joined = joinOption(options.texts("join"));
  if (!joined) return [terminal.say("command:cli.join-form")];
  const mapping = readMappingFile(options.text("mapping"), terminal);
  if (isProblem(mapping)) return refusalOf(mapping, terminal.say);
  const answers = readInputFile(options.text("answers"));
  if (isProblem(answers)) return refusalOf(answers, terminal.say);
  const joins = readJoinedFiles(mapping, options.text("mapping"), joined);
  if (isProblem(joins)) return refusalOf(joins, terminal.say);
  const wave = { name: options.text("wave"), opensOn: options.text("opens"), closesOn: options.text("closes") };
  return { mapping, answers, joins, ...wave };
}

function joinOption(given: string[]): Map<string, string> | null {
  const parts = given.map((text) => /^([^=]+)=(.+)$/.exec(text));
  if (parts.some((part) => part === null)) return null;
  return new Map(parts.map((part) => [part?.[1] ?? "", part?.[2] ?? ""]));
}

async function storeAndTell(
  db: Database,
  input: WaveImport,
  options: GivenOptions,
  terminal: Terminal,
): Promise<Refusal | null> {
  const dryRun = options.has("dry-run");
  const report = dryRun ? await previewImport(db, input) : await store(db, input, terminal);
  if (isProblem(report)) return refusalOf(report, terminal.say);
  tell(report, dryRun, options.text("format"), terminal);
  return null;
}

async function store(db: Database, input: WaveImport, { now }: Terminal) {
  const stored = await importWave(db, { ...input, accountId: null, now: now() });
  return isProblem(stored) ? stored : stored.report;
}

function tell(report: ImportReport, dryRun: boolean, format: string, { say, print }: Terminal): void {
  if (format === "json") return print(JSON.stringify(report, null, 2));
  print(importReportText(report, say, dryRun ? "preview" : "stored"));
  const { name } = report.wave;
  print(dryRun ? say("command:cli.dry-run") : say("command:cli.imported", { name, count: report.rowsStored }));
}
