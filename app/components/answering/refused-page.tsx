import { dayForRespondent, sayToRespondent } from "#app/texts/respondent-texts.ts";
import type { RespondentLanguage } from "#db/schema.ts";
import type { Problem } from "#surveys/problem.ts";
import { KioskReturn } from "./kiosk-page.tsx";
import { LanguageLinks } from "./language-links.tsx";
import { RespondentFrame } from "./respondent-frame.tsx";

interface RefusedPageProps {
  problem: Problem;
  language: RespondentLanguage;
  /** Of the personal link, where it is one that was given out. */
  path?: string;
  /** The open link whose screen this is, where people answer one after the other: whose answer it was is gone, and may not be touched from here. */
  kiosk?: string | null;
  /** For the pages of a survey: under which name answers may wait on the phone. */
  phoneKey?: string;
}

/** What can be withdrawn from: not what was never given out, nor what holds nothing. */
const withdrawable = ["answer.already-answered", "answer.wave-closed", "answer.withdrawn"];

/** Why the link cannot be answered with just now, and what to do. */
export function RefusedPage({ problem, language, path, kiosk = null, phoneKey }: RefusedPageProps) {
  const say = sayToRespondent(language);
  const key = `answer:refused.${refusedKey(problem)}`;
  const opensOn = problem.values?.opensOn;
  const own = kiosk === null ? path : undefined;
  return (
    <RespondentFrame
      shared={kiosk !== null}
      finished={withdrawable.includes(problem.problem)}
      languages={<LanguageLinks language={language} say={say} />}
      phone={phoneKey ? { key: phoneKey, say } : undefined}
    >
      <h1>{say(`${key}.title`)}</h1>
      <p>{say(`${key}.what`, opensOn ? { opensOn: dayForRespondent(String(opensOn), language) } : {})}</p>
      {kiosk === null ? <p>{say(`${key}.do`)}</p> : <KioskReturn name={kiosk} say={say} />}
      {own && problem.problem === "answer.already-answered" ? (
        <p>
          <a href={`${own}/thanks`}>{say("answer:thanks.next-title")}</a>
        </p>
      ) : null}
      {own && withdrawable.includes(problem.problem) ? (
        <p>
          <a href={`${own}/withdraw?lang=${language}`}>{say("answer:thanks.withdraw")}</a>
        </p>
      ) : null}
    </RespondentFrame>
  );
}

/** "answer.wave-closed" → "wave-closed": the key of its words under `answer:refused`. */
export function refusedKey(problem: Problem): string {
  return problem.problem.slice(problem.problem.indexOf(".") + 1);
}
