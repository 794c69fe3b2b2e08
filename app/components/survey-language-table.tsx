import { useSay } from "#app/texts/use-texts.ts";
import type { SurveyLanguage } from "#app/told-languages.server.ts";
import { ScrollBox } from "./scroll-box.tsx";

/** Which languages a survey is put to people in, how much of it has each, and which wordings are missing. */
export function SurveyLanguageTable({ languages }: { languages: SurveyLanguage[] }) {
  const say = useSay();
  const lacking = languages.filter(({ worded, missing }) => worded > 0 && missing.length > 0);
  return (
    <>
      <ScrollBox name={say("setup:languages.title")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say("setup:languages.language")}</th>
              <th scope="col">{say("setup:languages.asked")}</th>
              <th scope="col">{say("setup:languages.wordings")}</th>
              <th scope="col">{say("setup:languages.page-texts")}</th>
            </tr>
          </thead>
          <tbody>
            {languages.map(({ language, offered, worded, of, made, missingTexts }) => (
              <tr key={language}>
                <th scope="row">{say(`common:language.${language}`)}</th>
                <td>{say(offered ? "setup:languages.yes" : "setup:languages.no")}</td>
                <td>{say("setup:languages.worded", { worded, of })}</td>
                <td>
                  {say(`setup:languages.made.${made}`)}
                  {missingTexts > 0 ? ` ${say("setup:languages.missing-texts", { count: missingTexts })}` : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {lacking.map((language) => (
        <MissingWordings key={language.language} {...language} />
      ))}
    </>
  );
}

function MissingWordings({ language, worded, of, missing }: SurveyLanguage) {
  const say = useSay();
  const more = of - worded - missing.length;
  return (
    <details>
      <summary>
        {say("setup:languages.missing", { language: say(`common:language.${language}`), count: of - worded })}
      </summary>
      <ul>
        {missing.map(({ place, property, value, words }, i) => (
          <li key={i}>
            <code>{[place, value ?? property].filter((part) => part !== "").join(" · ")}</code> {words}
          </li>
        ))}
      </ul>
      {more > 0 ? <p>{say("setup:languages.more", { count: more })}</p> : null}
    </details>
  );
}
