import { formatDay } from "#app/texts/figure-format.ts";
import { sayIn } from "#app/texts/texts.ts";
import type { LanguageCode } from "#db/schema.ts";
import type { Problem } from "#surveys/problem.ts";
import { RespondentFrame } from "./respondent-frame.tsx";

interface RefusedPageProps {
  problem: Problem;
  language: LanguageCode;
}

/** Why the link cannot be answered with just now, and what to do. */
export function RefusedPage({ problem, language }: RefusedPageProps) {
  const say = sayIn(language);
  const key = `answer:refused.${refusedKey(problem)}`;
  const opensOn = problem.values?.opensOn;
  return (
    <RespondentFrame>
      <h1>{say(`${key}.title`)}</h1>
      <p>{say(`${key}.what`, opensOn ? { opensOn: formatDay(String(opensOn), language) } : {})}</p>
      <p>{say(`${key}.do`)}</p>
    </RespondentFrame>
  );
}

/** "answer.wave-closed" → "wave-closed": the key of its words under `answer:refused`. */
export function refusedKey(problem: Problem): string {
  return problem.problem.slice(problem.problem.indexOf(".") + 1);
}
