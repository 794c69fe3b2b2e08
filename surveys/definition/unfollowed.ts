import { type ElementJson, isRecord, type SurveyJson } from "./survey-json.ts";

/** A property of a definition that asking and checking do not follow, and the question, panel or page it stands at ("" for the survey). */
export interface Unfollowed {
  place: string;
  property: string;
}

type Rule = (value: unknown, holder: ElementJson) => boolean;

const stated: Rule = (value) => value !== undefined && value !== null && value !== false && value !== "";
const random: Rule = (value) => value === "random";
const never: Rule = (value) => value === "none";
const ofContainer: Rule = (value, { elements }) => stated(value, {}) && Array.isArray(elements);
const ofChoice: Rule = (value, { type, value: code }) => stated(value, {}) && type === undefined && code !== undefined;
const plainInputs = ["datetime-local", "datetime", "week", "color", "password"];

/**
 * What would make a form fill itself in or change its order is taken out before anything is asked: an answer that nobody gave is no
 * measurement, and everybody in every wave shall meet the same survey.
 */
const takenOut: Record<string, Rule> = {
  defaultValue: (value) => value !== undefined,
  defaultValueExpression: stated,
  setValueIf: stated,
  setValueExpression: stated,
  resetValueIf: stated,
  triggers: (value) => Array.isArray(value) && value.length > 0,
  choicesOrder: random,
  rowOrder: random,
  rowsOrder: random,
  questionOrder: random,
  questionsOrder: random,
  randomize: stated,
};

/** What has no effect here, though survey-core's own form would heed it. */
const withoutEffect: Record<string, Rule> = {
  type: (type, { rows, rosterOf }) =>
    type === "image" || (type === "matrix" && !rosterOf && !(Array.isArray(rows) && rows.length > 0)),
  cellType: (value) => value === "checkbox",
  cells: stated,
  eachRowUnique: stated,
  inputType: (value) => plainInputs.includes(String(value)),
  maskType: (value) => value === "pattern" || value === "datetime",
  step: (value, { type }) => type === "text" && stated(value, {}),
  choicesEnableIf: stated,
  enableIf: ofChoice,
  showCommentArea: ofChoice,
  elements: ofChoice,
  storeOthersAsComment: (value) => value === false,
  valuePropertyName: stated,
  allowCustomChoices: stated,
  clearInvisibleValues: never,
  clearIfInvisible: never,
  includeIntoResult: stated,
  isRequired: ofContainer,
  requiredIf: ofContainer,
  questionsOnPageMode: (value) => value === "questionPerPage" || value === "inputPerPage",
  timeLimit: stated,
  timeLimitPerPage: stated,
  navigateToUrl: stated,
  navigateToUrlOnCondition: stated,
  completedHtml: stated,
  completedHtmlOnCondition: stated,
};

const rules = { ...takenOut, ...withoutEffect };

/** Names what the definition asks for and the product does not do, so that nobody has to find out from the answers. */
export function unfollowed(definition: SurveyJson): Unfollowed[] {
  const found: Unfollowed[] = [];
  visit(definition, "", (property, value, holder, place) => {
    const rule = Object.hasOwn(rules, property) ? rules[property] : undefined;
    const known = found.some((entry) => entry.place === place && entry.property === property);
    if (rule?.(value, holder) && !known) found.push({ place, property });
  });
  return found;
}

/**
 * The definition as it is asked: a copy without what is taken out. A start page or a preview is another way of walking through; here every
 * page is an ordinary one, with all its questions on it.
 */
export function followedDefinition(definition: SurveyJson): SurveyJson {
  const text = JSON.stringify(definition, function (this: ElementJson, property, value) {
    const rule = Object.hasOwn(takenOut, property) ? takenOut[property] : undefined;
    return rule?.(value, this) ? undefined : value;
  });
  return { ...JSON.parse(text), firstPageIsStartPage: false, showPreviewBeforeComplete: false };
}

function visit(
  node: unknown,
  place: string,
  see: (property: string, value: unknown, holder: ElementJson, place: string) => void,
): void {
  if (Array.isArray(node)) for (const child of node) visit(child, place, see);
  if (!isRecord(node)) return;
  const own = typeof node.name === "string" ? node.name : place;
  for (const [property, value] of Object.entries(node)) {
    see(property, value, node, own);
    visit(value, own, see);
  }
}
