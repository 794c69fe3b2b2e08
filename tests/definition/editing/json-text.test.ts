import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkJsonText } from "#surveys/definition/editing/json-text.ts";

describe("checkJsonText", () => {
  it("says line and character of what is wrong", () => {
    const wrong: Array<[string, number, number]> = [
      ['{\n  "pages": [,]\n}', 2, 13],
      ['{"a": 1,}', 1, 9],
      ['{"a" 1}', 1, 6],
      ["{'a': 1}", 1, 2],
      ['{"a": 1} x', 1, 9],
      ['{"a": [1, 2}', 1, 12],
      ['{"a":\n\n"unended', 3, 1],
      ['{"a": 1', 1, 8],
      ["", 1, 1],
      ['{"a": tru}', 1, 7],
    ];
    for (const [text, line, column] of wrong)
      expect([text, checkJsonText(text)]).toMatchObject([text, { values: { line, column } }]);
  });

  it("has nothing to say of JSON, and something of JSON that was cut short", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        expect(checkJsonText(text)).toBeNull();
      }),
    );
    expect(checkJsonText('{"pages": [')).toMatchObject({ problem: "editing.json-bad" });
  });
});
