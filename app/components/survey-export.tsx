import { useLanguage, useSay } from "#app/texts/use-texts.ts";

/** Links to a chosen survey as files: for other programs, and on paper in the reader's language. */
export function SurveyExport({ path }: { path: string }) {
  const say = useSay();
  const language = useLanguage();
  const files = [
    { key: "surveyjs", query: "format=surveyjs" },
    { key: "xlsform", query: `format=xlsform&language=${language}` },
    { key: "paper-first", query: `format=paper&language=${language}` },
    { key: "paper-later", query: `format=paper&language=${language}&wave=later` },
  ];
  return (
    <details>
      <summary>{say("exchange:export.title")}</summary>
      <ul>
        {files.map(({ key, query }) => (
          <li key={key}>
            <a href={`${path}/export?${query}`} download>
              {say(`exchange:export.${key}`)}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
