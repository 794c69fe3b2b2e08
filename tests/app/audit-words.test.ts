import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { auditWords } from "#app/texts/audit-words.ts";
import { sayIn } from "#app/texts/texts.ts";

const recorded = ["app", "surveys", "db"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => actionsIn(readFileSync(join(folder, name), "utf8"))),
);

describe("the log", () => {
  it("finds what is recorded", () => {
    expect(recorded).toContain("goals.sealed");
    expect(new Set(recorded).size).toBeGreaterThan(20);
  });

  it("has words for every action", () => {
    const wordless = recorded.filter((action) => /audit/.test(auditWords(action, sayIn("da"))));
    expect([...new Set(wordless)]).toEqual([]);
  });
});

/** The actions a source file hands to `recordDeed` and `recordAudit`. */
function actionsIn(source: string): string[] {
  const calls = source.matchAll(/(?:recordDeed|recordAudit)\([\s\S]*?;/g);
  return [...calls].flatMap(([call]) => [...call.matchAll(/"([a-z-]+\.[a-z-]+)"/g)].map((match) => match[1] ?? ""));
}
