import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** Which parts a part may import from (DESIGN: imports go one way). Modules at the root of `surveys/` are open to all but the first two. */
const mayImport: Record<string, string[]> = {
  db: [],
  statistics: [],
  definition: ["db", "library"],
  initiative: ["db", "definition"],
  fieldwork: ["db", "definition", "initiative"],
  answering: ["db", "definition", "initiative", "fieldwork"],
  impact: ["db", "definition", "initiative", "fieldwork", "answering", "statistics"],
  reporting: ["db", "definition", "initiative", "impact"],
  surveys: ["db"],
  app: ["db", "definition", "initiative", "fieldwork", "answering", "impact", "reporting", "statistics"],
};

/** The demo's seed plays the demo through `surveys/`. */
const isDemo = (file: string) => file === "db/seed.ts" || file.startsWith("db/demo/");

const files = ["app", "surveys", "db"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name)),
);

describe("imports", () => {
  it("finds the tree", () => {
    expect(files.length).toBeGreaterThan(30);
  });

  it("go one way", () => {
    const wrong = files.filter((file) => !isDemo(file)).flatMap(wrongImports);
    expect(wrong).toEqual([]);
  });

  it("name the folder across folders and never climb", () => {
    const climbing = files.filter((file) => importsOf(file).some((target) => target.startsWith("../")));
    expect(climbing).toEqual([]);
  });
});

function wrongImports(file: string): string[] {
  const part = partOf(file);
  return importsOf(file)
    .filter((target) => target.startsWith("#"))
    .map((target) => ({ target, to: partOf(target.slice(1)) }))
    .filter(
      ({ to }) =>
        to !== part &&
        !(mayImport[part] ?? []).includes(to) &&
        !(to === "surveys" && part !== "statistics" && part !== "db"),
    )
    .map(({ target }) => `${file} → ${target}`);
}

/** "surveys/impact/statistics/tide.ts" → "statistics"; "surveys/problem.ts" → "surveys". */
function partOf(path: string): string {
  const [top, second, third] = path.split("/");
  if (top !== "surveys") return top ?? "";
  if (third === "statistics") return "statistics";
  return second?.includes(".") ? "surveys" : (second ?? "");
}

function importsOf(file: string): string[] {
  const source = readFileSync(file, "utf8");
  return [...source.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
}
