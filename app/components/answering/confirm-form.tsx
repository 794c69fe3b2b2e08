import { type ConfirmChoice, confirmChoices } from "#app/components/confirm-fields.tsx";
import { allProblems, type Problem } from "#surveys/problem.ts";
import type { Say } from "#surveys/texts.ts";

interface ConfirmFormProps {
  values: Partial<Record<string, string>>;
  problem: Problem | null;
  again: boolean;
  say: Say;
}

/** The confirmer's short form as a plain form that needs no script. */
export function ConfirmForm({ values, problem, again, say }: ConfirmFormProps) {
  const told = problem ? allProblems(problem) : [];
  return (
    <form method="post" noValidate acceptCharset="utf-8">
      {told.length > 0 ? (
        <div className="problem-summary" role="alert">
          <h2>{say("partner:confirm.mend")}</h2>
          <ul>
            {told.map((one) => (
              <li key={`${one.field} ${one.problem}`}>
                {one.field ? (
                  <a href={`#${one.field}`}>
                    {say(`partner:confirm.${one.field}`)} {wordsOf(one, say)}
                  </a>
                ) : (
                  wordsOf(one, say)
                )}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {(Object.keys(confirmChoices) as ConfirmChoice[]).map((name) => (
        <ChoiceQuestion key={name} {...{ name, value: values[name], problem: told.find(isAt(name)), say }} />
      ))}
      <div className={told.some(isAt("words")) ? "question bad" : "question"}>
        <label htmlFor="words">{say("partner:confirm.words")}</label>
        <p className="more" id="words-hint">
          {say("partner:confirm.words-hint")}
        </p>
        <textarea id="words" name="words" rows={4} aria-describedby="words-hint" defaultValue={values.words} />
      </div>
      <p className="quiet">{say("partner:confirm.seen")}</p>
      <div className="buttons">
        <button className="button">{say(again ? "partner:confirm.send-again" : "partner:confirm.send")}</button>
      </div>
    </form>
  );
}

function ChoiceQuestion({
  name,
  value,
  problem,
  say,
}: {
  name: ConfirmChoice;
  value: string | undefined;
  problem: Problem | undefined;
  say: Say;
}) {
  return (
    <fieldset className={problem ? "question bad" : "question"} id={name} tabIndex={-1}>
      <legend>{say(`partner:confirm.${name}`)}</legend>
      {problem ? <p className="problem">{wordsOf(problem, say)}</p> : null}
      <div className="choices">
        {confirmChoices[name].map((choice) => (
          <label className="choice" key={choice}>
            <input type="radio" name={name} value={choice} defaultChecked={value === choice} />
            <span>{say(`partner:${name}.${choice}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function isAt(name: string) {
  return (one: Problem) => one.field === name;
}

function wordsOf({ problem, field, values }: Problem, say: Say): string {
  if (problem === "field.missing" && field !== "words") return say("common:form.missing-choice");
  return say(`problem:${problem}`, values);
}
