import { Serializer } from "survey-core";
import { type ElementJson, isRecord, type SurveyJson } from "./survey-json.ts";

/** A property of a definition that asking and checking do not follow, and the question, panel or page it stands at ("" for the survey). */
export interface Unfollowed {
  place: string;
  property: string;
}

type Rule = (value: unknown, holder: ElementJson) => boolean;

const stated: Rule = (value) => value !== undefined && value !== null && value !== false && value !== "";
const random: Rule = (value) => value === "random";
const ofChoice: Rule = (value, { type, value: code }) => stated(value, {}) && type === undefined && code !== undefined;
const elsewhere: Rule = (value) => typeof value === "string" && !/^(data:image\/|\/(?![/\\]))/i.test(value);

/** Everybody in every wave shall meet the same survey: random order is taken out before anything is asked. */
const takenOut: Record<string, Rule> = {
  choicesOrder: random,
  rowOrder: random,
  rowsOrder: random,
  questionOrder: random,
  questionsOrder: random,
  randomize: stated,
};

/** What has no effect here, though survey-core's own form would heed it. */
const withoutEffect: Record<string, Rule> = {
  // Without rows it asks nothing; a roster's rows come later.
  type: (type, { rows, rosterOf }) => type === "matrix" && !rosterOf && !(Array.isArray(rows) && rows.length > 0),
  imageLink: (value) =>
    isRecord(value) ? Object.values(value).some((one) => elsewhere(one, {})) : elsewhere(value, {}),
  maskType: (value) => value === "pattern" || value === "datetime",
  showCommentArea: ofChoice,
  elements: ofChoice,
  storeOthersAsComment: (value) => value === false,
  valuePropertyName: stated,
  allowCustomChoices: stated,
  questionsOnPageMode: (value) => value === "inputPerPage" || value === "questionPerPage",
  timeLimit: stated,
  timeLimitPerPage: stated,
  navigateToUrl: stated,
  navigateToUrlOnCondition: stated,
  completedHtml: stated,
  completedHtmlOnCondition: stated,
};

/**
 * What makes survey-core act by itself where only the person, or the server, shall: send answers elsewhere, go on to the next page, keep a
 * value back until it is valid, remember in a cookie who has answered.
 */
const notHere = [
  ...["surveyId", "surveyPostId", "sendResultOnPageNext", "partialSendEnabled", "cookieName", "navigateToUrl"],
  ...[
    "navigateToUrlOnCondition",
    "checkErrorsMode",
    "autoAdvanceEnabled",
    "goNextPageAutomatic",
    "storeOthersAsComment",
  ],
  ...["timeLimit", "timeLimitPerPage", "firstPageIsStarted", "maxTimeToFinish", "maxTimeToFinishPage"],
];

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
 * page is an ordinary one, with all its questions on it. A question of a type that nobody knows stands there as one that is not offered.
 */
export function followedDefinition(definition: SurveyJson): SurveyJson {
  const text = JSON.stringify(definition, function (this: ElementJson, property, value) {
    const rule = Object.hasOwn(takenOut, property) ? takenOut[property] : undefined;
    if (rule?.(value, this) || notHere.includes(property)) return undefined;
    return ["elements", "questions", "templateElements"].includes(property) && Array.isArray(value)
      ? value.map(known)
      : value;
  });
  return { ...JSON.parse(text), firstPageIsStartPage: false, showPreviewBeforeComplete: false };
}

/** Marks what stands in place of a question of a type that nobody knows. */
export const unknownType = "unknown";

function known(element: ElementJson): ElementJson {
  const { type, name, title, visibleIf } = element;
  return typeof type !== "string" || Serializer.findClass(type)
    ? element
    : { type: "file", acceptedTypes: unknownType, name, title, visibleIf };
}

const fillsIn = ["defaultValue", "defaultValueExpression", "setValueIf", "setValueExpression"];

/**
 * Names the measured questions that the definition fills in by itself. It is followed, but an answer that stood there before anybody came is
 * counted like one that was given: whoever passes it over has answered (docs/decisions/018).
 */
export function filledIn(definition: SurveyJson, isMeasured: (name: string) => boolean): Unfollowed[] {
  const found: Unfollowed[] = [];
  visit(definition, "", (property, value, holder, place) => {
    if (
      fillsIn.includes(property) &&
      holder.name === place &&
      value !== undefined &&
      value !== "" &&
      isMeasured(place)
    ) {
      found.push({ place, property });
    }
    const target = property === "setToName" ? String(value) : "";
    if (target && isMeasured(target)) found.push({ place: target, property: "triggers" });
  });
  return found;
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
