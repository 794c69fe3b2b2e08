import type { Rule } from "./advice.ts";

/** A scale of bare numbers: nobody knows which end is which. A matrix counts where its columns have no words at either end. */
export const scaleWithoutEnds: Rule = ({ questions }) =>
  questions.flatMap((question) => {
    const { element, low, high, answers } = question;
    const codes = answers.filter(({ apart }) => !apart);
    const isScale =
      element.type === "rating" || (element.type === "matrix" && codes.every(({ code }) => typeof code === "number"));
    if (!isScale || element.rateType === "smileys" || element.rateType === "stars") return [];
    const isNamed = (index: number, end: string) =>
      end !== "" || codes.at(index)?.words.da !== String(codes.at(index)?.code);
    const named =
      codes.length === 0
        ? low.da + low.en !== "" && high.da + high.en !== ""
        : isNamed(0, low.da + low.en) && isNamed(-1, high.da + high.en);
    return named ? [] : [{ place: question.name, values: {} }];
  });
