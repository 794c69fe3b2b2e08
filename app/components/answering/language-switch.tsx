import type { RespondentLanguage } from "#db/schema.ts";
import type { AskedPage } from "#surveys/answering/asked-page.server.ts";
import { directionOf, respondentLanguages } from "#surveys/respondent-language.ts";
import type { Say } from "#surveys/texts.ts";
import { pageFormId } from "./survey-page-form.tsx";

/** More than these do not fit beside each other on a narrow phone, and fold away. */
const mostInSight = 5;

interface LanguageSwitchProps {
  asked: Pick<AskedPage, "language" | "languages">;
  say: Say;
}

/**
 * The languages of the survey, each named in itself, as buttons of the page's form: what has been typed is kept. First of all on the page,
 * for whoever cannot read it.
 */
export function LanguageSwitch({ asked, say }: LanguageSwitchProps) {
  const others = asked.languages.filter((language) => language !== asked.language);
  if (others.length === 0) return null;
  const buttons = others.map((language) => <LanguageButton key={language} language={language} />);
  return (
    <fieldset className="languages" aria-label={say("answer:languages")}>
      {others.length < mostInSight ? (
        buttons
      ) : (
        <details>
          <summary>
            {say("answer:languages")} {asked.language === "en" ? null : <span lang="en">(language)</span>}
          </summary>
          {buttons}
        </details>
      )}
    </fieldset>
  );
}

function LanguageButton({ language }: { language: RespondentLanguage }) {
  return (
    <button
      className="link-button"
      form={pageFormId}
      name="language"
      value={language}
      lang={language}
      dir={directionOf(language)}
    >
      {respondentLanguages[language].ownName}
    </button>
  );
}
