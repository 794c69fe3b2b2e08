import { TextField } from "#app/components/form-field.tsx";
import { useSay } from "#app/texts/use-texts.ts";
import { ruleField } from "#surveys/definition/editing/answer-rules.ts";
import type { QuestionFacts, RuleFacts } from "#surveys/definition/editing/question-facts.ts";
import type { Problem } from "#surveys/problem.ts";
import { WordsField } from "./words-field.tsx";

interface AnswerRuleFieldsProps {
  facts: Pick<QuestionFacts, "rules" | "newRules" | "otherRules">;
  language: string;
  direction: "ltr" | "rtl";
  problem?: Problem | null;
}

/** What an answer must keep, with what is said where it does not: rules to fill in, take out and add. */
export function AnswerRuleFields({ facts, ...given }: AnswerRuleFieldsProps) {
  const say = useSay();
  const { rules, newRules, otherRules } = facts;
  if (rules.length + newRules.length + otherRules === 0) return null;
  return (
    <fieldset id="rules" tabIndex={-1} className="condition">
      <legend>{say("editor:rule.title")}</legend>
      {rules.length === 0 ? <p className="quiet">{say("editor:rule.none")}</p> : null}
      {rules.map((rule) => (
        <AnswerRuleLine key={rule.rule} facts={rule} {...given} />
      ))}
      {otherRules > 0 ? <p className="quiet">{say("editor:rule.others", { count: otherRules })}</p> : null}
      {newRules.length > 0 ? (
        <div className="buttons">
          {newRules.map((rule) => (
            <button key={rule} className="button button--secondary" name="deed" value={`rule:add:${rule}`}>
              {say(`editor:rule.${rule}.add`)}
            </button>
          ))}
        </div>
      ) : null}
    </fieldset>
  );
}

function AnswerRuleLine({
  facts: { rule, limits, words },
  problem,
  ...spoken
}: Omit<AnswerRuleFieldsProps, "facts"> & { facts: RuleFacts }) {
  const say = useSay();
  const name = say(`editor:rule.${rule}.name`);
  return (
    <fieldset className="condition-line">
      <legend className="condition-line__question">{name}</legend>
      {limits.length > 0 ? (
        <div className="field-row">
          {limits.map(({ property, value }) => (
            <TextField
              key={property}
              name={ruleField(rule, property)}
              label={say(`editor:rule.${rule}.${property}`)}
              value={value}
              inputMode="decimal"
              problem={problem}
            />
          ))}
        </div>
      ) : null}
      <WordsField
        name={ruleField(rule, "text")}
        label={say("editor:rule.words")}
        hint={say("editor:rule.words-hint")}
        value={words.text}
        other={words.other}
        rows={1}
        {...spoken}
      />
      <button className="link-button" name="deed" value={`rule:remove:${rule}`}>
        {say("editor:rule.remove")}
        <span className="visually-hidden">: {name}</span>
      </button>
    </fieldset>
  );
}
