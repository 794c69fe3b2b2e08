import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { resultsJson } from "#surveys/reporting/results-json.ts";
import { change, indicator, indicatorWith, results, resultsWith } from "./sample.ts";

describe("results as JSON", () => {
  test("read again they are the results", () => {
    expect(JSON.parse(resultsJson(results))).toEqual(results);
  });

  test("the same results give the same text, in whatever order indicators and changes come", () => {
    const other = indicatorWith({ segment: "area=Nord" });
    const later = { ...change, to: "w2", toPosition: 2 };
    const one = resultsWith({ indicators: [indicator, other], changes: [change, later] });
    const turned = resultsWith({ indicators: [other, indicator], changes: [later, change] });
    expect(resultsJson(turned)).toBe(resultsJson(one));
  });

  test("every field is named in docs/results-format.md", () => {
    const documented = new Set(
      [...readFileSync("docs/results-format.md", "utf8").matchAll(/`([\w-]+)`/g)].map((m) => m[1]),
    );
    const counted = [{ value: 5, label: { da: "Tryg", en: "Safe" } }];
    const whole = resultsWith({ indicators: [indicatorWith({ counted, unitLabel: { da: "timer", en: "hours" } })] });
    const fields = fieldsOf(JSON.parse(resultsJson(whole)));
    expect(fields.size).toBeGreaterThan(60);
    expect([...fields].filter((field) => !documented.has(field))).toEqual([]);
  });
});

function fieldsOf(value: unknown): Set<string> {
  if (typeof value !== "object" || value === null) return new Set();
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return new Set([...own, ...Object.values(value).flatMap((inner) => [...fieldsOf(inner)])]);
}
