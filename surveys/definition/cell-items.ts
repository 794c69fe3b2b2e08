import type { ItemValue, Question, QuestionMatrixDropdownModel, QuestionMultipleTextModel } from "survey-core";
import { isProblem, type Problem } from "#surveys/problem.ts";
import type { Item } from "./codebook.ts";
import { wordsOf } from "./coded-values.ts";
import { joinWords, localizedWords } from "./localized-words.ts";
import { type Measurement, readMeasurement } from "./measurement.ts";
import type { AskedQuestion, QuestionItems } from "./question-items.ts";

/** Reads the items of a question that stands inside another, asked under a key and a label of its own. */
export type ReadInner = (question: Question, asked: AskedQuestion) => QuestionItems | Problem;

/** Each field of a `multipletext` is a question of its own: "contact.phone". */
export function fieldItems(
  question: QuestionMultipleTextModel,
  asked: AskedQuestion,
  read: ReadInner,
): QuestionItems | Problem {
  return collected(
    question.items.map((field) => {
      const inner = askedInside(asked, field, field.name, localizedWords(field.locTitle.getJson(), field.name));
      if (isProblem(inner)) return inner;
      const items = read(field.editor, inner);
      return Array.isArray(items) ? items.map((item) => at(item, { row: field.name })) : items;
    }),
  );
}

/**
 * Each cell of a matrix whose columns are questions is a question of its own: "shops.bakery.visits". The rows are fixed, so every wave has
 * the same cells.
 */
export function cellItems(
  question: QuestionMatrixDropdownModel,
  asked: AskedQuestion,
  read: ReadInner,
): QuestionItems | Problem {
  const cells = question.rows.flatMap((row: ItemValue) =>
    question.columns.map((column): QuestionItems | Problem => {
      const label = joinWords(wordsOf(row), localizedWords(column.locTitle.getJson(), column.name));
      const inner = askedInside(asked, column, `${row.value}.${column.name}`, label);
      if (isProblem(inner)) return inner;
      const template: Question = column.templateQuestion;
      if (Array.isArray(template.choices) && template.choices.length === 0) template.choices = question.choices;
      const items = read(template, inner);
      return Array.isArray(items)
        ? items.map((item) => at(item, { row: String(row.value), cell: column.name }))
        : items;
    }),
  );
  return collected(cells);
}

type Holder = Parameters<typeof readMeasurement>[0];

function askedInside(
  asked: AskedQuestion,
  holder: Holder,
  part: string,
  label: Item["label"],
): AskedQuestion | Problem {
  const own = readMeasurement(holder, `${asked.name} (${part})`);
  if (isProblem(own)) return own;
  const { itemKey: _, ...ofWhole } = asked.measurement;
  const stated = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  const measurement: Measurement = { ...ofWhole, ...stated };
  return {
    name: asked.name,
    key: `${asked.key}.${part}`,
    label: joinWords(asked.label, label),
    theme: own.theme ?? asked.theme,
    measurement,
    ...(measurement.missingValues ? { missing: measurement.missingValues } : {}),
  };
}

function at(item: Item, place: { row: string; cell?: string }): Item {
  return { ...item, source: { ...item.source, ...place } };
}

function collected(all: Array<QuestionItems | Problem>): QuestionItems | Problem {
  const items: Item[] = [];
  for (const some of all) {
    if (isProblem(some)) return some;
    if (Array.isArray(some)) items.push(...some);
  }
  return items.length > 0 ? items : { reason: "no-values" };
}
