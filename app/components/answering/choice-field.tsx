import { fieldOf } from "#surveys/answering/posted-page.ts";
import { describedBy, type FieldProps, QuestionGroup, QuestionSingle } from "./question-frame.tsx";

/** One of several, all in sight. */
export function RadioField(field: FieldProps) {
  return (
    <QuestionGroup field={field}>
      <ChoiceList field={field} type="radio" />
    </QuestionGroup>
  );
}

/** Yes or no, side by side. */
export function BooleanField(field: FieldProps) {
  return (
    <QuestionGroup field={field}>
      <ChoiceList field={field} type="radio" row />
    </QuestionGroup>
  );
}

/** Any number of several. */
export function CheckboxField(field: FieldProps) {
  const { question, say } = field;
  const limited = question.maxChoices < question.choices.length;
  return (
    <QuestionGroup field={field} hint={limited ? say("answer:pick-up-to", { count: question.maxChoices }) : undefined}>
      <ChoiceList field={field} type="checkbox" />
    </QuestionGroup>
  );
}

/** One of many, in a list that folds out. */
export function DropdownField(field: FieldProps) {
  const { id, question, answers, problem, say } = field;
  return (
    <QuestionSingle field={field}>
      <select
        id={id}
        name={fieldOf(question)}
        defaultValue={String(answers[question.name] ?? "")}
        disabled={question.readOnly}
        aria-describedby={describedBy(field)}
        aria-invalid={problem ? true : undefined}
      >
        <option value="">{say("answer:choose")}</option>
        {question.choices.map((choice) => (
          <option key={String(choice.value)} value={String(choice.value)} disabled={choice.disabled}>
            {choice.text}
          </option>
        ))}
      </select>
    </QuestionSingle>
  );
}

export function ChoiceList({ field, type, row }: { field: FieldProps; type: "radio" | "checkbox"; row?: boolean }) {
  const { id, question, answers } = field;
  const chosen = chosenIn(answers[question.name]);
  return (
    <div className={row ? "choices in-row" : question.look === "pictures" ? "choices pictures" : "choices"}>
      {question.choices.map((choice, i) => (
        <label className="choice" key={String(choice.value)}>
          <input
            type={type}
            id={i === 0 ? id : undefined}
            name={fieldOf(question)}
            value={String(choice.value)}
            defaultChecked={chosen.includes(String(choice.value))}
            disabled={choice.disabled}
          />
          {choice.image ? <img src={choice.image} alt="" /> : null}
          <span>{choice.text}</span>
        </label>
      ))}
    </div>
  );
}

/** Stored and typed answers alike, as the text that a form sends. */
function chosenIn(answer: unknown): string[] {
  if (answer === undefined || answer === null) return [];
  return (Array.isArray(answer) ? answer : [answer]).map(String);
}
