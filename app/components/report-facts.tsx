import { formatDay } from "#app/texts/figure-format.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import type { ConfirmationResult, ReportCoding, ReportResult } from "#surveys/impact/reports/reports.ts";

const badges = { better: "badge badge--good", worse: "badge badge--bad", mixed: "badge" };

/** Better or worse, and who says so. */
export function ReportHead({ report, showOrganisation }: { report: ReportResult; showOrganisation: boolean }) {
  const say = useSay();
  return (
    <p>
      <span className={badges[report.better]}>{say(`partner:better.${report.better}`)}</span>{" "}
      {showOrganisation ? <strong>{report.organisation.name}</strong> : null}
    </p>
  );
}

/** What an organisation reported: everything but the person. An analyst's coding stands beside its own. */
export function ReportFacts({ report }: { report: ReportResult }) {
  const say = useSay();
  const language = useLanguage();
  return (
    <>
      <p className="typed">{report.what}</p>
      <dl className="facts">
        <Fact term={say("partner:report.whoChanged")} value={report.whoChanged} />
        <Fact term={say("partner:report.happenedOn")} value={formatDay(report.happenedOn, language)} />
        <Fact term={say("partner:report.place")} value={report.place} />
        <Coding coding={report.own} />
        <Fact term={say("partner:report.expected")} value={say(`partner:expected.${report.expected}`)} />
        <Fact term={say("partner:report.contribution")} value={say(`partner:contribution.${report.contribution}`)} />
        <Fact term={say("partner:report.how")} value={report.how} />
        <Fact term={say("partner:report.evidence")} value={report.evidence} />
      </dl>
      {report.analyst ? (
        <>
          <p className="quiet">{say("partner:report.coded")}</p>
          <dl className="facts">
            <Coding coding={report.analyst} />
          </dl>
        </>
      ) : null}
    </>
  );
}

function Coding({ coding: { kind, depth, ring } }: { coding: ReportCoding }) {
  const say = useSay();
  return (
    <>
      <Fact term={say("partner:report.kind")} value={say(`partner:kind.${kind}`)} />
      <Fact term={say("partner:report.depth")} value={depth ? say(`partner:depth.${depth}`) : ""} />
      <Fact term={say("partner:report.ring")} value={ring ? say(`partner:ring.${ring}`) : ""} />
    </>
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

const marks = { agree: "badge badge--good", partly: "badge", disagree: "badge badge--bad", "cannot-say": "badge" };

/** How many organisations agree and disagree, in one line. */
export function ConfirmationMarks({ confirmations }: { confirmations: ConfirmationResult[] }) {
  const say = useSay();
  const agreements = ["agree", "partly", "disagree"] as const;
  return agreements.flatMap((agreement) => {
    const names = confirmations
      .filter((said) => said.agreement === agreement)
      .map(({ organisation }) => organisation.name);
    if (names.length === 0) return [];
    return [
      <span key={agreement} className={marks[agreement]}>
        {say(`partner:saw.${agreement}`)}: {names.join(", ")}
      </span>,
    ];
  });
}

/** What other organisations say, agreement and disagreement alike. */
export function ConfirmationList({ confirmations }: { confirmations: ConfirmationResult[] }) {
  const say = useSay();
  if (confirmations.length === 0) return <p className="quiet">{say("partner:said.none")}</p>;
  return (
    <ul className="plain-list">
      {confirmations.map((said) => (
        <li key={`${said.organisation.id} ${said.organisation.name} ${said.answeredOn}`}>
          <Confirmation said={said} />
        </li>
      ))}
    </ul>
  );
}

function Confirmation({ said }: { said: ConfirmationResult }) {
  const say = useSay();
  const language = useLanguage();
  const { organisation, agreement, intended, contribution, words, answeredOn, amendedOn } = said;
  const day = formatDay(answeredOn, language);
  return (
    <>
      <p>
        <span className={marks[agreement]}>{say(`partner:saw.${agreement}`)}</span>{" "}
        <strong>
          {organisation.id === null
            ? say("partner:said.outside", { organisation: organisation.name })
            : organisation.name}
        </strong>
      </p>
      {words ? <p className="typed">{words}</p> : null}
      <dl className="facts">
        <Fact term={say("partner:confirm.intended")} value={say(`partner:intended.${intended}`)} />
        <Fact term={say("partner:confirm.contribution")} value={say(`partner:contribution.${contribution}`)} />
      </dl>
      <p className="quiet">
        {amendedOn
          ? say("partner:said.amended", { day, amended: formatDay(amendedOn, language) })
          : say("partner:said.on", { day })}
      </p>
    </>
  );
}
