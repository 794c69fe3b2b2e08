import { isRecord, type SurveyJson } from "#surveys/definition/survey-json.ts";

/** Properties whose effect needs the whole of survey-core, besides everything that ends in "If" or "Expression". */
const dynamicProperties = new Set([
  "triggers",
  "calculatedValues",
  "valueName",
  "choicesFromQuestion",
  "choicesByUrl",
  "questionsOnPageMode",
  "visible",
  "defaultValue",
  "defaultRowValue",
  "defaultPanelValue",
  "clearInvisibleValues",
  "clearIfInvisible",
]);

/** Questions that reckon, or hold questions themselves. */
const dynamicTypes = new Set([
  "expression",
  "multipletext",
  "matrixdropdown",
  "matrixdynamic",
  "paneldynamic",
  "slider",
]);

const conditions = new Set(["visibleIf", "requiredIf"]);
const elementLists = new Set(["pages", "elements", "questions"]);
// "{name}" in a text stands for an answer.
const piping = /\{[^{}]+\}/;

/**
 * Do only the visibleIf and requiredIf of pages, panels and questions depend on the answers? Then words and choices are the same for
 * everybody and need be read only once.
 */
export function isStatic(definition: SurveyJson): boolean {
  return isStaticNode(definition, true);
}

const remembered = new Set(["matrixdynamic", "paneldynamic", "visible"]);

/**
 * Does survey-core keep something besides the answers: how many rows a list has, what a trigger of the type `visible` has shown? It does not
 * forget that with the answers.
 */
export function isRemembered(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(isRemembered);
  if (!isRecord(node)) return false;
  return remembered.has(String(node.type)) || Object.values(node).some(isRemembered);
}

function isStaticNode(node: unknown, isElement: boolean): boolean {
  if (typeof node === "string") return !piping.test(node);
  if (Array.isArray(node)) return node.every((child) => isStaticNode(child, isElement));
  if (!isRecord(node)) return true;
  if (dynamicTypes.has(String(node.type))) return false;
  // A panel that must be answered asks for any one of its questions.
  if (node.isRequired && Array.isArray(node.elements)) return false;
  return Object.entries(node).every(([name, value]) => {
    if (isElement && conditions.has(name)) return true;
    if (dynamicProperties.has(name) || /(If|Expression)$/.test(name)) return false;
    return isStaticNode(value, isElement && elementLists.has(name));
  });
}
