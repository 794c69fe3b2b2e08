import { fieldOf } from "#surveys/answering/posted-page.ts";
import { type FieldProps, QuestionGroup } from "./question-frame.tsx";

/** Things put in order by giving each a place: dragging needs script and a steady hand. */
export function RankingField(field: FieldProps) {
  const { id, question, answers, say } = field;
  const picks = question.minChoices < question.choices.length;
  const places = question.choices.slice(0, question.maxChoices);
  return (
    <QuestionGroup
      field={field}
      hint={picks ? say("answer:pick-up-to", { count: places.length }) : say("answer:rank-hint")}
    >
      {question.choices.map((thing, i) => {
        const thingId = i === 0 ? id : `${id}-${i + 1}`;
        return (
          <div className="ranked" key={String(thing.value)}>
            <label htmlFor={thingId}>{thing.text}</label>
            <select
              id={thingId}
              name={fieldOf(question, thing.value)}
              defaultValue={placeOf(thing.value, answers[question.name])}
            >
              <option value="">{say("answer:choose")}</option>
              {places.map((_, place) => (
                <option key={place} value={place + 1}>
                  {say("answer:place", { place: place + 1 })}
                </option>
              ))}
            </select>
          </div>
        );
      })}
    </QuestionGroup>
  );
}

/** Its place in the stored order, or the place that was typed while the order did not yet add up. */
function placeOf(thing: string | number | boolean, answer: unknown): string {
  if (Array.isArray(answer)) {
    const index = answer.findIndex((one) => String(one) === String(thing));
    return index < 0 ? "" : String(index + 1);
  }
  const typed = (answer ?? {}) as Record<string, unknown>;
  return String(typed[String(thing)] ?? "");
}
