import type { Rule } from "./advice.ts";
import { isAsked } from "./advised-question.ts";

/**
 * Words that say which answer is wanted, or that colour what is asked of. "Er du ikke enig i …", "det store problem med …".
 *
 * @see Bradburn, Sudman & Wansink (2004), Asking Questions, ch. 2.
 */
const leading = [
  ...[
    /\b(er|synes|mener|tror) du ikke\b/i,
    /\ber du enig i,? at\b/i,
    /\bvil du ikke\b/i,
    /\bselvfølgelig\b/i,
    /\bnaturligvis\b/i,
  ],
  ...[/\bsom alle ved\b/i, /\bde fleste (mener|synes|ved)\b/i, /\bindlysende\b/i, /\bdesværre\b/i, /\bheldigvis\b/i],
  ...[
    /\b(skandaløs|håbløs|fantastisk|fremragende|katastrofal|elendig|forfærdelig)\p{L}*/iu,
    /\bdet (store|stigende|voksende) problem\b/i,
  ],
  ...[/\b(kriminelle|ballademager\p{L}*|bøller\p{L}*|ghetto\p{L}*)(?!\p{L})/iu],
  ...[
    /\b(don['’]t|wouldn['’]t|isn['’]t|aren['’]t|doesn['’]t) you\b/i,
    /\bdo you agree that\b/i,
    /\bobviously\b/i,
    /\bof course\b/i,
  ],
  ...[/\beveryone knows\b/i, /\bmost people (think|believe|know)\b/i, /\b(un)?fortunately\b/i, /\bsurely\b/i],
  ...[
    /\b(terrible|horrible|fantastic|outrageous|disastrous|hopeless|excellent)\b/i,
    /\bthe (growing|rising|huge) problem\b/i,
  ],
  ...[/\b(thugs?|hooligans?|ghettos?)\b/i],
];

export const leadingWords: Rule = ({ questions }) =>
  questions.filter(isAsked).flatMap(({ name, title }) => {
    const words = leadingIn(title.da) ?? leadingIn(title.en);
    return words ? [{ place: name, values: { words } }] : [];
  });

/** In brackets stand the ends of a scale and examples: "from 1 (terrible) to 10 (excellent)". */
export function leadingIn(text: string): string | null {
  const asked = text.replace(/\([^)]*\)/g, " ");
  return leading.map((pattern) => pattern.exec(asked)?.[0]).find(Boolean) ?? null;
}
