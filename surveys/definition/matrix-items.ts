import type { ItemValue, QuestionMatrixModel } from "survey-core";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import { optionItem } from "./choice-items.ts";
import type { Item } from "./codebook.ts";
import { codesWithMeaning, judgedByCodes, labelsOf, numericCodes, wordsOf } from "./coded-values.ts";
import { joinWords } from "./localized-words.ts";
import { type Measurement, readMeasurement } from "./measurement.ts";
import type { AskedQuestion, QuestionItems } from "./question-items.ts";

/**
 * A matrix: each row is a question of its own. Numeric columns make it a scale (or a yes-no), a roster's rows are ties, and other columns
 * are options of the row. A matrix without rows asks one question; a roster without rows has not been filled yet and measures nothing.
 */
export function matrixItems(question: QuestionMatrixModel, asked: AskedQuestion): QuestionItems | Problem {
  const columns: ItemValue[] = question.columns;
  const rows: ItemValue[] = question.rows;
  const isRoster = asked.measurement.rosterOf !== undefined;
  if (columns.length === 0 || (isRoster && rows.length === 0)) return { reason: "no-values" };
  if (isRoster && !numericCodes(columns, asked.measurement)) {
    return problem("definition.bad-property", { question: question.name, property: "rosterOf" });
  }
  const oneAnswerPerRow = question.cellType !== "checkbox";
  if (rows.length === 0) return rowItems(null, columns, asked, oneAnswerPerRow);
  const items: Item[] = [];
  for (const row of rows) {
    const ofRow = rowItems(row, columns, asked, oneAnswerPerRow);
    if (isProblem(ofRow)) return ofRow;
    items.push(...ofRow);
  }
  return items;
}

function rowItems(
  row: ItemValue | null,
  columns: ItemValue[],
  asked: AskedQuestion,
  oneAnswerPerRow: boolean,
): Item[] | Problem {
  const inRow = row ? askedInRow(row, asked) : asked;
  if (isProblem(inRow)) return inRow;
  const codes = oneAnswerPerRow ? numericCodes(columns, inRow.measurement) : null;
  const items = codes ? codedRow(codes, columns, inRow) : columnItems(columns, inRow);
  if (isProblem(items) || !row) return items;
  return items.map((item) => ({ ...item, source: { ...item.source, row: String(row.value) } }));
}

/** The row as a question: its own key, direction and theme where it states them, else the matrix's. */
function askedInRow(row: ItemValue, asked: AskedQuestion): AskedQuestion | Problem {
  const own = readMeasurement(row, `${asked.name} (${row.value})`);
  if (isProblem(own)) return own;
  const measurement: Measurement = { ...asked.measurement };
  for (const [name, value] of Object.entries(own)) {
    if (value !== undefined) Object.assign(measurement, { [name]: value });
  }
  const separator = asked.measurement.rosterOf ? ":" : ".";
  return {
    ...asked,
    key: own.itemKey ?? `${asked.key}${separator}${row.value}`,
    label: joinWords(asked.label, wordsOf(row)),
    theme: own.theme ?? asked.theme,
    measurement,
  };
}

function codedRow(codes: number[], columns: ItemValue[], asked: AskedQuestion): Item[] | Problem {
  const judged = judgedByCodes(codes, asked.measurement, asked.name);
  if (isProblem(judged)) return judged;
  const labels = labelsOf(columns, asked.measurement);
  return [
    {
      key: asked.key,
      source: { question: asked.name, as: "number" },
      label: asked.label,
      theme: asked.theme,
      ...judged,
      ...(asked.measurement.rosterOf ? { kind: "tie" as const } : {}),
      ...(labels.length > 0 ? { valueLabels: labels } : {}),
      ...(asked.missing ? { missing: asked.missing } : {}),
    },
  ];
}

function columnItems(columns: ItemValue[], asked: AskedQuestion): Item[] | Problem {
  const items: Item[] = [];
  for (const column of codesWithMeaning(columns, asked.measurement)) {
    const item = optionItem(column, asked);
    if (isProblem(item)) return item;
    items.push(item);
  }
  return items;
}
