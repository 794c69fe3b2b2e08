import { useSay } from "#app/texts/use-texts.ts";
import type { Condition, ConditionLine, ConditionProperty } from "#surveys/definition/conditions/condition.ts";
import type { ConditionChoice } from "#surveys/definition/conditions/condition-choices.ts";
import type { Problem } from "#surveys/problem.ts";

export interface ConditionFieldsProps {
  property: ConditionProperty;
  /** The condition as lines; null where it says more than lines can, and stands as text. */
  condition: Condition | null;
  text: string;
  choices: ConditionChoice[];
  problem?: Problem | null;
}

/** "Shown only if …", "must be answered only if …": lines to choose, or the text of a condition that was written by hand. */
export function ConditionFields({ property, condition, text, choices, problem }: ConditionFieldsProps) {
  const say = useSay();
  const wrong = problem?.field === property ? problem : null;
  return (
    <fieldset className={wrong ? "condition field--bad" : "condition"} id={property} tabIndex={-1}>
      <legend>{say(`editor:condition.${property}.title`)}</legend>
      {wrong ? <span className="field__problem">{say(`problem:${wrong.problem}`, wrong.values)}</span> : null}
      {condition ? <ConditionLines {...{ property, condition, choices }} /> : <ConditionText {...{ property, text }} />}
    </fieldset>
  );
}

function ConditionText({ property, text }: Pick<ConditionFieldsProps, "property" | "text">) {
  const say = useSay();
  return (
    <>
      <input type="hidden" name={`${property}.how`} value="text" />
      <p className="field__hint" id={`${property}-by-hand`}>
        {say("editor:condition.by-hand")}
      </p>
      <label htmlFor={`${property}.text`}>{say("editor:condition.text")}</label>
      <textarea
        id={`${property}.text`}
        name={`${property}.text`}
        defaultValue={text}
        rows={3}
        aria-describedby={`${property}-by-hand`}
      />
    </>
  );
}

interface ConditionLinesProps {
  property: ConditionProperty;
  condition: Condition;
  choices: ConditionChoice[];
}

function ConditionLines({ property, condition, choices }: ConditionLinesProps) {
  const say = useSay();
  const { lines, join } = condition;
  return (
    <>
      <input type="hidden" name={`${property}.how`} value="lines" />
      {lines.length === 0 ? <p className="quiet">{say(`editor:condition.${property}.none`)}</p> : null}
      {lines.length > 1 ? (
        <p className="condition__join">
          <label htmlFor={`${property}.join`}>{say(`editor:condition.${property}.join`)}</label>
          <select id={`${property}.join`} name={`${property}.join`} defaultValue={join}>
            <option value="all">{say("editor:condition.all")}</option>
            <option value="any">{say("editor:condition.any")}</option>
          </select>
        </p>
      ) : (
        <input type="hidden" name={`${property}.join`} value={join} />
      )}
      {lines.map((line, number) => (
        <ConditionLineFields
          key={`${number} ${line.answer}`}
          property={property}
          line={line}
          number={number}
          choice={choices.find(({ answer }) => answer === line.answer)}
        />
      ))}
      <div className="item-add">
        <label htmlFor={`${property}-new`}>
          {say(lines.length === 0 ? "editor:condition.first" : "editor:condition.more")}
        </label>
        <select id={`${property}-new`} name={`${property}.new`} defaultValue="">
          <option value="">{say("editor:condition.choose")}</option>
          {choices.map((choice) => (
            <option key={choice.answer} value={choice.answer}>
              {titleOf(choice, say)}
            </option>
          ))}
        </select>
        <button className="button button--secondary" name="deed" value={`${property}:add`} id={`${property}-add`}>
          {say("editor:condition.add")}
        </button>
      </div>
    </>
  );
}

function titleOf({ answer, title }: ConditionChoice, say: ReturnType<typeof useSay>): string {
  if (answer === "wave_position") return say("editor:condition.wave");
  return title.length > 90 ? `${title.slice(0, 89)}…` : title;
}

function ConditionLineFields({
  property,
  line,
  number,
  choice,
}: {
  property: ConditionProperty;
  line: ConditionLine;
  number: number;
  choice: ConditionChoice | undefined;
}) {
  const say = useSay();
  const field = `${property}.${number}`;
  const title = choice ? titleOf(choice, say) : line.answer;
  const comparisons = [...new Set([...(choice?.comparisons ?? []), line.comparison])];
  const chosen = line.values.map(String);
  return (
    <fieldset className="condition-line">
      <input type="hidden" name={`${field}.answer`} value={line.answer} />
      <input type="hidden" name={`${field}.was`} value={line.comparison} />
      <legend className="condition-line__question">{title}</legend>
      <select
        name={`${field}.comparison`}
        defaultValue={line.comparison}
        aria-label={say("editor:condition.comparison")}
        id={`${field}.comparison`}
      >
        {comparisons.map((comparison) => (
          <option key={comparison} value={comparison}>
            {say(`editor:condition.is.${comparison}`)}
          </option>
        ))}
      </select>
      {choice && choice.values.length > 0 ? (
        <div className="condition-line__values">
          {choice.values.map(({ value, label }) => (
            <label className="choice" key={String(value)}>
              <input
                type="checkbox"
                name={`${field}.value`}
                value={String(value)}
                defaultChecked={chosen.includes(String(value))}
              />
              <span>{label}</span>
            </label>
          ))}
        </div>
      ) : (
        <input
          name={`${field}.value`}
          defaultValue={chosen[0] ?? ""}
          aria-label={say("editor:condition.value")}
          inputMode={choice?.isNumber ? "decimal" : undefined}
          autoComplete="off"
        />
      )}
      <button className="link-button" name="deed" value={`${property}:remove:${number}`}>
        {say("editor:condition.remove")}
        <span className="visually-hidden">: {title}</span>
      </button>
    </fieldset>
  );
}
