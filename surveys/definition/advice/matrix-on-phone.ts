import type { Rule } from "./advice.ts";

const mostRows = 5;
const longestColumn = 18;

/** Many rows of the same answers: people tick the same column all the way down, on a phone the sooner. A roster has as many as there are. */
export const matrixOnPhone: Rule = ({ questions }) =>
  questions.flatMap(({ name, element, rows, answers }) => {
    if (element.type !== "matrix" || element.rosterOf) return [];
    const long = answers.filter(({ words }) => words.da.length > longestColumn).length;
    if (rows.length > mostRows) return [{ place: name, values: { how: "rows", count: rows.length, most: mostRows } }];
    return long > 2 && rows.length > 2 ? [{ place: name, values: { how: "columns", count: long, most: 2 } }] : [];
  });
