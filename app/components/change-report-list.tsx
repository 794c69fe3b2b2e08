import { Link } from "@remix-run/react";
import { useSay } from "#app/texts/use-texts.ts";
import type { ReportResult } from "#surveys/impact/reports/reports.ts";
import { ConfirmationList, ReportFacts, ReportHead } from "./report-facts.tsx";

interface ChangeReportListProps {
  reports: ReportResult[];
  showOrganisation?: boolean;
  /** Where the reader's own organisation can say whether it sees the same, and its id; left out for its own reports. */
  confirming?: { path: string; organisationId: string };
}

/** Changes that actors have seen, each with what they and others say about it. */
export function ChangeReportList({ reports, showOrganisation = false, confirming }: ChangeReportListProps) {
  const say = useSay();
  if (reports.length === 0) return <p className="quiet">{say("partner:reports.none")}</p>;
  return (
    <ul className="plain-list">
      {reports.map((report) => (
        <li className="card" key={report.id}>
          <ReportHead report={report} showOrganisation={showOrganisation} />
          <ReportFacts report={report} />
          <h4>{say("partner:said.title")}</h4>
          <ConfirmationList confirmations={report.confirmations} />
          {confirming ? <ConfirmLink report={report} {...confirming} /> : null}
        </li>
      ))}
    </ul>
  );
}

function ConfirmLink({ report, path, organisationId }: { report: ReportResult; path: string; organisationId: string }) {
  const say = useSay();
  const said = report.confirmations.some(({ organisation }) => organisation.id === organisationId);
  return (
    <p className="buttons">
      <Link className="button button--secondary" to={`${path}/${report.id}`}>
        {say(said ? "partner:reports.confirm-again" : "partner:reports.confirm")}
        <span className="visually-hidden"> {say("partner:reports.about", { what: report.what })}</span>
      </Link>
    </p>
  );
}
