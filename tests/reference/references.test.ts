import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { allowedFor, distanceOf } from "./comparison.ts";
import { comparisons, withoutReference } from "./comparisons.ts";
import { pagePath, referencesPage } from "./page.ts";

const folder = "surveys/impact/statistics";
const statistics = readdirSync(folder).map((file) => `${folder}/${file}`);
const compared = new Set(comparisons.flatMap(({ code }) => code));

test.each(comparisons)("$method: agrees with $reference", (comparison) => {
  const figures = comparison.figures();
  expect(figures.filter(({ theirs }) => theirs !== null).length).toBeGreaterThan(0);
  const apart = figures
    .filter((figure) => !(distanceOf(figure) <= allowedFor(figure, comparison)))
    .map(({ name, ours, theirs }) => `${name}: ${ours} against ${theirs}`);
  expect(apart).toEqual([]);
});

describe("the page of references", () => {
  test("says what the code calculates now (npm run references writes it)", () => {
    expect(readFileSync(pagePath, "utf8")).toBe(referencesPage());
  });

  test("every statistical function stands in it, with a reference or with the reason why there is none", () => {
    expect(statistics.filter((file) => !compared.has(file) && !(file in withoutReference))).toEqual([]);
    expect(Object.keys(withoutReference).filter((file) => compared.has(file) || !existsSync(file))).toEqual([]);
    expect([...compared].filter((file) => !existsSync(file))).toEqual([]);
  });

  test("what calculates nothing says so truly: no arithmetic in it", () => {
    for (const file of Object.keys(withoutReference)) {
      const code = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*|`[^`]*`/g, "");
      expect(code, file).not.toMatch(/Math\.|[^*]\*[^*]|\w \/ \w|\w [+-] \w/);
    }
  });

  test("scripts that it names are kept, with what they wrote", () => {
    for (const source of new Set(
      comparisons.map((comparison) => comparison.source).filter((name) => /\.(R|py)$/.test(name)),
    )) {
      expect(existsSync(`tests/reference/${source}`), source).toBe(true);
      expect(existsSync(`tests/reference/${source.replace(/\.\w+$/, ".json")}`), source).toBe(true);
    }
  });
});
