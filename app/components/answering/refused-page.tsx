import { dayForRespondent, sayToRespondent } from "#app/texts/respondent-texts.ts";
import type { RespondentLanguage } from "#db/schema.ts";
import type { Problem } from "#surveys/problem.ts";
import { LanguageLinks } from "./language-links.tsx";
import { RespondentFrame } from "./respondent-frame.tsx";

interface RefusedPageProps {
  problem: Problem;
  language: RespondentLanguage;
  /** Of the personal link, where it is one that was given out. */
  path?: string;
  /** For the pages of a survey: under which name answers may wait on the phone. */
  phoneKey?: string;
}

/** What can be withdrawn from: not what was never given out, nor what holds nothing. */
const withdrawable = ["answer.already-answered", "answer.wave-closed", "answer.withdrawn"];

/** Why the link cannot be answered with just now, and what to do. */
export function RefusedPage({ problem, language, path, phoneKey }: RefusedPageProps) {
  const say = sayToRespondent(language);
  const key = `answer:refused.${refusedKey(problem)}`;
  const opensOn = problem.values?.opensOn;
  return (
    <RespondentFrame
      finished={withdrawable.includes(problem.problem)}
      languages={<LanguageLinks language={language} say={say} />}
      phone={phoneKey ? { key: phoneKey, say } : undefined}
    >
      <h1>{say(`${key}.title`)}</h1>
      <p>{say(`${key}.what`, opensOn ? { opensOn: dayForRespondent(String(opensOn), language) } : {})}</p>
      <p>{say(`${key}.do`)}</p>
      {path && problem.problem === "answer.already-answered" ? (
        <p>
          <a href={`${path}/thanks`}>{say("answer:thanks.next-title")}</a>
        </p>
      ) : null}
      {path && withdrawable.includes(problem.problem) ? (
        <p>
          <a href={`${path}/withdraw?lang=${language}`}>{say("answer:thanks.withdraw")}</a>
        </p>
      ) : null}
    </RespondentFrame>
  );
}

/** "answer.wave-closed" → "wave-closed": the key of its words under `answer:refused`. */
export function refusedKey(problem: Problem): string {
  return problem.problem.slice(problem.problem.indexOf(".") + 1);
}
