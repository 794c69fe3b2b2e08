import { describe, expect, it } from "vitest";
import { resources } from "#app/texts/texts.ts";
import { problems } from "#surveys/problem.ts";

describe("interface texts", () => {
  const danish = flatten(resources.da);
  const english = flatten(resources.en);

  it("have the same keys in Danish and English", () => {
    expect([...english.keys()].sort()).toEqual([...danish.keys()].sort());
  });

  it("fill in the same values in both languages", () => {
    const different = [...danish].filter(
      ([key, text]) => valuesOf(text).join() !== valuesOf(english.get(key) ?? "").join(),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it("leave no text empty", () => {
    const empty = [...danish, ...english].filter(([, text]) => text.trim() === "");
    expect(empty.map(([key]) => key)).toEqual([]);
  });

  it("have words for every problem", () => {
    const missing = Object.keys(problems).filter((code) => !danish.has(`problem.${code}`));
    expect(missing).toEqual([]);
  });
});

function flatten(branch: object, path: string[] = []): Map<string, string> {
  const entries = Object.entries(branch).flatMap(
    ([key, value]): Array<[string, string]> =>
      typeof value === "string" ? [[[...path, key].join("."), value]] : [...flatten(value as object, [...path, key])],
  );
  return new Map(entries);
}

function valuesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/{{\s*-?\s*([\w-]+)/g)].map((match) => match[1] ?? ""))].sort();
}
