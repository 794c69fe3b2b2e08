import { formatDay } from "#app/texts/figure-format.ts";
import { sayIn } from "#app/texts/texts.ts";
import type { LanguageCode } from "#db/schema.ts";
import type { Problem } from "#surveys/problem.ts";
import type { Say } from "#surveys/texts.ts";
import { RespondentFrame } from "./respondent-frame.tsx";

interface CodePageProps {
  language: LanguageCode;
  /** What was typed, and why it leads nowhere; null before anything was typed. */
  refused: { problem: Problem; code: string } | null;
}

/** Where the short code of a letter is typed. */
export function CodePage({ language, refused }: CodePageProps) {
  const say = sayIn(language);
  const other = language === "da" ? "en" : "da";
  return (
    <RespondentFrame>
      <p>
        <a href={`?lang=${other}`} lang={other}>
          {say("way:code.other-language")}
        </a>
      </p>
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

export function codePageTitle(language: LanguageCode, isRefused: boolean): string {
  return `${sayIn(language)(isRefused ? "way:code.problem-title" : "way:code.title")} · Ringvirk`;
}

function codeProblemWords({ problem, values }: Problem, language: LanguageCode, say: Say): string {
  if (problem === "answer.wave-closed") return say("way:code.closed");
  if (problem === "answer.wave-not-open") {
    return say("way:code.not-open", { opensOn: formatDay(String(values?.opensOn), language) });
  }
  return say(`problem:${problem}`, values);
}
