import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const folders = ["answering", "app", "command-line", "db", "definition", "fieldwork", "impact", "initiative"];
/** Long, and about something else than the database; what they ask of it, shorter ones ask too. */
const once = [
  ...["answering/same-as-survey-core", "answering/import-wave", "db/seed", "fieldwork/kill-worker"],
  ...["fieldwork/letters", "fieldwork/survey-upload", "impact/extremes", "impact/network/network"],
  ...["impact/results", "impact/ripples/ripple-life", "impact/weighting/weighting"],
].map((name) => `tests/${name}.test.ts`);
const source = "tests/support/new-database.ts";

/** The test files that get their databases from `new-database.ts`, by themselves or through what they import: they run on both engines. */
export function filesOnBothEngines(): string[] {
  const all = folders.flatMap((folder) =>
    readdirSync(join("tests", folder), { recursive: true, encoding: "utf8" }).map((name) =>
      join("tests", folder, name),
    ),
  );
  const tests = all.filter((file) => file.endsWith(".test.ts") && !once.includes(file));
  return tests.filter((file) => reaches(file, new Set()));
}

function reaches(file: string, seen: Set<string>): boolean {
  if (file === source) return true;
  if (seen.has(file)) return false;
  seen.add(file);
  const targets = [...readFileSync(file, "utf8").matchAll(/from "(#tests\/|\.\.?\/)([^"]+\.ts)"/g)];
  return targets.some(([, start = "", rest = ""]) =>
    reaches(start === "#tests/" ? join("tests", rest) : join(dirname(file), start, rest), seen),
  );
}
