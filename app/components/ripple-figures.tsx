import { segmentWords } from "#app/texts/segment-words.ts";
import { useFigures } from "#app/texts/use-figures.ts";
import { useSay } from "#app/texts/use-texts.ts";
import type { RippleFinding, RippleGroup } from "#surveys/reporting/ripple-finding.ts";
import { Figure } from "./figure.tsx";
import { FigureTable } from "./figure-table.tsx";

/** The figures of a ripple among the indicators: the main ones in sight, the others and the further groups to be opened. */
export function RippleFigures({ group: { surest, further }, open = false }: { group: RippleGroup; open?: boolean }) {
  const say = useSay();
  return (
    <>
      <Facts finding={surest} wanted={mainFacts} />
      <details open={open}>
        <summary>{say("results:page.ripples.more-figures")}</summary>
        <Facts finding={surest} wanted={furtherFacts} />
        <p className="quiet">{say("results:page.ripples.detectable-what")}</p>
      </details>
      {further.length === 0 ? null : (
        <details open={open}>
          <summary>{say("results:page.ripples.further", { count: further.length })}</summary>
          <FurtherTable caption={say("results:page.ripples.further-table")} findings={further} />
        </details>
      )}
    </>
  );
}

const mainFacts = ["waves", "size", "interval", "detectable", "adjusted-p", "tide"];
const furtherFacts = ["standardised", "p-tide", "p-zero", "n0", "n1", "pairs"];

function Facts({ finding, wanted }: { finding: RippleFinding; wanted: string[] }) {
  const say = useSay();
  const facts = useFacts();
  const shown = facts(finding).filter(([key]) => wanted.includes(key));
  return (
    <dl className="facts facts--columns">
      {shown.map(([key, value]) => (
        <div key={key}>
          <dt>{say(`results:page.ripples.${key}`)}</dt>
          <dd>
            <Figure>{value}</Figure>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FurtherTable({ caption, findings }: { caption: string; findings: RippleFinding[] }) {
  const say = useSay();
  const facts = useFacts();
  const [first] = findings;
  if (!first) return null;
  return (
    <FigureTable
      caption={caption}
      head={[
        say("results:page.ripples.group"),
        ...facts(first).map(([key]) => say(`results:page.ripples.${key}`)),
        say("results:page.ripples.source"),
      ]}
      rows={findings.map((finding) => [
        segmentWords(finding.ripple.segment, say),
        ...facts(finding).map(([key, value]) => <Figure key={key}>{value}</Figure>),
        say(`results:ripple.source.${finding.ripple.source}`),
      ])}
    />
  );
}

/** Every figure a ripple stands on, by the key of its words. */
function useFacts(): (finding: RippleFinding) => Array<[string, string | null]> {
  const say = useSay();
  const figures = useFigures();
  return ({ ripple, change, detectable, indicator, fromWave, toWave }) => [
    ["waves", say("results:page.chart.from-to-row", { from: fromWave, to: toWave })],
    ["size", figures.change(change.estimate, indicator)],
    ["interval", figures.changeInterval(change.low, change.high)],
    ["detectable", figures.amount(detectable, indicator)],
    ["adjusted-p", figures.p(ripple.adjustedP)],
    ["tide", figures.deviations(ripple.tide)],
    ["standardised", figures.deviations(ripple.standardisedChange)],
    ["p-tide", figures.p(ripple.pAgainstTide)],
    ["p-zero", figures.p(ripple.pAgainstZero)],
    ["n0", figures.count(change.n0)],
    ["n1", figures.count(change.n1)],
    ["pairs", figures.count(change.pairs)],
  ];
}
