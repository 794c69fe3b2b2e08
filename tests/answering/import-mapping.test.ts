import { describe, expect, it } from "vitest";
import { sayIn } from "#app/texts/texts.ts";
import { readMapping } from "#surveys/answering/import-mapping.ts";
import { importedCodebook, importedDefinition } from "#surveys/answering/import-survey.ts";
import { readDefinition } from "#surveys/definition/read-definition.ts";
import { allProblems, isProblem } from "#surveys/problem.ts";
import { mappingOf, streetMapping } from "./import-world.ts";

const item = streetMapping.items[1];

/** Where each problem is, and its reason. */
function refusals(changes: object, language: "da" | "en" = "en"): string[] {
  const read = readMapping(JSON.stringify({ ...streetMapping, ...changes }), language, sayIn(language));
  return isProblem(read) ? allProblems(read).map(({ values }) => `${values?.path}: ${values?.reason}`) : [];
}

describe("a mapping", () => {
  it("is read with its defaults", () => {
    expect(mappingOf()).toMatchObject({ audience: "resident", encoding: "auto", person: { duplicates: "keep-first" } });
  });

  it("that is not JSON says so in the reader's language", () => {
    const read = readMapping("{", "da", sayIn("da"));
    expect(read).toMatchObject({ problem: "import.mapping-wrong", values: { reason: "filen er ikke gyldig JSON." } });
  });

  it("names every path that is wrong at once", () => {
    const wrong = refusals({ weigth: "W", items: [{ ...item, kind: "skala", column: "" }] });
    expect(wrong.map((text) => text.split(":")[0])).toEqual(["items[0].column", "items[0].kind", "{ }"]);
    expect(wrong.at(-1)).toContain("weigth");
  });

  it.each([
    ["a scale without ends", { items: [{ ...item, scale: undefined, goodEnd: undefined }] }, "items[0].scale"],
    [
      "a code that is a value and missing",
      { items: [{ ...item, values: { "1": 1, "2": 2 }, missing: { "2": "dont-know" } }] },
      "items[0].missing",
    ],
    ["a value outside the scale", { items: [{ ...item, values: { "1": 1, "2": 7 } }] }, "items[0].scale"],
    ["a good end without a direction", { items: [{ ...item, good: null }] }, "items[0].good"],
    [
      "yes and no with a third value",
      { items: [{ ...streetMapping.items[0], values: { "1": 1, "2": 2 } }] },
      "items[0].values",
    ],
    ["a key used twice", { items: [item, item] }, "items"],
    [
      "joins of uneven keys",
      { join: [{ name: "roster", on: { left: ["A"], right: ["B", "C"] }, columns: ["S"] }] },
      "join[0].on",
    ],
    ["an index of words", { indexes: [{ key: "all", label: "Alle", items: ["safe", "words"] }] }, "indexes[0].items"],
    [
      "groups by codes and by ranges",
      { segments: { age: { column: "AGE", labels: { "1": "a" }, ranges: { b: [1, 2] } } } },
      "segments.age",
    ],
  ])("with %s is refused there", (_what, changes, path) => {
    expect(refusals(changes).map((text) => text.split(": ")[0])).toContain(path);
  });

  it("gives a definition that Ringvirk can read and ask again, with the same items", () => {
    const mapping = mappingOf();
    const read = readDefinition(importedDefinition(mapping));
    if (isProblem(read)) throw new Error(JSON.stringify(read));
    const essence = ({ items }: typeof read.codebook) =>
      items.map(({ key, kind, good, theme }) => ({ key, kind, good, theme }));
    expect(essence(read.codebook)).toEqual(essence(importedCodebook(mapping)));
  });
});
