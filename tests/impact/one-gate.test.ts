import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/**
 * That answers and their counts reach readers through the gate alone. Whoever adds a file to a list says here why nothing about fewer than
 * five people leaves by it.
 */
const mayReadCounts = new Map([
  ["surveys/answering/", "writes what it reads, and shows a person their own draft alone"],
  ["surveys/impact/read-tallies.server.ts", "the gate's own reader"],
  [
    "surveys/impact/read-sampled-waves.server.ts",
    "the gate's own reader where people were drawn in strata or clusters",
  ],
  [
    "surveys/impact/themes/themes.server.ts",
    "open answers: no text leaves, words and people from the floor on (rule 9)",
  ],
  [
    "surveys/impact/weighting/weighable-wave.server.ts",
    "raking and its summary, of groups of five or more (plan-weights.ts)",
  ],
  ["surveys/impact/weighting/weighed-answers.server.ts", "asks whether weightings expose few; only yes or no leaves"],
  [
    "surveys/impact/workflows/read-savings.server.ts",
    "what organisations answer, from the floor of people on (hours-saved.ts); not on grids",
  ],
  ["surveys/initiative/segment-choice.server.ts", "names of groups, no numbers"],
]);

/** What holds exact figures or counts: only the gate's own files read it. */
const insideTheGate = [
  "tallies.ts",
  "read-tallies.server.ts",
  "read-sampled-waves.server.ts",
  "sampled-waves.ts",
  "answers.ts",
  "figures.ts",
  "point.ts",
  "comparison.ts",
  "tide.ts",
  "reliability.ts",
  "assemble-results.ts",
  "bias/read-ways.server.ts",
];

const files = ["app", "surveys", "db"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name)),
);
const sourceOf = (file: string) => readFileSync(file, "utf8");

describe("the one gate", () => {
  it("is the only way to the tables of answers and counts", () => {
    const table = /(?:selectFrom|innerJoin|leftJoin)\(\s*"(?:response|tally|shift)(?: as [^"]*)?"/;
    const readers = files.filter((file) => table.test(sourceOf(file)));
    const unlisted = readers.filter((file) => ![...mayReadCounts.keys()].some((listed) => file.startsWith(listed)));
    expect(unlisted).toEqual([]);
    for (const listed of mayReadCounts.keys())
      expect(
        readers.some((file) => file.startsWith(listed)),
        `${listed} reads no longer`,
      ).toBe(true);
  });

  it("keeps exact figures inside surveys/impact", () => {
    const outside = files.filter((file) => !file.startsWith("surveys/impact/"));
    const reached = outside.filter((file) =>
      insideTheGate.some((inside) => sourceOf(file).includes(`"#surveys/impact/${inside}"`)),
    );
    expect(reached).toEqual([]);
  });

  it("is asked for exact figures by no reader but the planner, which puts what it tells on grids of its own", () => {
    const asking = files.filter((file) => /\bexact: true\b/.test(sourceOf(file)));
    expect(asking).toEqual([]);
    const importing = files.filter((file) => /import[^;]*\breadResultsAndExact\b[^;]*;/.test(sourceOf(file)));
    expect(importing).toEqual(["surveys/impact/planner/known-figures.server.ts"]);
  });

  it("names every field of what it tells", () => {
    const told = sourceOf("surveys/impact/published-figures.ts") + sourceOf("surveys/impact/publish.ts");
    // Spreading a whole figure would tell what a later hand adds to it.
    expect(told).not.toMatch(/\.\.\.(?:point|change|ripple|tide|found)\b/);
  });
});
