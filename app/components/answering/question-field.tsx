import { commentFieldOf } from "#surveys/answering/posted-page.ts";
import { commentKey } from "#surveys/answering/survey-page.ts";
import { BooleanField, CheckboxField, DropdownField, RadioField } from "./choice-field.tsx";
import { CompositeField } from "./composite-field.tsx";
import { MatrixField } from "./matrix-field.tsx";
import type { FieldProps } from "./question-frame.tsx";
import { RankingField } from "./ranking-field.tsx";
import { RatingField } from "./rating-field.tsx";
import { SpanField } from "./span-field.tsx";
import { TextField } from "./text-field.tsx";

const fieldByType = {
  rating: RatingField,
  radiogroup: RadioField,
  boolean: BooleanField,
  checkbox: CheckboxField,
  dropdown: DropdownField,
  matrix: MatrixField,
  ranking: RankingField,
  text: TextField,
  comment: TextField,
  span: SpanField,
  multipletext: CompositeField,
  matrixdropdown: CompositeField,
  matrixdynamic: CompositeField,
  paneldynamic: CompositeField,
};

/** A question with the browser's own control for its type, and room for words beside it where the survey asks for them. */
export function QuestionField(given: Omit<FieldProps, "problem">) {
  const field: FieldProps = { ...given, problem: given.problems.find(({ inner }) => !inner) };
  const Field = fieldByType[field.question.type];
  return (
    <>
      <Field {...field} />
      <CommentField {...field} />
    </>
  );
}

function CommentField({ id, question, answers }: FieldProps) {
  if (!question.comment) return null;
  const key = commentKey(question.name);
  return (
    <div className="question comment">
      <label htmlFor={`${id}-comment`}>{question.comment.title}</label>
      <input
        id={`${id}-comment`}
        name={commentFieldOf(question)}
        defaultValue={String(answers[key] ?? "")}
        autoComplete="off"
        dir="auto"
        disabled={question.readOnly}
      />
    </div>
  );
}
