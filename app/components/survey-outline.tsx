import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import type { OutlinePage } from "#surveys/definition/exchange/outline.ts";

/** The pages of a survey and what each asks. */
export function SurveyOutline({ pages }: { pages: OutlinePage[] }) {
  const say = useSay();
  const language = useLanguage();
  return (
    <details>
      <summary>{say("exchange:page.outline")}</summary>
      {pages.map(({ name, title, questions }, place) => (
        <section key={name}>
          <h3>{title[language] || say("exchange:page.no-title", { number: place + 1 })}</h3>
          <ol>
            {questions.map((question) => (
              <li key={question.name}>
                {question.title[language]} <code>{question.name}</code>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </details>
  );
}
