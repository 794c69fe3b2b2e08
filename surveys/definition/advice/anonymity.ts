import type { Rule } from "./advice.ts";
import { isAsked, isFree } from "./advised-question.ts";

const always =
  /(\bcpr\b|personnummer|fødselsdag|fødselsdato|\bdit (fulde )?navn\b|hvad hedder du|din adresse|dit telefonnummer|mailadresse|e-mail|nummerplade|civil registration|date of birth|birthday|your (full )?name|what are you called|your address|phone number|email address|social security)/i;
const inWords =
  /(hvilken (gade|vej|opgang)|husnummer|hvor bor du|arbejdsplads|stilling|which street|house number|where do you live|job title)/i;

/**
 * A question whose answer leads back to a person breaks the promise that nobody can be traced. Asked with set answers, a street may be told
 * as areas of many people; in free words it is an address.
 */
export const anonymity: Rule = ({ questions }) =>
  questions.filter(isAsked).flatMap((question) => {
    const text = `${question.title.da} ${question.title.en}`;
    const found = always.exec(text) ?? (isFree(question) ? inWords.exec(text) : null);
    return found ? [{ place: question.name, values: { words: found[0] } }] : [];
  });
