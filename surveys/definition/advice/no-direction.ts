import type { Rule } from "./advice.ts";

/** Numbers that nobody has said the good end of can be shown, but be no goal and never be judged. "none", said outright, is an answer. */
export const noDirection: Rule = ({ questions, codebook }) => {
  const unjudged = new Set(
    codebook.items.filter(({ good, kind }) => good === null && kind === "scale").map(({ source }) => source.question),
  );
  return questions
    .filter(
      ({ element }) => unjudged.has(String(element.valueName ?? element.name)) && element.goodDirection === undefined,
    )
    .map(({ name }) => ({ place: name, values: {} }));
};
