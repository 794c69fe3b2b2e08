import { formatDay } from "#app/texts/figure-format.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import type { ChangeReportTable } from "#db/schema.ts";

type ListedReport = Omit<ChangeReportTable, "initiative_id" | "organisation_id" | "account_id"> & {
  organisation: string;
};

/** What the other actors see of a report: the organisation, not the person. */
export function shownReport(report: ChangeReportTable & { organisation: string }): ListedReport {
  const { initiative_id, organisation_id, account_id, ...shown } = report;
  return shown;
}

interface ChangeReportListProps {
  reports: ListedReport[];
  showOrganisation?: boolean;
}

const badges = { better: "badge badge--good", worse: "badge badge--bad", mixed: "badge" };

/** Changes that actors have seen, each with what they said about it. */
export function ChangeReportList({ reports, showOrganisation = false }: ChangeReportListProps) {
  const say = useSay();
  const language = useLanguage();
  if (reports.length === 0) return <p className="quiet">{say("partner:reports.none")}</p>;
  return (
    <ul className="plain-list">
      {reports.map((report) => (
        <li className="card" key={report.id}>
          <p>
            <span className={badges[report.better]}>{say(`partner:better.${report.better}`)}</span>{" "}
            {showOrganisation ? <strong>{report.organisation}</strong> : null}
          </p>
          <p className="typed">{report.what}</p>
          <dl className="facts">
            <Fact term={say("partner:report.whoChanged")} value={report.who_changed} />
            <Fact term={say("partner:report.happenedOn")} value={formatDay(report.happened_on, language)} />
            <Fact term={say("partner:report.place")} value={report.place} />
            <Fact term={say("partner:report.kind")} value={say(`partner:kind.${report.kind}`)} />
            <Fact term={say("partner:report.expected")} value={say(`partner:expected.${report.expected}`)} />
            <Fact
              term={say("partner:report.contribution")}
              value={say(`partner:contribution.${report.contribution}`)}
            />
            <Fact term={say("partner:report.evidence")} value={report.evidence} />
          </dl>
        </li>
      ))}
    </ul>
  );
}

function Fact({ term, value }: { term: string; value: string }) {
  if (value === "") return null;
  return (
    <>
      <dt>{term}</dt>
      <dd className="typed">{value}</dd>
    </>
  );
}
