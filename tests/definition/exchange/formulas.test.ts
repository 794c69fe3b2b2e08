import { describe, expect, it } from "vitest";
import { readExpressionScript } from "#surveys/definition/exchange/limesurvey/expression-script.ts";
import { type KnownAnswer, writeCondition } from "#surveys/definition/exchange/write-condition.ts";
import { readXpath } from "#surveys/definition/exchange/xlsform/xpath-dialect.ts";

const kinds: Record<string, KnownAnswer["holds"]> = { a: "one", many: "many", n: "number", t: "words" };
const known = (name: string): KnownAnswer | undefined =>
  Object.hasOwn(kinds, name) ? { path: name, holds: kinds[name] as KnownAnswer["holds"] } : undefined;

const fromXpath: Array<[written: string, surveyJs: string]> = [
  [`\${a} = 'x'`, "{a} = 'x'"],
  [`\${a} != ''`, "{a} notempty"],
  [`\${a} = ""`, "{a} empty"],
  [`selected(\${many}, 'x')`, "{many} contains 'x'"],
  [`selected(\${a}, 'x')`, "{a} = 'x'"],
  [`not(selected(\${many}, 'x'))`, "!({many} contains 'x')"],
  [`\${many} = 'x'`, "{many} = ['x']"],
  [`count-selected(\${many}) >= 2`, "{many.length} >= 2"],
  [`\${a}='x' and (\${n}>3 or \${n} <= -1)`, "{a} = 'x' and ({n} > 3 or {n} <= (0 - 1))"],
  [`(\${n} + 1) * 2 - \${n} div 4 mod 3`, "(({n} + 1) * 2) - (({n} / 4) % 3)"],
  [`if(\${a} = 'x', 1, 0) = 1`, "iif({a} = 'x', 1, 0) = 1"],
  [`coalesce(\${t}, 'none')`, "iif({t} notempty, {t}, 'none')"],
  [`\${t} > today()`, "{t} > today()"],
  ["true()", "true"],
  [`\${t} = "it's"`, "{t} = 'it\\'s'"],
];

describe("an XLSForm expression", () => {
  it.each(fromXpath)("%s", (written, surveyJs) => {
    const formula = readXpath(written);
    expect(formula && writeCondition(formula, known)).toEqual({ text: surveyJs, unknown: [] });
  });

  it.each([
    ["pulldata('x', 'y', 'z', 'w') = 1", "pulldata()"],
    [`\${nobody} = 1`, "nobody"],
    ["size = 1", "column()"],
    [". > 3", "."],
  ])("%s has no SurveyJS words", (written, missing) => {
    const formula = readXpath(written);
    expect(formula && writeCondition(formula, known).unknown).toContain(missing);
  });

  it.each([
    `\${a} = `,
    "/data/a = 1",
    `\${a} = 'x`,
    "",
    `\${a b} = 1`,
    ") (",
    `${"(".repeat(100_000)}1${")".repeat(100_000)}`,
    "a".repeat(30_000),
  ])("that cannot be read gives nothing (%#)", (written) => expect(readXpath(written)).toBeNull());
});

describe("a LimeSurvey expression", () => {
  const named = (name: string) => {
    if (name === "Q4_1" || name === "12X3X41") return { option: "1", of: "many" };
    return known(name) ? { answer: known(name) as KnownAnswer } : undefined;
  };

  it.each([
    ['((a.NAOK == "A3"))', "{a} = 'A3'"],
    ['a.NAOK eq "A3" && !is_empty(n)', "{a} = 'A3' and {n} notempty"],
    ['Q4_1.NAOK == "Y"', "{many} contains '1'"],
    ['12X3X41.NAOK == ""', "!({many} contains '1')"],
    ["is_empty(Q4_1.NAOK)", "!({many} contains '1')"],
    ["(is_empty(n.NAOK) || (n.NAOK != 19))", "({n} empty) or {n} != 19"],
    ["count(Q4_1) ge 1", "{many.length} >= 1"],
    ['a != ""', "{a} notempty"],
    ["if(n > 3, 1, 0) == 1", "iif({n} > 3, 1, 0) = 1"],
  ])("%s", (written, surveyJs) => {
    const formula = readExpressionScript(written, named);
    expect(formula && writeCondition(formula, known)).toEqual({ text: surveyJs, unknown: [] });
  });
});
