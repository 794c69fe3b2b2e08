import { isGivenName } from "./given-names.ts";

/** What stands in the place of what was taken out. Holds no letter, so that no word is ever made of it. */
export const redacted = "█";

/**
 * Takes out of an open answer what may tell who wrote it or whom it is about: mail and web addresses, every number of six digits and more
 * (CPR, telephone, account), number plates, street addresses, and names. Takes out too much rather than too little: every word with a
 * capital inside a sentence goes, whether it names a person or a town, for Danish writes only names so.
 *
 * Limits: a rare name written small, a nickname, or somebody described so that all know them stays in. Hence no answer is ever shown as it
 * was written, and a word is shown only when at least five people used it.
 *
 * @param keep words that may stand with a capital, such as the names of the initiative's organisations; in lower case.
 */
export function redact(text: string, keep: ReadonlySet<string> = new Set()): string {
  let left = text.normalize("NFKC").replace(invisible, "");
  for (const pattern of patterns) left = left.replace(pattern, redacted);
  return withoutNames(left, keep);
}

/** Zero-width and soft-hyphen characters: they would hide a number or a name from the patterns. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

const streetEnding =
  "vej|vejen|gade|gaden|allé|alle|alleen|alléen|stræde|strædet|plads|pladsen|vænge|vænget|boulevard|boulevarden|torv|torvet|toften|haven|parken|bakken|gården|street|road|avenue|lane";

const patterns: RegExp[] = [
  // Mail addresses (every part bounded, so that a text without end takes no time without end), also with the sign written out, and what a person is called on the web.
  /[^\s@]{1,64}\s?(?:@|\(at\)|snabel-?a)\s?[^\s@.]{1,64}(?:\.[^\s@.]{1,64}){1,4}/giu,
  /(?:https?:\/\/|www\.)\S+/giu,
  /(?<!\S)@[\p{L}\p{N}_.]+/gu,
  // A street with its number, floor and side: "Solvej 12, 2. tv"; "12 High Street"; "nr. 4", "lejlighed 12".
  new RegExp(
    `(?<![\\p{L}.-])[\\p{L}.-]{0,40}(?:${streetEnding})\\s+\\d+\\s?\\p{L}?(?![\\p{L}\\d])(?:,?\\s*(?:\\d+\\.?|st\\.?|kl\\.?)\\s*(?:sal|tv|th|mf)?\\.?)?`,
    "giu",
  ),
  /\b\d+\s?\p{L}?\s+\p{Lu}\p{L}+\s+(?:street|road|avenue|lane)\b/giu,
  /(?<!\p{L})(?:nr|nummer|opgang|lejlighed|lejl|etage|hus|flat|house|number|no)\.?\s*\d+\s?\p{L}?(?!\p{L})/giu,
  // Number plates, then any six digits or more, however they are grouped.
  /(?<!\p{L})\p{Lu}{2}\s?\d{2}\s?\d{3}(?!\d)/gu,
  /\+?\p{Nd}(?:[\s().\-–—/]{0,3}\p{Nd}){5,}/gu,
  // A postcode with its town.
  /(?<!\p{Nd})\d{4}\s+\p{Lu}\p{L}+/gu,
];

const word = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu;

/** Capitals that are no names: the polite and the plural you, and what English writes large. */
const noNames = new Set(
  "i de dem deres dig jer i'm i've i'd i'll english danish monday tuesday wednesday thursday friday saturday sunday".split(
    " ",
  ),
);

/** After these the next word is a name, whatever its size. */
const announcesName = new Set("hr fru frk mr mrs ms hedder hed kaldet kaldes navnet named called".split(" "));

function withoutNames(text: string, keep: ReadonlySet<string>): string {
  const shouted = isShouted(text);
  let before = "";
  let end = 0;
  return text.replace(word, (found, at: number) => {
    const startsSentence = end === 0 || /[.!?:;\n•]["'»«”“()\s-]*$/u.test(text.slice(end, at));
    const plain = found.toLowerCase().replace(/['’]s?$/, "");
    const capital = !shouted && /^\p{Lu}/u.test(found);
    const named =
      announcesName.has(before) ||
      plain.split(/['’-]/).some((part) => isGivenName(part, capital && !startsSentence)) ||
      (capital &&
        !noNames.has(plain) &&
        !keep.has(plain) &&
        (!startsSentence || looksLikeSurname(plain) || /\p{L}['’-]\p{Lu}/u.test(found)));
    const next = text.slice(at + found.length);
    const fullName = capital && startsSentence && !noNames.has(plain) && beginsName.test(next) && !keep.has(plain);
    before = plain;
    end = at + found.length;
    return named || fullName ? redacted : found;
  });
}

/** "Peter Hansen kom": a capital at the beginning, and another right after it. */
const beginsName = /^\s+\p{Lu}\p{Ll}/u;

function looksLikeSurname(plain: string): boolean {
  return /^\p{L}{3,}(?:sen|sson|gaard|strup|holm)$/u.test(plain);
}

/** Somebody who writes in capitals alone names nobody by them. */
function isShouted(text: string): boolean {
  const large = text.match(/\p{Lu}/gu)?.length ?? 0;
  const small = text.match(/\p{Ll}/gu)?.length ?? 0;
  return large > small;
}
