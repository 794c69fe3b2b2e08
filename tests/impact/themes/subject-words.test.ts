import { describe, expect, test } from "vitest";
import { subjectWords } from "#surveys/impact/themes/subject-words.ts";

const keysOf = (text: string) => [...subjectWords(text).keys()];

describe("the subjects of an answer", () => {
  test("are stems, so that forms of a word are one", () => {
    expect(keysOf("Naboerne larmer")).toEqual(keysOf("nabo larmer"));
    expect(keysOf("the neighbours were shouting")).toEqual(keysOf("a neighbour shouts there"));
  });

  test("count once, keep the form, and leave the small words out", () => {
    const words = subjectWords("Knallerter og knallerter, det er mest knallerterne");
    expect([...words.values()]).toEqual([
      { key: "knallert", form: "knallerter", negated: false },
      { key: "mest", form: "mest", negated: false },
    ]);
  });

  test("know what is denied, in the clause and no further", () => {
    expect(keysOf("Jeg er ikke tryg, men politiet hjælper")).toEqual(["-tryg", "politi", "hjælp"]);
    expect(keysOf("I don't feel safe. Police help people")).toContain("-safe");
    expect(keysOf("I don't feel safe. Police help people")).toContain("polic");
    expect(keysOf("aldrig bange")).toEqual(["-bang"]);
  });

  test("are read in the answer's own language", () => {
    expect(keysOf("There is more light on the path and the police are friendly")).toEqual(
      expect.arrayContaining(["light", "path", "polic", "friend"]),
    );
    expect(keysOf("for og and the")).toEqual([]);
  });

  test("are never made of what was redacted, of numbers or of other scripts", () => {
    expect(keysOf("█ larmer 200 gange █s hund")).toEqual(["larm", "gang", "hund"]);
    expect(keysOf("الشرطة تساعد كثيرا")).toEqual([]);
    expect(keysOf("")).toEqual([]);
  });
});
