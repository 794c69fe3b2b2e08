import { Form } from "@remix-run/react";
import { TextField } from "#app/components/form-field.tsx";
import { useSay } from "#app/texts/use-texts.ts";
import type { Audience, RespondentLanguage } from "#db/schema.ts";
import type { QuestionFacts } from "#surveys/definition/editing/question-facts.ts";
import type { Problem } from "#surveys/problem.ts";
import { directionOf } from "#surveys/respondent-language.ts";
import { AnswerRuleFields } from "./answer-rule-fields.tsx";
import { ConditionFields, type ConditionFieldsProps } from "./condition-fields.tsx";
import { ItemListFields } from "./item-list-fields.tsx";
import { MeasurementFields } from "./measurement-fields.tsx";
import { SaveBar } from "./save-bar.tsx";
import { WordsField } from "./words-field.tsx";

interface QuestionFormProps {
  facts: QuestionFacts;
  language: RespondentLanguage;
  audience: Audience;
  goals: string[];
  conditions: Array<Omit<ConditionFieldsProps, "problem">>;
  revision: number;
  problem?: Problem | null;
  /** The question after this one; null for the last. */
  next: string | null;
  editor: string;
}

/** All of one question in one form: every button saves what stands in it, and may do one thing more. */
export function QuestionForm({
  facts,
  language,
  audience,
  goals,
  conditions,
  revision,
  problem,
  next,
  editor,
}: QuestionFormProps) {
  const say = useSay();
  const direction = directionOf(language);
  const words = { language, direction };
  return (
    <Form method="post" reloadDocument noValidate key={revision} className="question-form">
      {/* The button that Enter in a text field presses: the first in a form is it, and that shall move nothing. */}
      <button className="default-button" name="deed" value="save" tabIndex={-1} aria-hidden="true" />
      <input type="hidden" name="revision" value={revision} />
      <input type="hidden" name="language" value={language} />
      <input type="hidden" name="next" value={next ?? ""} />
      {Object.entries(facts.words).map(([property, { text, other }]) => (
        <WordsField
          key={property}
          name={`words.${property}`}
          label={say(`editor:words.${property}`)}
          hint={property === "description" ? say("editor:words.description-hint") : undefined}
          value={text}
          other={other}
          rows={property === "title" || property === "html" ? 3 : 1}
          {...words}
        />
      ))}
      {facts.kind === null ? <p className="notice">{say("editor:question.foreign", { type: facts.type })}</p> : null}
      {facts.scale ? (
        <div className="field-row">
          <TextField name="scaleMin" type="number" label={say("editor:scale.min")} value={String(facts.scale.min)} />
          <TextField
            name="scaleMax"
            type="number"
            label={say("editor:scale.max")}
            value={String(facts.scale.max)}
            problem={problem}
          />
        </div>
      ) : null}
      {facts.rows ? <ItemListFields list="rows" items={facts.rows} withMissing={false} {...words} /> : null}
      {facts.answers ? (
        <ItemListFields
          list={facts.answers.list}
          items={facts.answers.items}
          withMissing={facts.type !== "ranking"}
          fixed={facts.scale !== null}
          {...words}
        />
      ) : null}
      {facts.numbers.length > 0 ? (
        <div className="field-row">
          {facts.numbers.map(({ property, value }) => (
            <TextField
              key={property}
              name={property}
              label={say(`editor:number.${property}`)}
              value={value}
              inputMode="decimal"
              problem={problem}
            />
          ))}
        </div>
      ) : null}
      {facts.switches.length > 0 ? (
        <fieldset>
          <legend>{say("editor:switch.title")}</legend>
          {facts.switches.map(({ property, on }) => (
            <label className="choice" key={property}>
              <input type="checkbox" name={property} defaultChecked={on} />
              <span>{say(`editor:switch.${property}`)}</span>
            </label>
          ))}
        </fieldset>
      ) : null}
      <AnswerRuleFields facts={facts} problem={problem} {...words} />
      {conditions.map((condition) => (
        <ConditionFields key={condition.property} {...condition} problem={problem} />
      ))}
      <MeasurementFields facts={facts} audience={audience} goals={goals} />
      <SaveBar back={editor}>
        {next === null ? null : (
          <button className="button button--secondary" name="deed" value="save-next">
            {say("editor:question.save-next")}
          </button>
        )}
      </SaveBar>
    </Form>
  );
}
