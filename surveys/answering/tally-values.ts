import { codeAnswers } from "#surveys/definition/code-answers.ts";
import {
  type Codebook,
  type IndexItem,
  type Item,
  type ItemAnswer,
  personMeanKey,
  scoreOf,
} from "#surveys/definition/codebook.ts";

/** What one person's answers count as: item key → the value of the tally (`tally.value`). */
export type CodedValues = Map<string, string>;

/**
 * Turns stored answers into tally values: the code as text; "~dont-know" and the like for what is missing; "~text" for words, which are
 * counted and never copied; for an index its mean score of 100 to two decimals; for the person's mean score whole points.
 */
export function codedValues(codebook: Codebook, answers: Record<string, unknown>): CodedValues {
  const coded = codeAnswers(codebook, answers);
  const values: CodedValues = new Map();
  for (const [key, answer] of coded) values.set(key, tallyValue(answer));
  if (codebook.indexes.length > 0) addIndexes(values, codebook, coded);
  addPersonMean(values, codebook.items, coded);
  return values;
}

/** True for a value that stands for an answer that can be compared between waves; false for missing and for words. */
export function isValid(value: string): boolean {
  return !value.startsWith("~");
}

function tallyValue(answer: ItemAnswer): string {
  if ("value" in answer) return String(answer.value);
  return "missing" in answer ? `~${answer.missing}` : "~text";
}

function addIndexes(values: CodedValues, codebook: Codebook, coded: Map<string, ItemAnswer>): void {
  const itemByKey = new Map(codebook.items.map((item) => [item.key, item]));
  for (const index of codebook.indexes) values.set(index.key, indexValue(index, itemByKey, coded));
}

function indexValue(index: IndexItem, itemByKey: Map<string, Item>, coded: Map<string, ItemAnswer>): string {
  const scores: number[] = [];
  let asked = 0;
  for (const key of index.items) {
    const item = itemByKey.get(key);
    const answer = coded.get(key);
    if (item && answer && "value" in answer) scores.push(scoreOf(item, answer.value));
    if (answer && !("missing" in answer && answer.missing === "not-asked")) asked += 1;
  }
  if (asked === 0) return "~not-asked";
  if (scores.length * 2 < index.items.length) return "~skipped";
  return String(Number(meanOf(scores).toFixed(2)));
}

function addPersonMean(values: CodedValues, items: Item[], coded: Map<string, ItemAnswer>): void {
  const scores: number[] = [];
  for (const item of items) {
    if (item.good === null || (item.kind !== "scale" && item.kind !== "yes-no")) continue;
    const answer = coded.get(item.key);
    if (answer && "value" in answer) scores.push(scoreOf(item, answer.value));
  }
  if (scores.length > 0) values.set(personMeanKey, String(Math.round(meanOf(scores))));
}

function meanOf(scores: number[]): number {
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
