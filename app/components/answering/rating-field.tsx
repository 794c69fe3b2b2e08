import { fieldName } from "#surveys/answering/posted-page.ts";
import type { Choice } from "#surveys/answering/survey-page.ts";
import { type FieldProps, QuestionGroup } from "./question-frame.tsx";

/** A scale: a row of large points with both ends named, for the eye and for the ear. */
export function RatingField(field: FieldProps) {
  const { id, question, answers } = field;
  return (
    <QuestionGroup field={field}>
      <RatingEnds {...field} />
      <Points
        firstId={id}
        name={fieldName(question.name)}
        points={question.choices}
        chosen={answers[question.name]}
        ends={[question.lowEnd, question.highEnd]}
      />
    </QuestionGroup>
  );
}

function RatingEnds({ question, say }: FieldProps) {
  const scale = question.choices.filter((point) => !point.aside);
  const [first, last] = [scale[0], scale.at(-1)];
  if (!first || !last || (!question.lowEnd && !question.highEnd)) return null;
  return (
    <p className="ends" aria-hidden="true">
      {question.lowEnd ? <span>{say("answer:rating-end", { value: first.text, words: question.lowEnd })}</span> : null}
      {question.highEnd ? <span>{say("answer:rating-end", { value: last.text, words: question.highEnd })}</span> : null}
    </p>
  );
}

interface PointsProps {
  firstId?: string;
  name: string;
  points: Choice[];
  chosen: unknown;
  /** Read out with the first and the last point. */
  ends?: [string, string];
}

/** Radio buttons with short texts, as a row of fields to press; "don't know" stands below, no part of the scale. */
export function Points({ firstId, name, points, chosen, ends }: PointsProps) {
  const scale = points.filter((point) => !point.aside);
  const isChosen = (point: Choice) => chosen !== undefined && String(chosen) === String(point.value);
  return (
    <>
      <div className={scale.length > 7 ? "points many" : "points"}>
        {scale.map((point, i) => {
          const end = i === 0 ? ends?.[0] : i === scale.length - 1 ? ends?.[1] : "";
          return (
            <label className="point" key={String(point.value)}>
              <input
                type="radio"
                id={i === 0 ? firstId : undefined}
                name={name}
                value={String(point.value)}
                defaultChecked={isChosen(point)}
              />
              <span>
                {point.text}
                {end ? <i className="unseen"> {end}</i> : null}
              </span>
            </label>
          );
        })}
      </div>
      {points
        .filter((point) => point.aside)
        .map((point) => (
          <label className="choice aside" key={String(point.value)}>
            <input type="radio" name={name} value={String(point.value)} defaultChecked={isChosen(point)} />
            <span>{point.text}</span>
          </label>
        ))}
    </>
  );
}
