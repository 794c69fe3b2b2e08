import { fieldOf, spanEnds } from "#surveys/answering/posted-page.ts";
import { isRecord } from "#surveys/definition/survey-json.ts";
import { type FieldProps, QuestionGroup } from "./question-frame.tsx";
import { limitsHint } from "./text-field.tsx";

/** From one number to another. */
export function SpanField(field: FieldProps) {
  const { id, question, answers, problem, say } = field;
  const answer = answers[question.name];
  const typed = Array.isArray(answer) ? { from: answer[0], to: answer[1] } : isRecord(answer) ? answer : {};
  return (
    <QuestionGroup field={field} hint={limitsHint(field)}>
      <p className="span">
        {spanEnds.map((end, i) => (
          <label key={end}>
            {say(`answer:span-${end}`)}{" "}
            <input
              id={i === 0 ? id : undefined}
              name={fieldOf(question, end)}
              defaultValue={String(typed[end] ?? "")}
              aria-invalid={problem ? true : undefined}
              inputMode="decimal"
              autoComplete="off"
              size={6}
            />
          </label>
        ))}{" "}
        {question.unit}
      </p>
    </QuestionGroup>
  );
}
