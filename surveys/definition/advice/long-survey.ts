import { answerNames, namesInBraces } from "#surveys/definition/conditions/speaks-of.ts";
import { type ElementJson, isRecord } from "#surveys/definition/survey-json.ts";
import type { Rule } from "./advice.ts";

/** People leave beyond some ten minutes; forty things asked is about that. */
export const mostAskings = 40;

/**
 * Counts what everybody has to answer: a question, or a row of a matrix. Options of a checkbox are one question, and what only some are shown is
 * not counted.
 */
export const longSurvey: Rule = ({ codebook, definition }) => {
  const ofAll = new Set(askedOfAll(definition.pages).flatMap(answerNames));
  const askings = new Set(
    codebook.items
      .filter(({ source }) => ofAll.has(source.question))
      .map(({ source }) => JSON.stringify([source.question, source.row])),
  );
  return askings.size > mostAskings ? [{ place: "", values: { count: askings.size, most: mostAskings } }] : [];
};

function askedOfAll(containers: ElementJson[]): ElementJson[] {
  return containers.filter(isForAll).flatMap(({ elements = [] }) => {
    const inside = elements.filter(isRecord).filter(isForAll) as ElementJson[];
    return [...inside, ...askedOfAll(inside)];
  });
}

/** Which wave it is makes no difference between people. */
function isForAll({ visibleIf }: Record<string, unknown>): boolean {
  return typeof visibleIf !== "string" || namesInBraces(visibleIf).every((name) => name === "wave_position");
}
