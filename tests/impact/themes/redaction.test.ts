import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { redact } from "#surveys/impact/themes/redaction.ts";

describe("what is taken out of open answers", () => {
  test.each([
    ["CPR 010190-1234 er mit", "010190", "1234"],
    ["01 01 90 - 1234", "01 01", "1234"],
    ["nr 0101901234.", "0101901234"],
    ["010190\u20131234 og 01.01.90/1234", "010190", "1234"],
    ["0\u200b10190\u200b1234", "10190", "1234"],
    ["٠١٠١٩٠-١٢٣٤", "٠١٠١٩٠"],
    ["ring 22 33 44 55 eller +45 22334455", "33 44", "22334455"],
    ["skriv til ole.x@eksempel.dk nu", "eksempel", "ole"],
    ["ole (at) eksempel.dk", "eksempel"],
    ["se www.minside.dk/om eller @nattekat", "minside", "nattekat"],
    ["hun bor Solsikkevej 12, 2. tv.", "Solsikkevej", "12", "tv"],
    ["vi bor i nr. 14b og lejlighed 3", "14", "3"],
    ["at 12 High Street they shout", "High", "12"],
    ["i 8000 Aarhus", "8000", "Aarhus"],
    ["bilen AB 12 345 holdt der", "AB", "345"],
  ])("numbers and addresses: %s", (text, ...gone) => {
    for (const part of gone) expect(redact(text)).not.toContain(part);
  });

  test.each([
    ["Peter Hansen råber altid", "Peter", "Hansen"],
    ["min nabo fatima og hendes mand yusuf larmer", "fatima", "yusuf"],
    ["Det er Xqzløv fra opgangen", "Xqzløv"],
    ["Jensens hund gør. Mohammeds bror også", "Jensens", "Mohammeds"],
    ["han hedder knalde og er sur", "knalde"],
    ["I går kom Bo forbi", "Bo"],
    ["PETER ER HØJLYDT OG GRIM", "PETER"],
    ["O'Brien shouts; Jean-Pierre too", "O'Brien", "Pierre"],
    ["Henriksen kom for sent", "Henriksen"],
  ])("names: %s", (text, ...gone) => {
    for (const part of gone) expect(redact(text)).not.toContain(part);
  });

  test.each([
    "Jeg er ikke tryg på stien om natten. Hans cykel er væk, og de smed med sten.",
    "Der er flere på gaden, og I skal høre på os.",
    "I don't feel safe here. It's dark and I'm afraid.",
    "Der var 200 mennesker klokken 23 i 2024.",
    "ALT ER BLEVET VÆRRE HER",
  ])("leaves words that name nobody: %s", (text) => {
    expect(redact(text)).toBe(text);
  });

  test("keeps the organisations' own names where they are told", () => {
    expect(redact("Vi ringer til Nattelygterne nu", new Set(["nattelygterne"]))).toContain("Nattelygterne");
    expect(redact("Vi ringer til Nattelygterne nu")).not.toContain("Nattelygterne");
  });

  test("never throws, ends, and leaves no run of six digits in any text", () => {
    const text = fc.array(
      fc.oneof(
        fc.string({ unit: "grapheme" }),
        fc.integer().map(String),
        fc.constantFrom("Peter", "\n", "- ", "vej 1"),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(text, (parts) => {
        expect(redact(parts.join(" "))).not.toMatch(/\p{Nd}{6}/u);
      }),
    );
    expect(redact("a".repeat(200_000)).length).toBe(200_000);
    expect(redact("1 ".repeat(50_000)).length).toBeLessThan(10);
  });
});
