import type { RespondentLanguage } from "#db/schema.ts";
import { directionOf, respondentLanguageCodes, respondentLanguages } from "#surveys/respondent-language.ts";
import type { Say } from "#surveys/texts.ts";

interface LanguageLinksProps {
  language: RespondentLanguage;
  /** What else the address must keep, such as "page=2". */
  keep?: string;
  say: Say;
}

/** The same page in another language, for pages with nothing typed on them. */
export function LanguageLinks({ language, keep, say }: LanguageLinksProps) {
  const others = respondentLanguageCodes.filter((other) => other !== language);
  return (
    <nav className="languages" aria-label={say("answer:languages")}>
      <details>
        <summary>
          {say("answer:languages")} {language === "en" ? null : <span lang="en">(language)</span>}
        </summary>
        {others.map((other) => (
          <a
            key={other}
            className="link-button"
            href={`?${keep ? `${keep}&` : ""}lang=${other}`}
            lang={other}
            hrefLang={other}
            dir={directionOf(other)}
          >
            {respondentLanguages[other].ownName}
          </a>
        ))}
      </details>
    </nav>
  );
}
