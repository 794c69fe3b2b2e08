import { dayForRespondent, sayToRespondent } from "#app/texts/respondent-texts.ts";
import type { RespondentLanguage } from "#db/schema.ts";
import type { Problem } from "#surveys/problem.ts";
import type { Say } from "#surveys/texts.ts";
import { LanguageLinks } from "./language-links.tsx";
import { RespondentFrame } from "./respondent-frame.tsx";

interface CodePageProps {
  language: RespondentLanguage;
  /** What was typed, and why it leads nowhere; null before anything was typed. */
  refused: { problem: Problem; code: string } | null;
}

/** Where the short code of a letter is typed. */
export function CodePage({ language, refused }: CodePageProps) {
  const say = sayToRespondent(language);
  return (
    <RespondentFrame languages={<LanguageLinks language={language} say={say} />}>
      <h1>{say("way:code.title")}</h1>
      {refused ? (
        <p className="problem-summary" role="alert" id="code-problem">
          {codeProblemWords(refused.problem, language, say)}
        </p>
      ) : (
        <p id="code-lead">{say("way:code.lead")}</p>
      )}
      <form method="post" action={`?lang=${language}`}>
        <p className="code-field">
          <label htmlFor="code">{say("way:code.label")}</label>
          <input
            id="code"
            name="code"
            className="code-input"
            defaultValue={refused?.code}
            aria-invalid={refused ? true : undefined}
            aria-describedby={refused ? "code-problem" : "code-lead"}
            autoComplete="off"
            autoCapitalize="characters"
            autoCorrect="off"
            spellCheck={false}
            dir="ltr"
          />
        </p>
        <p>
          <button className="button">{say("way:code.send")}</button>
        </p>
      </form>
      <p className="quiet">{say("way:code.no-letter")}</p>
    </RespondentFrame>
  );
}

function codeProblemWords({ problem, values }: Problem, language: RespondentLanguage, say: Say): string {
  if (problem === "answer.wave-closed") return say("way:code.closed");
  if (problem === "answer.wave-not-open") {
    return say("way:code.not-open", { opensOn: dayForRespondent(String(values?.opensOn), language) });
  }
  return say(`problem:${problem}`, values);
}
