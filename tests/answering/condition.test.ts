import fc from "fast-check";
import { ConditionRunner } from "survey-core";
import { describe, expect, it, vi } from "vitest";
import { compileCondition, readsOf } from "#surveys/answering/compile-condition.server.ts";
import { holds } from "#surveys/answering/condition.ts";

/** The phone decides as survey-core does: over expressions and answers made at random, empty ones, numbers as text and lists among them. */
const names = [
  "a",
  "b",
  "Grid.row 1",
  "grid",
  "list",
  "list[0]",
  "list[-1]",
  "list.length",
  "wave_position",
  "no.such",
];
const words = fc.constantFrom("x", "X ", "xy", "1", "01", "2,5", "true", "0", "undefined", "");
const plain = fc.oneof(fc.integer({ min: -2, max: 4 }), fc.constantFrom(0.1, 2.5), fc.boolean(), words);
const list = fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom("x", "1", "b")), { maxLength: 3 });
const grid = fc.dictionary(fc.constantFrom("row 1", "Row 2"), plain, { maxKeys: 2, noNullPrototype: true });
const answers = fc.record(
  { a: fc.oneof(plain, list), b: plain, grid, list, wave_position: fc.integer({ min: 0, max: 2 }) },
  { requiredKeys: [], noNullPrototype: true },
);

const literal = fc.oneof(
  fc.integer({ min: 0, max: 4 }).map(String),
  fc.constantFrom("'x'", "'xy'", "'1'", "true", "false", "''", "'01'", "2.5", "'undefined'"),
  fc
    .array(fc.constantFrom("'x'", "1", "2", "'1'", "'b'"), { minLength: 1, maxLength: 3 })
    .map((all) => `[${all.join(", ")}]`),
);
const variable = fc.constantFrom(...names).map((name) => `{${name}}`);
const operand = fc.oneof({ arbitrary: variable, weight: 3 }, { arbitrary: literal, weight: 2 });
const comparison = fc
  .tuple(
    operand,
    fc.constantFrom("=", "<>", "<", ">", "<=", ">=", "contains", "notcontains", "anyof", "noneof", "allof"),
    operand,
  )
  .map((parts) => parts.join(" "));
const emptiness = fc.tuple(variable, fc.constantFrom("empty", "notempty")).map((parts) => parts.join(" "));
const sum = fc
  .tuple(
    fc.constantFrom("{wave_position}", "{no.such}", "1", "2.5"),
    fc.constantFrom("+", "-", "*"),
    fc.constantFrom("1", "0.1", "{wave_position}"),
    fc.constantFrom("<", "=", ">"),
    fc.constantFrom("1", "2.6", "{b}"),
  )
  .map(([a, sign, b, compare, c]) => `(${a} ${sign} ${b}) ${compare} ${c}`);
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    comparison,
    emptiness,
    sum,
    fc
      .tuple(tie("expression"), fc.constantFrom("and", "or"), tie("expression"))
      .map(([a, b, c]) => `(${a}) ${b} (${c})`),
    tie("expression").map((inner) => `!(${inner})`),
    fc.tuple(tie("expression"), operand, operand).map(([test, yes, no]) => `iif(${test}, ${yes}, ${no}) = ${yes}`),
  ),
}));

describe("a condition on the phone", () => {
  it("holds when survey-core says so, and only then", () => {
    fc.assert(
      fc.property(expression, answers, (text, values) => {
        const condition = compileCondition(text);
        const sent = JSON.parse(JSON.stringify(condition));
        expect(condition).not.toBeNull();
        expect(holds(sent, values)).toBe(new ConditionRunner(text).runValues(values));
      }),
      { numRuns: 4000 },
    );
  });

  it.each([
    ["{a} = 'x' and {b} notempty", { a: "x", b: 0 }, true],
    ["{grid.row 1} > 3", { grid: { "row 1": 4 } }, true],
    ["{wave_position} empty or {wave_position} = 0", { wave_position: 0 }, true],
    ["{list} anyof ['x', 'y']", { list: ["y"] }, true],
    ["{list} allof ['x', 'y']", { list: ["y"] }, false],
    ["{age} >= 18", { age: "9" }, false],
  ])("%s, after %j: %s", (text, values, expected) => {
    expect(holds(compileCondition(text), values)).toBe(expected);
  });

  it.each(["age({born}) > 18", "{a} / 2 = 1", "today() > {d}", "{#a} = 1", "{$a.isVisible} = true", "sum({a}, 2) > 3"])(
    "is left to the server where the phone does not know how: %s",
    (text) => expect(compileCondition(text)).toBeNull(),
  );

  it("never holds where it cannot be parsed, as in survey-core", () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(holds(compileCondition("{a = "), { a: 1 })).toBe(new ConditionRunner("{a = ").runValues({ a: 1 }));
    warned.mockRestore();
  });

  it("names the answers it looks at", () => {
    expect(readsOf(compileCondition("{a} = 1 and ({b.c} empty or iif({d} = 1, 2, {e}) > 1)"))).toEqual([
      ...["a", "b.c", "d", "e"],
    ]);
  });
});
