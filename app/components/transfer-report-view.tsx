import { Fragment } from "react";
import { placeText, type TransferGroup, transferGroups } from "#app/exchange-report-text.ts";
import { formatCount } from "#app/texts/figure-format.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import { outcomeCounts, type TransferReport } from "#surveys/definition/exchange/transfer-report.ts";

interface TransferReportViewProps {
  report: TransferReport;
  languages: string[];
}

/** What became of a survey on its way: the counts, then what did not come along, and last what did. */
export function TransferReportView({ report, languages }: TransferReportViewProps) {
  const say = useSay();
  const language = useLanguage();
  const counts = outcomeCounts(report);
  return (
    <>
      <Counts report={report} languages={languages} />
      <h2>{say("exchange:report.title")}</h2>
      {transferGroups(report, say).map(({ outcome, groups }) => (
        <details key={outcome} open={outcome === "left-out" && groups.length > 0}>
          <summary>
            {say(`exchange:outcome.${outcome}`)} ({formatCount(counts[outcome], language)})
          </summary>
          {groups.length === 0 ? <p>{say("exchange:report.none")}</p> : null}
          {groups.map((group) => (
            <Group key={group.code} group={group} />
          ))}
        </details>
      ))}
    </>
  );
}

function Counts({ report, languages }: TransferReportViewProps) {
  const say = useSay();
  const language = useLanguage();
  const named = languages.map((code) => languageName(code, language)).join(", ");
  return (
    <dl className="facts">
      <dt>{say("exchange:count.format")}</dt>
      <dd>{say(`exchange:format.${report.format}`)}</dd>
      <dt>{say("exchange:count.files")}</dt>
      <dd>{report.files.join(", ")}</dd>
      {(["pages", "questions", "choices", "conditions"] as const).map((what) => (
        <Fragment key={what}>
          <dt>{say(`exchange:count.${what}`)}</dt>
          <dd>{formatCount(report.counts[what], language)}</dd>
        </Fragment>
      ))}
      <dt>{say("exchange:count.languages")}</dt>
      <dd>{named || say("exchange:count.language-unsaid")}</dd>
    </dl>
  );
}

function languageName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** One thing that is said, and where it holds. */
function Group({ group: { what, lines } }: { group: TransferGroup }) {
  const say = useSay();
  return (
    <section>
      <p>{what}</p>
      <ul>
        {lines.map((line) => (
          <li key={JSON.stringify(line)}>
            {placeText(line, say)}
            {line.detail === undefined ? null : (
              <>
                : <code>{line.detail}</code>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
