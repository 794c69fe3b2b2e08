import { useSay } from "#app/texts/use-texts.ts";
import type { ReportedChange } from "#surveys/impact/reports/reports.ts";
import { standingsOf } from "#surveys/reporting/report-selection.ts";

const looks = { corroborated: "badge badge--good", disputed: "badge badge--bad", reported: "badge" };

/** How a change stands with other organisations; agreement and disagreement side by side. */
export function StandingBadges({ change }: { change: ReportedChange }) {
  const say = useSay();
  return standingsOf(change).map((standing) => (
    <span key={standing} className={looks[standing]}>
      {say(`partner:standing.${standing}`)}
    </span>
  ));
}
