import type { ReactNode } from "react";
import { useFigures } from "#app/texts/use-figures.ts";
import { useSay } from "#app/texts/use-texts.ts";
import type { LedgerFinding, MeasureFinding, WorkflowFinding } from "#surveys/reporting/workflow-words.ts";
import { Figure } from "./figure.tsx";
import { FigureTable } from "./figure-table.tsx";
import { ConfirmationMarks } from "./report-facts.tsx";

interface WorkflowCardProps {
  workflow: WorkflowFinding;
  waves: LedgerFinding["waves"];
  /** Where the process's name stands above already. */
  heading?: string;
  children?: ReactNode;
}

/** One process: what it means in hours, what changed in sentences, who else says so, and the figures in a table. */
export function WorkflowCard({ workflow, waves, heading, children }: WorkflowCardProps) {
  const say = useSay();
  const { process, name, foreseen, measures, saved, confirmations } = workflow;
  return (
    <section className="card" aria-labelledby={process}>
      <h2 id={process}>{heading ?? name}</h2>
      <p>
        <span className="badge">{say(`workflow:foreseen.${foreseen ?? "none"}`)}</span>{" "}
        <ConfirmationMarks confirmations={confirmations} />
      </p>
      {saved.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <MeasureTable caption={say("workflow:page.table", { name })} measures={measures} waves={waves} />
      <details>
        <summary>{say("workflow:page.in-words")}</summary>
        <dl className="facts">
          {measures.map(({ measure, name: measured, sentence }) => (
            <div className="facts__pair" key={measure}>
              <dt>{measured}</dt>
              <dd>{sentence}</dd>
            </div>
          ))}
        </dl>
      </details>
      {children}
    </section>
  );
}

function MeasureTable({
  caption,
  measures,
  waves,
}: {
  caption: string;
  measures: MeasureFinding[];
  waves: LedgerFinding["waves"];
}) {
  const say = useSay();
  const figures = useFigures();
  return (
    <FigureTable
      caption={caption}
      note={say("workflow:page.table-note")}
      head={[say("workflow:page.measure"), ...waves.map(({ name }) => name), say("workflow:page.change")]}
      rows={measures.map((measure) => {
        const unit = { unit: "own" as const, unitLabel: null };
        const change = measure.change;
        return [
          measure.name,
          ...waves.map(({ id }) => {
            const point = measure.points.find(({ waveId }) => waveId === id);
            return (
              <WithInterval
                key={id}
                figure={figures.figure(point?.estimate ?? null, unit)}
                interval={figures.interval(point?.low ?? null, point?.high ?? null)}
              />
            );
          }),
          <WithInterval
            key="change"
            figure={figures.change(change?.estimate ?? null, unit)}
            interval={figures.changeInterval(change?.low ?? null, change?.high ?? null)}
          />,
        ];
      })}
    />
  );
}

function WithInterval({ figure, interval }: { figure: string | null; interval: string | null }) {
  return (
    <>
      <Figure>{figure}</Figure>
      {interval ? (
        <>
          <br />
          <span className="quiet">({interval})</span>
        </>
      ) : null}
    </>
  );
}
