import { fieldOf } from "#surveys/answering/posted-page.ts";
import type { Choice, Look } from "#surveys/answering/survey-page.ts";
import { ChoiceList, DropdownField } from "./choice-field.tsx";
import { type FieldProps, QuestionGroup } from "./question-frame.tsx";

const longestPoint = 12;

/** A scale: a row of large points with both ends named, for the eye and for the ear. Words as points stand one below the other. */
export function RatingField(field: FieldProps) {
  const { id, question, answers } = field;
  if (question.look === "dropdown") return <DropdownField {...field} />;
  const areWords = question.choices.some(({ aside, text }) => !aside && text.length > longestPoint);
  if (areWords && !question.look && question.choices.length > 0) {
    return (
      <QuestionGroup field={field}>
        <RatingEnds {...field} />
        <ChoiceList field={field} type="radio" />
      </QuestionGroup>
    );
  }
  return (
    <QuestionGroup field={field}>
      <RatingEnds {...field} />
      <Points
        firstId={id}
        name={fieldOf(question)}
        look={question.look}
        coloured={question.coloured}
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
  look?: Look;
  coloured?: boolean;
}

const faces = ["😠", "🙁", "😐", "🙂", "😀"];

/** Beside the number, which says the same for eyes that cannot tell faces or colours apart. */
function iconOf(look: Look | undefined, place: number, of: number): string {
  if (look === "stars") return "★";
  return look === "smileys" ? (faces[fifthOf(place, of)] ?? "") : "";
}

/** 0 to 4: the worst fifth of a scale to the best. */
function fifthOf(place: number, of: number): number {
  return of < 2 ? 4 : Math.round((place / (of - 1)) * 4);
}

/** Radio buttons with short texts, as a row of fields to press; "don't know" stands below, no part of the scale. */
export function Points({ firstId, name, points, chosen, ends, look, coloured }: PointsProps) {
  const scale = points.filter((point) => !point.aside);
  const isChosen = (point: Choice) => chosen !== undefined && String(chosen) === String(point.value);
  return (
    <>
      <div className={["points", scale.length > 7 && "many", look].filter(Boolean).join(" ")}>
        {scale.map((point, i) => {
          const end = i === 0 ? ends?.[0] : i === scale.length - 1 ? ends?.[1] : "";
          return (
            <label className={coloured ? `point tint-${fifthOf(i, scale.length)}` : "point"} key={String(point.value)}>
              <input
                type="radio"
                id={i === 0 ? firstId : undefined}
                name={name}
                value={String(point.value)}
                defaultChecked={isChosen(point)}
              />
              <span>
                {look ? <b aria-hidden="true">{iconOf(look, i, scale.length)}</b> : null}
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
