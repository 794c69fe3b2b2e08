import { fieldOf } from "#surveys/answering/posted-page.ts";
import type { Choice, Question } from "#surveys/answering/survey-page.ts";
import { type FieldProps, QuestionGroup } from "./question-frame.tsx";
import { Points } from "./rating-field.tsx";

/**
 * A matrix as one question per row, for a phone and for the ear. Where its columns' words are short, a wide screen sets the rows as a table by
 * style alone: the words of the columns stand once above, and each field keeps its own for who listens.
 */
export function MatrixField(field: FieldProps) {
  const { id, question, answers, problem } = field;
  const chosen = (answers[question.name] ?? {}) as Record<string, unknown>;
  const isTable = fitsTable(question);
  return (
    <QuestionGroup field={field}>
      {isTable ? <ColumnWords columns={question.choices} /> : null}
      {question.rows.map((row, i) => (
        <fieldset
          className={["row", isTable && "of-table", problem?.row === String(row.value) && "bad"]
            .filter(Boolean)
            .join(" ")}
          key={String(row.value)}
        >
          <legend>{row.text}</legend>
          <RowChoices
            firstId={i === 0 ? id : undefined}
            name={fieldOf(question, row.value)}
            columns={question.choices.map((column, at) => ({ ...column, text: row.cells?.[at] || column.text }))}
            chosen={chosen[String(row.value)]}
            multiple={question.multiple === true}
          />
        </fieldset>
      ))}
    </QuestionGroup>
  );
}

const mostColumns = 6;
const longestWord = 12;

/** Few columns with short words, the same in each row; a scale of points carries its words with it. */
function fitsTable({ choices, rows, multiple }: Question): boolean {
  const words = choices.flatMap(({ text }) => text.split(/\s+/));
  const isShort = choices.length <= mostColumns && words.every((word) => word.length <= longestWord);
  return isShort && !arePoints(choices, multiple === true) && rows.every(({ cells }) => !cells);
}

function ColumnWords({ columns }: { columns: Choice[] }) {
  return (
    <div className="row of-table heads" aria-hidden="true">
      <div className="choices">
        {columns.map(({ value, text }) => (
          <span key={String(value)}>{text}</span>
        ))}
      </div>
    </div>
  );
}

interface RowChoicesProps {
  firstId: string | undefined;
  name: string;
  columns: Choice[];
  chosen: unknown;
  multiple: boolean;
}

const longestPoint = 3;

function arePoints(columns: Choice[], multiple: boolean): boolean {
  return !multiple && columns.every(({ aside, text }) => aside || text.length <= longestPoint);
}

function RowChoices({ firstId, name, columns, chosen, multiple }: RowChoicesProps) {
  if (arePoints(columns, multiple)) {
    return <Points firstId={firstId} name={name} points={columns} chosen={chosen} />;
  }
  const picked = (Array.isArray(chosen) ? chosen : [chosen]).map(String);
  return (
    <div className="choices compact">
      {columns.map((column, i) => (
        <label className="choice" key={String(column.value)}>
          <input
            type={multiple ? "checkbox" : "radio"}
            id={i === 0 ? firstId : undefined}
            name={name}
            value={String(column.value)}
            defaultChecked={chosen !== undefined && picked.includes(String(column.value))}
          />
          <span>{column.text}</span>
        </label>
      ))}
    </div>
  );
}
