import type { Rule } from "./advice.ts";

/** A goal is read from an item that the survey does not ask any more: it could never be judged. */
export const boundItemGone: Rule = ({ codebook, bound }) => {
  const asked = new Set([...codebook.items, ...codebook.indexes].map(({ key }) => key));
  return [...bound].flatMap(([key, titles]) =>
    asked.has(key) ? [] : titles.map((title) => ({ place: "", values: { key, title } })),
  );
};
