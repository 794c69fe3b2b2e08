/**
 * What a visitor of an open link is asked for, to be known again by and by nothing else: six things that do not change and that others do not
 * often share all of.
 */
export const selfCodeElements = ["mother", "first-name", "day", "month", "town", "siblings"] as const;
export type SelfCodeElement = (typeof selfCodeElements)[number];

/** What was filled in, tidied up; null where it was left empty. */
export type SelfCode = Record<SelfCodeElement, string | null>;

/** How many elements may differ between two codes of one person: a letter mistyped, a town remembered otherwise. */
export const mostMismatches = 2;
const fewestFilled = selfCodeElements.length - mostMismatches;

/**
 * Reads what was typed. Letters are compared without case and marks, numbers without leading zeros.
 * @returns null where all is empty, or too little is there to be known again by (fewer than four); "wrong" names elements that cannot be.
 */
export function readSelfCode(typed: Record<SelfCodeElement, string>): {
  code: SelfCode | null;
  wrong: SelfCodeElement[];
} {
  const read = selfCodeElements.map((element) => [element, readElement(element, typed[element])] as const);
  const wrong = read
    .filter(([element, value]) => value === null && typed[element].trim() !== "")
    .map(([element]) => element);
  const filled = read.filter(([, value]) => value !== null).length;
  return { code: filled < fewestFilled ? null : (Object.fromEntries(read) as SelfCode), wrong };
}

export type Outcome =
  | { kind: "matched"; with: number; mismatches: number }
  | { kind: "ambiguous" }
  | { kind: "unmatched" };

/**
 * Matches the codes of one wave with those of others. Two are one person's where each is the other's nearest, nobody else is as near to
 * either, and at most two elements differ; one that is empty differs. Who has somebody that near and no such partner is ambiguous.
 * Which list comes first and how either is ordered makes no difference; nobody is matched twice.
 *
 * @param codes hashes by element, as of `elementHashes`; time grows with the product of both lengths.
 * @returns one outcome for each of `codes`, `with` counting in `others`.
 * @see METHODS §6; Schnell, Bachteler & Reiher (2010) on self-generated codes and their errors.
 */
export function matchSelfCodes(codes: Array<Array<string | null>>, others: Array<Array<string | null>>): Outcome[] {
  const nearest = codes.map(() => new Nearest());
  const nearestOfOthers = others.map(() => new Nearest());
  for (const [index, code] of codes.entries()) {
    for (const [otherIndex, other] of others.entries()) {
      const mismatches = mismatchesOf(code, other);
      if (mismatches > mostMismatches) continue;
      nearest[index]?.meet(otherIndex, mismatches);
      nearestOfOthers[otherIndex]?.meet(index, mismatches);
    }
  }
  return nearest.map((near, index) => {
    if (near.mismatches > mostMismatches) return { kind: "unmatched" };
    const back = near.only === null ? null : nearestOfOthers[near.only];
    if (near.only === null || back?.only !== index) return { kind: "ambiguous" };
    return { kind: "matched", with: near.only, mismatches: near.mismatches };
  });
}

/** The nearest code met so far; `only` is null where two are equally near. */
class Nearest {
  only: number | null = null;
  mismatches = Number.POSITIVE_INFINITY;

  meet(index: number, mismatches: number): void {
    if (mismatches > this.mismatches) return;
    this.only = mismatches < this.mismatches ? index : null;
    this.mismatches = mismatches;
  }
}

function mismatchesOf(code: Array<string | null>, other: Array<string | null>): number {
  let mismatches = 0;
  for (let element = 0; element < code.length && mismatches <= mostMismatches; element += 1) {
    if (code[element] === null || code[element] !== other[element]) mismatches += 1;
  }
  return mismatches;
}

function readElement(element: SelfCodeElement, typed: string): string | null {
  const text = typed.trim().slice(0, 40);
  if (element === "day") return numberIn(text, 1, 31);
  if (element === "month") return numberIn(text, 1, 12);
  if (element === "siblings") return numberIn(text, 0, 30);
  // "Å" and "Aa" begin with one letter, however it is typed; Æ and Ø are letters of their own.
  const letter = [...text.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase()][0] ?? "";
  return /\p{L}/u.test(letter) ? letter : null;
}

function numberIn(text: string, least: number, most: number): string | null {
  if (!/^\d{1,2}$/.test(text)) return null;
  const number = Number(text);
  return number >= least && number <= most ? String(number) : null;
}
