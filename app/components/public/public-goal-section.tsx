import type { PublicGoal } from "#surveys/reporting/public-results.ts";
import type { Say } from "#surveys/texts.ts";
import { PublicChart } from "./public-chart.tsx";
import { PublicTable } from "./public-table.tsx";

/** A goal with its verdict in words, the figures it stands on in a sentence, a drawing and a table. */
export function PublicGoalSection({ goal, say }: { goal: PublicGoal; say: Say }) {
  const { title, verdict, sentence, difference, who, question, reading, standing, chart } = goal;
  return (
    <section className="card">
      <h3>{title}</h3>
      <p className={`mark mark-${verdict}`}>{say(`results:verdict.${verdict}`)}</p>
      <p>{sentence}</p>
      {difference ? <p>{difference}</p> : null}
      {standing ? <p>{standing}</p> : null}
      <p className="quiet">{say("public:verdict-note", { who })}</p>
      {question ? (
        <p className="quiet">
          {say("public:question", { question })} <br />
          {reading}
        </p>
      ) : null}
      {chart ? (
        <>
          <PublicChart chart={chart} goalWord={say("public:goal-line")} />
          <p className="quiet">{say("public:chart")}</p>
          <details>
            <summary>{say("public:table")}</summary>
            <PublicTable table={chart.table} caption={title} />
          </details>
        </>
      ) : null}
    </section>
  );
}
