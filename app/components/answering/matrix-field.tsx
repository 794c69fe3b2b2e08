import { fieldOf } from "#surveys/answering/posted-page.ts";
import type { Choice } from "#surveys/answering/survey-page.ts";
import { type FieldProps, QuestionGroup } from "./question-frame.tsx";
import { Points } from "./rating-field.tsx";

/** A matrix as one question per row: a table cannot be read on a phone, nor be listened to. */
export function MatrixField(field: FieldProps) {
  const { id, question, answers, problem } = field;
  const chosen = (answers[question.name] ?? {}) as Record<string, unknown>;
  return (
    <QuestionGroup field={field}>
      {question.rows.map((row, i) => (
        <fieldset className={problem?.row === String(row.value) ? "row bad" : "row"} key={String(row.value)}>
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

interface RowChoicesProps {
  firstId: string | undefined;
  name: string;
  columns: Choice[];
  chosen: unknown;
  multiple: boolean;
}

const longestPoint = 3;

function RowChoices({ firstId, name, columns, chosen, multiple }: RowChoicesProps) {
  if (!multiple && columns.every((column) => column.aside || column.text.length <= longestPoint)) {
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
