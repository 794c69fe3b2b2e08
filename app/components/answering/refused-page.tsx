import { dayForRespondent, sayToRespondent } from "#app/texts/respondent-texts.ts";
import type { RespondentLanguage } from "#db/schema.ts";
import type { Problem } from "#surveys/problem.ts";
import { RespondentFrame } from "./respondent-frame.tsx";

interface RefusedPageProps {
  problem: Problem;
  language: RespondentLanguage;
}

/** Why the link cannot be answered with just now, and what to do. */
export function RefusedPage({ problem, language }: RefusedPageProps) {
  const say = sayToRespondent(language);
  const key = `answer:refused.${refusedKey(problem)}`;
  const opensOn = problem.values?.opensOn;
  return (
    <RespondentFrame>
      <h1>{say(`${key}.title`)}</h1>
      <p>{say(`${key}.what`, opensOn ? { opensOn: dayForRespondent(String(opensOn), language) } : {})}</p>
      <p>{say(`${key}.do`)}</p>
    </RespondentFrame>
  );
}

/** "answer.wave-closed" → "wave-closed": the key of its words under `answer:refused`. */
export function refusedKey(problem: Problem): string {
  return problem.problem.slice(problem.problem.indexOf(".") + 1);
}
