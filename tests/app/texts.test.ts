import { describe, expect, it } from "vitest";
import { sayToRespondent } from "#app/texts/respondent-texts.ts";
import { resources, sayIn } from "#app/texts/texts.ts";
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

  it("keep a number and its percent sign on one line, whoever reads", () => {
    const broken = [...danish.keys()].flatMap((key) => {
      const name = key.replace(".", ":");
      const values = Object.fromEntries(valuesOf(danish.get(key) ?? "").map((value) => [value, "74,0"]));
      const said = [sayIn("da"), sayIn("en"), sayToRespondent("da"), sayToRespondent("en")];
      return said.map((say) => say(name, { ...values, count: 7 })).filter((text) => /\d %/.test(text));
    });
    expect(broken).toEqual([]);
    expect(sayIn("da")("results:sentence.percent", { number: "74,0" })).toBe("74,0\u00a0%");
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
