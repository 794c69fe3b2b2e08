import { useFigures } from "#app/texts/use-figures.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { FigureTable } from "./figure-table.tsx";

interface PlannerResultProps {
  plan: {
    sentences: string[];
    used: Array<{ field: string; value: string; percent: boolean; from: string }>;
    table: Array<{ invited: number; answers: number; change: string | null; enough: boolean; own: boolean }>;
  };
}

/** A plan that was worked out: its sentences, the figures it stands on, and what other numbers would show. */
export function PlannerResult({ plan }: PlannerResultProps) {
  const say = useSay();
  const figures = useFigures();
  const [first, ...others] = plan.sentences;
  const used = ["what", "value", "from"] as const;
  const columns = ["invited", "answers", "change", "enough"] as const;
  return (
    <section className="card" aria-labelledby="plan">
      <h2 id="plan">{say("bias:planner.result")}</h2>
      <p className="lead">{first}</p>
      {others.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <FigureTable
        caption={say("bias:planner.table")}
        note={say("bias:planner.table-note")}
        head={columns.map((column) => say(`bias:planner.column.${column}`))}
        rows={plan.table.map(({ invited, answers, change, enough, own }) => [
          `${figures.count(invited)} ${own ? say("bias:planner.own") : ""}`.trim(),
          figures.count(answers),
          change ?? say("bias:planner.none"),
          say(enough ? "bias:planner.enough" : "bias:planner.not-enough"),
        ])}
      />
      <details>
        <summary>{say("bias:planner.used")}</summary>
        <FigureTable
          caption={say("bias:planner.used")}
          head={used.map((column) => say(`bias:planner.used-column.${column}`))}
          rows={plan.used.map(({ field, value, percent, from }) => [
            say(`bias:planner.${field}`),
            percent ? say("results:sentence.percent", { number: value }) : value,
            say(`bias:planner.from.${from}`),
          ])}
        />
      </details>
    </section>
  );
}
