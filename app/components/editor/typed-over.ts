import {
  type Condition,
  type ConditionProperty,
  conditionProperties,
  isComparison,
  mostLines,
} from "#surveys/definition/conditions/condition.ts";
import { ruleField } from "#surveys/definition/editing/answer-rules.ts";
import type { ItemFacts, QuestionFacts } from "#surveys/definition/editing/question-facts.ts";

/** A form that came back refused. */
interface Returned {
  typed: Record<string, string>;
  ticked: Record<string, string[]>;
}

/** The names of these forms that several boxes share. */
export const severalOf = [
  ...["goodEnd", "indexes"],
  ...conditionProperties.flatMap((property) =>
    Array.from({ length: mostLines }, (_, number) => `${property}.${number}.value`),
  ),
];

/** The form as it was typed, over what the draft says: what came back refused is still there, to be looked at and sent again. */
export function typedOver(facts: QuestionFacts, returned: Returned | undefined): QuestionFacts {
  if (!returned || returned.typed.next === undefined) return facts;
  const { typed, ticked } = returned;
  const item = (list: string) => (one: ItemFacts) => ({
    ...one,
    text: typed[`${list}.${one.code}`] ?? one.text,
    missing: typed[`missing.${one.code}`] ?? one.missing,
  });
  const { answers, measurement, scale } = facts;
  return {
    ...facts,
    name: typed.name ?? facts.name,
    words: Object.fromEntries(
      Object.entries(facts.words).map(([property, words]) => [
        property,
        { ...words, text: typed[`words.${property}`] ?? words.text },
      ]),
    ),
    switches: facts.switches.map(({ property }) => ({ property, on: typed[property] === "on" })),
    numbers: facts.numbers.map(({ property, value }) => ({ property, value: typed[property] ?? value })),
    rules: facts.rules.map(({ rule, limits, words }) => ({
      rule,
      limits: limits.map(({ property, value }) => ({ property, value: typed[ruleField(rule, property)] ?? value })),
      words: { ...words, text: typed[ruleField(rule, "text")] ?? words.text },
    })),
    answers: answers ? { ...answers, items: answers.items.map(item(answers.list)) } : null,
    rows: facts.rows?.map(item("rows")) ?? null,
    scale: scale ? { min: Number(typed.scaleMin || scale.min), max: Number(typed.scaleMax || scale.max) } : null,
    indexes: facts.indexes.map((index) => ({ ...index, member: ticked.indexes?.includes(index.key) ?? index.member })),
    measurement: measurement
      ? {
          ...measurement,
          itemKey: typed.itemKey ?? measurement.itemKey,
          goodDirection: typed.goodDirection ?? measurement.goodDirection,
          goodEnd: typed.goodEndAsked ? (ticked.goodEnd ?? []).map(Number) : measurement.goodEnd,
          forOrganisation: typed.askedFor ? typed.answersFor === "on" : measurement.forOrganisation,
          theme: typed.theme ?? measurement.theme,
          source: typed.source ?? measurement.source,
          licence: typed.licence ?? measurement.licence,
        }
      : null,
  };
}

/** A condition as it stands in its form. */
interface ShownCondition {
  property: ConditionProperty;
  condition: Condition | null;
  text: string;
}

/** The same for a condition: the lines as they were chosen, or the text as it was written. */
export function typedCondition<Shown extends ShownCondition>(shown: Shown, returned: Returned | undefined): Shown {
  const { typed = {}, ticked = {} } = returned ?? {};
  const { property } = shown;
  const how = typed[`${property}.how`];
  if (how === "text") return { ...shown, condition: null, text: typed[`${property}.text`] ?? shown.text };
  if (how !== "lines") return shown;
  const lines: Condition["lines"] = [];
  for (let number = 0; typed[`${property}.${number}.answer`] !== undefined; number += 1) {
    const comparison = typed[`${property}.${number}.comparison`];
    lines.push({
      answer: String(typed[`${property}.${number}.answer`]),
      comparison: isComparison(comparison) ? comparison : "answered",
      values: ticked[`${property}.${number}.value`] ?? [],
    });
  }
  return { ...shown, condition: { join: typed[`${property}.join`] === "any" ? "any" : "all", lines } };
}
