import type { LanguageCode, RespondentLanguage } from "#db/schema.ts";
import answerAr from "./ar/answer.json" with { type: "json" };
import letterAr from "./ar/letter.json" with { type: "json" };
import mailAr from "./ar/mail.json" with { type: "json" };
import problemAr from "./ar/problem.json" with { type: "json" };
import wayAr from "./ar/way.json" with { type: "json" };
import answerDe from "./de/answer.json" with { type: "json" };
import letterDe from "./de/letter.json" with { type: "json" };
import mailDe from "./de/mail.json" with { type: "json" };
import problemDe from "./de/problem.json" with { type: "json" };
import wayDe from "./de/way.json" with { type: "json" };
import answerFa from "./fa/answer.json" with { type: "json" };
import letterFa from "./fa/letter.json" with { type: "json" };
import mailFa from "./fa/mail.json" with { type: "json" };
import problemFa from "./fa/problem.json" with { type: "json" };
import wayFa from "./fa/way.json" with { type: "json" };
import answerPl from "./pl/answer.json" with { type: "json" };
import letterPl from "./pl/letter.json" with { type: "json" };
import mailPl from "./pl/mail.json" with { type: "json" };
import problemPl from "./pl/problem.json" with { type: "json" };
import wayPl from "./pl/way.json" with { type: "json" };
import answerSo from "./so/answer.json" with { type: "json" };
import letterSo from "./so/letter.json" with { type: "json" };
import mailSo from "./so/mail.json" with { type: "json" };
import problemSo from "./so/problem.json" with { type: "json" };
import waySo from "./so/way.json" with { type: "json" };
import answerTr from "./tr/answer.json" with { type: "json" };
import letterTr from "./tr/letter.json" with { type: "json" };
import mailTr from "./tr/mail.json" with { type: "json" };
import problemTr from "./tr/problem.json" with { type: "json" };
import wayTr from "./tr/way.json" with { type: "json" };
import answerUk from "./uk/answer.json" with { type: "json" };
import letterUk from "./uk/letter.json" with { type: "json" };
import mailUk from "./uk/mail.json" with { type: "json" };
import problemUk from "./uk/problem.json" with { type: "json" };
import wayUk from "./uk/way.json" with { type: "json" };
import answerUr from "./ur/answer.json" with { type: "json" };
import letterUr from "./ur/letter.json" with { type: "json" };
import mailUr from "./ur/mail.json" with { type: "json" };
import problemUr from "./ur/problem.json" with { type: "json" };
import wayUr from "./ur/way.json" with { type: "json" };

/** How a file of texts was made: by a machine, until a native speaker has read it; `_checked` says who and when. */
export interface TextsMade {
  _made: string;
  _checked: string;
}

/**
 * What respondents meet, in the languages that only they have; Danish and English stand in `texts.ts`. Texts of a space that is missing here
 * stand in Danish or English.
 */
export const respondentResources: Record<
  Exclude<RespondentLanguage, LanguageCode>,
  Record<"answer" | "letter" | "mail" | "problem" | "way", TextsMade & Record<string, unknown>>
> = {
  ar: { answer: answerAr, letter: letterAr, mail: mailAr, problem: problemAr, way: wayAr },
  de: { answer: answerDe, letter: letterDe, mail: mailDe, problem: problemDe, way: wayDe },
  fa: { answer: answerFa, letter: letterFa, mail: mailFa, problem: problemFa, way: wayFa },
  pl: { answer: answerPl, letter: letterPl, mail: mailPl, problem: problemPl, way: wayPl },
  so: { answer: answerSo, letter: letterSo, mail: mailSo, problem: problemSo, way: waySo },
  tr: { answer: answerTr, letter: letterTr, mail: mailTr, problem: problemTr, way: wayTr },
  uk: { answer: answerUk, letter: letterUk, mail: mailUk, problem: problemUk, way: wayUk },
  ur: { answer: answerUr, letter: letterUr, mail: mailUr, problem: problemUr, way: wayUr },
};

/** Those of the house's texts that a respondent meets, by space: beginnings of keys, "" for all. */
export const metByRespondents: Record<string, string[]> = {
  answer: [""],
  letter: ["title."],
  mail: ["greeting", "copy-link", "invitation.", "reminder.", "last-call.", "thank-you."],
  problem: ["code.", "open-link.too-many"],
  way: ["code.", "open.", "self-code.", "kiosk."],
};
