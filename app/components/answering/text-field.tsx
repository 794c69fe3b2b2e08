import { fieldName } from "#surveys/answering/posted-page.ts";
import { describedBy, type FieldProps, QuestionSingle } from "./question-frame.tsx";

/** Words, a number, a date. A number is a text field with a number keyboard: it takes a decimal comma, and no wheel changes it. */
export function TextField(field: FieldProps) {
  const { id, question, answers, problem, say } = field;
  const { min, max } = question;
  const isNumber = question.inputType === "number";
  const isWords = question.type === "comment" || question.inputType === "text";
  const hint = isNumber && min !== null && max !== null ? say("answer:number-between", { min, max }) : undefined;
  const control = {
    id,
    name: fieldName(question.name),
    defaultValue: String(answers[question.name] ?? ""),
    "aria-describedby": describedBy(field, hint),
    "aria-invalid": problem ? true : undefined,
    autoComplete: "off",
    // What is typed runs its own way, whatever way the page runs; figures and addresses always from the left.
    dir: isWords ? "auto" : "ltr",
  };
  if (question.type === "comment") {
    return (
      <QuestionSingle field={field}>
        <textarea {...control} rows={4} />
      </QuestionSingle>
    );
  }
  return (
    <QuestionSingle field={field} hint={hint}>
      {isNumber ? (
        <span className="amount">
          <input {...control} inputMode="decimal" size={8} /> {question.unit}
        </span>
      ) : (
        <input {...control} type={question.inputType} />
      )}
    </QuestionSingle>
  );
}
