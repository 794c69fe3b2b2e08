import { segmentWords } from "#app/texts/segment-words.ts";
import { useFigures } from "#app/texts/use-figures.ts";
import { useSay } from "#app/texts/use-texts.ts";
import type { SpillOver, SpillOverRow } from "#surveys/reporting/spill-over.ts";
import { Figure } from "./figure.tsx";
import { FigureTable } from "./figure-table.tsx";
import { IntervalBar } from "./interval-bar.tsx";

const columns = ["group", "levels", "change", "interval", "picture", "detectable", "mark"] as const;

/** A goal's question in the groups it did not aim at: figures with a small picture of each interval, which only repeats them. */
export function SpillOverTable({ spill, sentence, goal }: { spill: SpillOver; sentence: string; goal: string }) {
  const say = useSay();
  const figures = useFigures();
  const { rows, unit, aimsAtEveryone } = spill;
  const title = say(aimsAtEveryone ? "bias:spill.title-inside" : "bias:spill.title");
  const reach = Math.max(
    ...rows.flatMap(({ estimate, low, high }) => [estimate, low ?? 0, high ?? 0].map(Math.abs)),
    1,
  );
  return (
    <section className="goal-card__more">
      <h3>{title}</h3>
      <p>{sentence}</p>
      {rows.length === 0 ? null : (
        <details>
          <summary>{say("bias:spill.show")}</summary>
          <FigureTable
            caption={say(aimsAtEveryone ? "bias:spill.title-inside-table" : "bias:spill.title-table", { title: goal })}
            note={say("bias:spill.note")}
            head={columns.map((column) => say(`bias:spill.column.${column}`))}
            rows={rows.map((row) => [
              groupWords(row, say),
              <Figure key="levels">{levelWords(figures.figure(row.from, unit), figures.figure(row.to, unit))}</Figure>,
              figures.change(row.estimate, unit),
              <Figure key="interval">{figures.changeInterval(row.low, row.high)}</Figure>,
              <IntervalBar key="picture" {...row} reach={reach} />,
              row.detectable === null ? "" : figures.amount(row.detectable, unit),
              row.mark === null ? "" : say(`bias:spill.mark.${row.mark}`),
            ])}
          />
        </details>
      )}
    </section>
  );
}

function groupWords({ audience, segment }: SpillOverRow, say: ReturnType<typeof useSay>): string {
  return `${say(`results:page.audience.${audience}`)} · ${segmentWords(segment, say)}`;
}

function levelWords(from: string | null, to: string | null): string | null {
  return from === null || to === null ? null : `${from} → ${to}`;
}
