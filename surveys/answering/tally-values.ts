import { codeAnswers } from "#surveys/definition/code-answers.ts";
import {
  type Codebook,
  completeKey,
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
 * counted and never copied; for an index its mean score of 100 to two decimals, and where all of it is answered the scores it is made of;
 * for the person's mean score whole points.
 */
export function codedValues(codebook: Codebook, answers: Record<string, unknown>): CodedValues {
  const coded = codeAnswers(codebook, answers);
  const values: CodedValues = new Map();
  for (const [key, answer] of coded) values.set(key, tallyValue(answer));
  if (codebook.indexes.length > 0) addIndexes(values, codebook, coded);
  addPersonMean(values, codebook.items, coded);
  return values;
}

/** True for what is counted in pairs of waves too: every item and index, not what an index's reliability is made of. */
export function isPaired(itemKey: string): boolean {
  return !itemKey.includes("~");
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
  for (const index of codebook.indexes) addIndex(values, index, itemByKey, coded);
}

function addIndex(
  values: CodedValues,
  index: IndexItem,
  itemByKey: Map<string, Item>,
  coded: Map<string, ItemAnswer>,
): void {
  const scores = new Map<string, number>();
  let asked = 0;
  for (const key of index.items) {
    const item = itemByKey.get(key);
    const answer = coded.get(key);
    if (item && answer && "value" in answer) scores.set(key, scoreOf(item, answer.value));
    if (answer && !("missing" in answer && answer.missing === "not-asked")) asked += 1;
  }
  const mean = meanOf([...scores.values()]);
  if (asked === 0) values.set(index.key, "~not-asked");
  else if (scores.size * 2 < index.items.length) values.set(index.key, "~skipped");
  else values.set(index.key, rounded(mean, 2));
  if (scores.size < index.items.length) return;
  values.set(completeKey(index.key), rounded(mean, 4));
  for (const [key, score] of scores) values.set(completeKey(index.key, key), rounded(score, 4));
}

function rounded(score: number, decimals: number): string {
  return String(Number(score.toFixed(decimals)));
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
