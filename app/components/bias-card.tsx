import { useFigures } from "#app/texts/use-figures.ts";
import { useSay } from "#app/texts/use-texts.ts";
import type { BiasFinding } from "#surveys/reporting/bias-words.ts";
import { biasAnchor } from "#surveys/reporting/goal-caution.ts";
import type { Say } from "#surveys/texts.ts";
import { ConcernMark } from "./concern-mark.tsx";
import { ConcernSection } from "./concern-section.tsx";
import { Figure } from "./figure.tsx";
import { FigureTable } from "./figure-table.tsx";

/** What may make the changes between two waves look other than they are, point by point; a link to it unfolds it. */
export function BiasCard({ finding, open }: { finding: BiasFinding; open: boolean }) {
  const say = useSay();
  const { bias, concern, points } = finding;
  return (
    <article className="card">
      <h2>{pairWords(finding, say)}</h2>
      {concern === "none" ? <p className="notice notice--good">{say("bias:page.nothing")}</p> : null}
      <details className="bias-card" open={open}>
        <summary>{say("bias:page.points")}</summary>
        <div className="bias-card__points" id={biasAnchor(bias)}>
          {points.map((point) => (
            <ConcernSection
              key={point.code}
              title={say(`bias:point.${point.code}`)}
              concern={point.concern}
              sentences={point.sentences}
            >
              {point.code === "loss" ? <DifferenceTable finding={finding} /> : null}
            </ConcernSection>
          ))}
        </div>
      </details>
      <details>
        <summary>{say("bias:page.quote")}</summary>
        <blockquote>{points.flatMap(({ sentences }) => sentences).join(" ")}</blockquote>
      </details>
    </article>
  );
}

const columns = ["what", "matched", "lost", "difference", "interval", "concern"] as const;

function DifferenceTable({ finding }: { finding: BiasFinding }) {
  const say = useSay();
  const figures = useFigures();
  const { bias, differences, fromWave } = finding;
  if (bias.loss.refused) return null;
  return (
    <FigureTable
      caption={say("bias:page.of-goals", { pair: pairWords(finding, say) })}
      note={say("bias:page.of-goals-note", { wave: fromWave })}
      head={columns.map((column) => say(`bias:page.column.${column}`))}
      rows={differences.map(({ what, difference: { nMatched, nLost, difference, low, high, concern } }) => [
        what,
        <Figure key="matched">{figures.count(nMatched)}</Figure>,
        <Figure key="lost">{figures.count(nLost)}</Figure>,
        <Figure key="difference">{figures.deviations(difference)}</Figure>,
        <Figure key="interval">{low === null || high === null ? null : figures.deviationsInterval(low, high)}</Figure>,
        <ConcernMark key="concern" concern={concern} />,
      ])}
    />
  );
}

/** Every comparison in one table, each with the way to its card. */
export function BiasGlance({ findings }: { findings: BiasFinding[] }) {
  const say = useSay();
  const [first] = findings;
  if (!first) return null;
  return (
    <FigureTable
      caption={say("bias:page.glance")}
      head={[say("bias:page.column.pair"), ...first.points.map(({ code }) => say(`bias:point.${code}`))]}
      rows={findings.map((finding) => [
        <a key="pair" href={`#${biasAnchor(finding.bias)}`}>
          {pairWords(finding, say)}
        </a>,
        ...finding.points.map(({ code, concern }) => <ConcernMark key={code} concern={concern} />),
      ])}
      words
    />
  );
}

function pairWords({ bias, fromWave, toWave }: BiasFinding, say: Say): string {
  const audience = say(`results:page.audience.${bias.audience}`);
  return say("bias:page.pair", { audience, from: fromWave, to: toWave });
}
