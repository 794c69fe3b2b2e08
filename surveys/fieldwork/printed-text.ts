/** What Windows-1252 has beyond Latin-1, and with it the fonts that every PDF reader brings. */
const beyondLatin1 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

/** Letters that are no other letter with a mark. */
const plainLetters: Record<string, string> = { ł: "l", Ł: "L", đ: "d", Đ: "D", ı: "i", ħ: "h", Ħ: "H", ŧ: "t", Ŧ: "T" };

/**
 * Text as the standard fonts of a PDF can print it: what they lack loses its marks (Gökçe stays, Łukasz → Lukasz, Şahin → Sahin).
 * @returns null where a letter would be lost altogether (Arabic, Cyrillic): half a name is nobody's.
 */
export function printedText(text: string): string | null {
  let printed = "";
  for (const letter of text.normalize("NFC")) {
    const plain = canBePrinted(letter)
      ? letter
      : (plainLetters[letter] ?? letter.normalize("NFD").replace(/\p{M}/gu, ""));
    if (![...plain].every(canBePrinted)) {
      if (!/[\p{Cf}\p{M}]/u.test(letter)) return null;
      continue;
    }
    printed += plain;
  }
  return printed;
}

/** The same where something must be printed: a letter that the fonts lack becomes a question mark. */
export function printedOr(text: string): string {
  return Array.from(text, (letter) => printedText(letter) ?? "?").join("");
}

function canBePrinted(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  return (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff) || beyondLatin1.includes(letter);
}
