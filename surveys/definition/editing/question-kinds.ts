import type { ElementJson } from "#surveys/definition/survey-json.ts";

/** What a coordinator can ask for, in their own words; each becomes a SurveyJS question that Ringvirk can ask and measure. */
export const questionKinds = [
  ...([
    "scale",
    "yes-no",
    "one",
    "several",
    "list",
    "number",
    "line",
    "words",
    "date",
    "rows",
    "order",
    "info",
  ] as const),
] as const;
export type QuestionKind = (typeof questionKinds)[number];

export function isQuestionKind(text: unknown): text is QuestionKind {
  return questionKinds.some((kind) => kind === text);
}

const dontKnow = { value: "dk", text: { da: "Ved ikke", en: "Don't know" } };
const apart = { missingValues: { dk: "dont-know" } };

/** A new question of a kind, without name and title. */
export function newQuestion(kind: QuestionKind): ElementJson {
  switch (kind) {
    case "scale":
      return { type: "rating", rateValues: [1, 2, 3, 4, 5, 6, 7, dontKnow], ...apart };
    case "yes-no":
      return { type: "radiogroup", choices: [yes, no, dontKnow], ...apart, goodDirection: "none" };
    case "one":
      return { type: "radiogroup", choices: twoChoices() };
    case "several":
      return { type: "checkbox", choices: twoChoices(), showNoneItem: true };
    case "list":
      return { type: "dropdown", choices: twoChoices() };
    case "number":
      return { type: "text", inputType: "number", min: 0 };
    case "line":
      return { type: "text" };
    case "words":
      return { type: "comment" };
    case "date":
      return { type: "text", inputType: "date" };
    case "rows":
      return { type: "matrix", columns: [1, 2, 3, 4, 5], rows: twoRows() };
    case "order":
      return { type: "ranking", choices: twoChoices() };
    case "info":
      return { type: "html", html: "" };
  }
}

const yes = { value: 1, text: { da: "Ja", en: "Yes" } };
const no = { value: 0, text: { da: "Nej", en: "No" } };

function twoChoices(): ElementJson[] {
  return [1, 2].map((number) => ({ value: `a${number}`, text: { da: `Svar ${number}`, en: `Answer ${number}` } }));
}

function twoRows(): ElementJson[] {
  return [1, 2].map((number) => ({ value: `r${number}`, text: { da: `Række ${number}`, en: `Row ${number}` } }));
}

/** What kind an element is; "panel" for a group of questions, null for what the editor can show and keep but not change in detail. */
export function kindOf(element: ElementJson): QuestionKind | "panel" | null {
  switch (element.type) {
    case "panel":
      return "panel";
    case "rating":
      return "scale";
    case "boolean":
      return "yes-no";
    case "radiogroup":
    case "buttongroup":
      return isYesNo(element) ? "yes-no" : "one";
    case "checkbox":
    case "tagbox":
      return "several";
    case "dropdown":
      return "list";
    case "text":
      return textKind(element);
    case "comment":
      return "words";
    case "matrix":
      return "rows";
    case "ranking":
      return "order";
    case "html":
      return "info";
    default:
      return null;
  }
}

function textKind({ inputType }: ElementJson): QuestionKind {
  if (inputType === "number" || inputType === "range") return "number";
  return inputType === "date" || inputType === "month" ? "date" : "line";
}

function isYesNo({ choices, missingValues = {} }: ElementJson): boolean {
  if (!Array.isArray(choices)) return false;
  const codes = choices
    .map((choice) => (typeof choice === "object" && choice !== null ? choice.value : choice))
    .filter((code) => !Object.hasOwn(missingValues as object, String(code)));
  return codes.length === 2 && codes.includes(0) && codes.includes(1);
}

/** The list that a question's answers stand in. */
export function answerList(element: ElementJson): "choices" | "rateValues" | "columns" | null {
  switch (element.type) {
    case "rating":
      return "rateValues";
    case "matrix":
      return "columns";
    case "radiogroup":
    case "buttongroup":
    case "checkbox":
    case "tagbox":
    case "dropdown":
    case "ranking":
    case "imagepicker":
      return "choices";
    default:
      return null;
  }
}
