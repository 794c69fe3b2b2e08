import { fieldOf } from "#surveys/answering/posted-page.ts";
import { describedBy, type FieldProps, QuestionSingle } from "./question-frame.tsx";

/**
 * Words, a number, a date. A number is a text field with a number keyboard: it takes a decimal comma, and no wheel changes it. So is a
 * colour: the browser's own colour field cannot be left empty.
 */
export function TextField(field: FieldProps) {
  const { id, question, answers, problem } = field;
  const { inputType, min, max, suggestions } = question;
  const isNumber = inputType === "number";
  const isWords = question.type === "comment" || inputType === "text";
  const hint = isNumber ? limitsHint(field) : undefined;
  const control = {
    id,
    name: fieldOf(question),
    defaultValue: String(answers[question.name] ?? ""),
    "aria-describedby": describedBy(field, hint),
    "aria-invalid": problem ? true : undefined,
    autoComplete: "off",
    // What is typed runs its own way, whatever way the page runs; figures and addresses always from the left.
    dir: isWords ? "auto" : "ltr",
    disabled: question.readOnly,
  };
  if (question.type === "comment") {
    return (
      <QuestionSingle field={field}>
        <textarea {...control} rows={4} />
      </QuestionSingle>
    );
  }
  if (isNumber) {
    return (
      <QuestionSingle field={field} hint={hint}>
        <span className="amount">
          <input {...control} inputMode="decimal" size={8} /> {question.unit}
        </span>
      </QuestionSingle>
    );
  }
  const limits = { min: typeof min === "string" ? min : undefined, max: typeof max === "string" ? max : undefined };
  return (
    <QuestionSingle field={field}>
      {inputType === "color" ? (
        <input {...control} size={8} placeholder="#1a7f5a" />
      ) : (
        <input {...control} {...limits} type={inputType} list={suggestions ? `${id}-list` : undefined} />
      )}
      {suggestions ? (
        <datalist id={`${id}-list`}>
          {suggestions.map((words) => (
            <option key={words} value={words} />
          ))}
        </datalist>
      ) : null}
    </QuestionSingle>
  );
}

/** Between which numbers the answer lies, where the survey says so. */
export function limitsHint({ question, say }: FieldProps): string | undefined {
  const { min, max } = question;
  if (min !== null && max !== null) return say("answer:number-between", { min, max });
  if (min !== null) return say("answer:number-at-least", { min });
  return max === null ? undefined : say("answer:number-at-most", { max });
}
