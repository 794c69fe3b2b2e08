import { useFigures } from "#app/texts/use-figures.ts";
import { useSay } from "#app/texts/use-texts.ts";
import type { ThemeFinding } from "#surveys/reporting/theme-words.ts";
import { Figure } from "./figure.tsx";
import { FigureTable } from "./figure-table.tsx";

interface ThemeQuestionProps {
  finding: ThemeFinding;
  /** Names of the two waves. */
  from: string;
  to: string;
}

/** One open question: how many wrote, which subjects grew and fell, and what else many wrote of. */
export function ThemeQuestion({ finding, from, to }: ThemeQuestionProps) {
  const say = useSay();
  const figures = useFigures();
  const { audience, label, writers0, writers1, grew, fell, common } = finding;
  return (
    <article className="card">
      <h2>{label}</h2>
      <p className="quiet">
        {say(`results:page.audience.${audience}`)} · {say("theme:question.wrote")} {from}:{" "}
        <Figure>{figures.count(writers0)}</Figure>, {to}: <Figure>{figures.count(writers1)}</Figure>
      </p>
      {finding.asksForWorse ? <p>{say("theme:question.asks-for-worse")}</p> : null}
      <Subjects about={label} caption={say("theme:question.grew")} subjects={grew} from={from} to={to} />
      <Subjects about={label} caption={say("theme:question.fell")} subjects={fell} from={from} to={to} />
      <Subjects about={label} caption={say("theme:question.common")} subjects={common} from={from} to={to} />
    </article>
  );
}

interface SubjectsProps {
  /** The question, which tells this table from the same of another question. */
  about: string;
  caption: string;
  subjects: Array<{ word: string; others?: string[]; people0: number | null; people1: number | null }>;
  from: string;
  to: string;
}

function Subjects({ about, caption, subjects, from, to }: SubjectsProps) {
  const say = useSay();
  const figures = useFigures();
  if (subjects.length === 0) return null;
  return (
    <FigureTable
      caption={caption}
      name={`${caption}: ${about}`}
      head={[say("theme:question.word"), from, to]}
      rows={subjects.map(({ word, others = [], people0, people1 }) => [
        <>
          <strong lang="">{word}</strong>
          {others.length > 0 ? (
            <span className="caption-note" lang="">
              {others.join(", ")}
            </span>
          ) : null}
        </>,
        <Figure key="from">{figures.count(people0)}</Figure>,
        <Figure key="to">{figures.count(people1)}</Figure>,
      ])}
    />
  );
}
