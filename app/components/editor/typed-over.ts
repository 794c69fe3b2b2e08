import type { ItemFacts, QuestionFacts } from "#surveys/definition/editing/question-facts.ts";

/** The form as it was typed, over what the draft says: what came back refused is still there, to be looked at and sent again. */
export function typedOver(facts: QuestionFacts, typed: Record<string, string> | undefined): QuestionFacts {
  if (!typed || Object.keys(typed).length === 0) return facts;
  const item = (list: string) => (one: ItemFacts) => ({
    ...one,
    text: typed[`${list}.${one.code}`] ?? one.text,
    missing: typed[`missing.${one.code}`] ?? one.missing,
  });
  const { answers, measurement } = facts;
  return {
    ...facts,
    words: Object.fromEntries(
      Object.entries(facts.words).map(([property, words]) => [
        property,
        { ...words, text: typed[`words.${property}`] ?? words.text },
      ]),
    ),
    switches: facts.switches.map(({ property }) => ({ property, on: typed[property] === "on" })),
    numbers: facts.numbers.map(({ property, value }) => ({ property, value: typed[property] ?? value })),
    answers: answers ? { ...answers, items: answers.items.map(item(answers.list)) } : null,
    rows: facts.rows?.map(item("rows")) ?? null,
    measurement: measurement
      ? {
          ...measurement,
          itemKey: typed.itemKey ?? measurement.itemKey,
          goodDirection: typed.goodDirection ?? measurement.goodDirection,
          theme: typed.theme ?? measurement.theme,
          source: typed.source ?? measurement.source,
          licence: typed.licence ?? measurement.licence,
        }
      : null,
  };
}
