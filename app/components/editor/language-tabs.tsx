import { Link, useLocation } from "@remix-run/react";
import { useSay } from "#app/texts/use-texts.ts";
import type { RespondentLanguage } from "#db/schema.ts";
import { respondentLanguages } from "#surveys/respondent-language.ts";

interface LanguageTabsProps {
  /** With how many of its words are missing. */
  languages: Array<{ language: RespondentLanguage; missing: number }>;
  current: RespondentLanguage;
}

/** In which language the words are edited. */
export function LanguageTabs({ languages, current }: LanguageTabsProps) {
  const say = useSay();
  const { pathname } = useLocation();
  return (
    <nav className="language-tabs" aria-label={say("editor:words.languages")}>
      <ul>
        {languages.map(({ language, missing }) => (
          <li key={language}>
            <Link
              to={`${pathname}?in=${language}`}
              aria-current={language === current ? "page" : undefined}
              lang={language}
            >
              {respondentLanguages[language].ownName}
            </Link>
            {missing > 0 ? (
              <span className="badge badge--warn">
                {missing}
                <span className="visually-hidden"> {say("editor:words.missing")}</span>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </nav>
  );
}
