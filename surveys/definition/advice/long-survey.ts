import type { Rule } from "./advice.ts";

/** People leave beyond some ten minutes; forty things asked is about that. */
export const mostAskings = 40;

/** Counts what one has to answer: a question, or a row of a matrix. Options of a checkbox are one question. */
export const longSurvey: Rule = ({ codebook }) => {
  const askings = new Set(codebook.items.map(({ source }) => JSON.stringify([source.question, source.row])));
  return askings.size > mostAskings ? [{ place: "", values: { count: askings.size, most: mostAskings } }] : [];
};
