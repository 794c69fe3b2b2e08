import { wordsByLanguage } from "#surveys/definition/exchange/words-by-language.ts";
import type { ElementJson } from "#surveys/definition/survey-json.ts";
import { isRecord } from "#surveys/definition/survey-json.ts";
import type { LssQuestion } from "./lss-document.ts";
import type { LssContext } from "./lss-question.ts";

type Attribute = (
  element: ElementJson,
  value: string,
  question: LssQuestion,
  context: LssContext,
) => ElementJson | null;

/** Attributes that say how a question looks or is counted elsewhere; nothing is lost without them. */
const withoutMeaning =
  /^(input_size|text_input_width|text_input_columns|answer_width.*|location_.*|statistics_.*|public_statistics|cssclass|hide_tip|page_break|save_as_default|clear_default|scale_export|printable_help|display_rows|repeat_headings|label_input_columns|em_validation_.*_tip|other_comment_mandatory|other_numbers_only|other_replace_text|dualscale_header[AB]|prefix|suffix|assessment_value|category_separator|dropdown_.*|use_dropdown|time_limit.*_style|slider_.*|thousands_separator|placeholder|samechoiceheight|samelistheight|showpopups|choice_title|rank_title|value_range_.*|reverse|multiflexible_checkbox|form_element.*|array_filter_style)$/;

const carried: Record<string, Attribute> = {
  hidden: (element, value, { code }, { log }) => {
    if (value !== "1") return element;
    log.add("hidden-kept", { question: code });
    return { ...element, visible: false };
  },
  max_answers: (element, value) => counted(element, "maxSelectedChoices", value),
  min_answers: (element, value) => counted(element, "minSelectedChoices", value),
  maximum_chars: (element, value) => (isWhole(value) ? { ...element, maxLength: Number(value) } : null),
  numbers_only: (element, value) => {
    if (value !== "1") return element;
    return element.type === "text" ? { ...element, inputType: "number" } : null;
  },
  display_columns: (element, value) =>
    isWhole(value) && element.choices ? { ...element, colCount: Number(value) } : element,
  exclude_all_others: excluding,
  array_filter: (element, value, _question, context) => filtered(element, value, context, "contains"),
  array_filter_exclude: (element, value, _question, context) => filtered(element, value, context, "notcontains"),
  random_order: ordered,
  answer_order: ordered,
  subquestion_order: ordered,
  random_group: ordered,
  alphasort: (element, value) => (value === "1" ? { ...element, choicesOrder: "asc" } : element),
  min_num_value_n: (element, value) => bounded(element, "minValue", value),
  max_num_value_n: (element, value) => bounded(element, "maxValue", value),
  num_value_int_only: (element, value, { code }, { log }) => {
    if (value === "1") log.add("whole-number", { question: code });
    return element;
  },
  date_min: (element, value) => (/^\d{4}-\d\d-\d\d$/.test(value) ? { ...element, min: value } : null),
  date_max: (element, value) => (/^\d{4}-\d\d-\d\d$/.test(value) ? { ...element, max: value } : null),
  em_validation_q: checked,
};

const says = (value: string) => !["", "0", "N", "none", "default", "normal"].includes(value);

/** The question with what its attributes ask for. Attributes that mean something and cannot be carried are named in the log. */
export function withAttributes(element: ElementJson, question: LssQuestion, context: LssContext): ElementJson {
  let changed = withWords(element, question, context);
  for (const [name, values] of question.attributes) {
    const value = values.get("") ?? [...values.values()][0] ?? "";
    if (!says(value) || withoutMeaning.test(name)) continue;
    const apply = Object.hasOwn(carried, name) ? carried[name] : undefined;
    const made = apply?.(changed, value, question, context);
    if (made) changed = made;
    else context.log.add("attribute-left", { question: question.code }, `${name}: ${value}`);
  }
  return changed;
}

/** Attributes that are words, in each language of their own. */
function withWords(element: ElementJson, { attributes, other }: LssQuestion, { main }: LssContext): ElementJson {
  const otherText = other ? wordsByLanguage(attributes.get("other_replace_text") ?? new Map(), main) : undefined;
  const unit = wordsByLanguage(attributes.get("suffix") ?? new Map(), main);
  return {
    ...element,
    ...(otherText === undefined ? {} : { otherText }),
    ...(unit === undefined || element.inputType !== "number" ? {} : { unit }),
  };
}

function counted(element: ElementJson, property: string, value: string): ElementJson | null {
  if (!isWhole(value) || (element.type !== "checkbox" && element.type !== "ranking")) return null;
  const ranking = element.type === "ranking" ? { selectToRankEnabled: true } : {};
  return { ...element, ...ranking, [property]: Number(value) };
}

function excluding(element: ElementJson, value: string): ElementJson | null {
  const codes = value.split(";").map((code) => code.trim());
  if (!Array.isArray(element.choices)) return null;
  const choices = element.choices.map((choice: unknown) =>
    isRecord(choice) && codes.includes(String(choice.value)) ? { ...choice, isExclusive: true } : choice,
  );
  return { ...element, choices };
}

/** Options and rows that stand there only if (or only if not) the option of the same code was chosen in another question. */
function filtered(
  element: ElementJson,
  value: string,
  { questionNamed }: LssContext,
  operator: string,
): ElementJson | null {
  const sources = value.split(";").map((code) => questionNamed(code.trim()));
  if (sources.some((source) => source === undefined)) return null;
  const list = element.type === "matrix" || element.type === "matrixdropdown" ? "rows" : "choices";
  const options = element[list];
  if (!Array.isArray(options)) return null;
  const condition = (code: unknown) =>
    sources.map((source) => `{${source}} ${operator} '${String(code).replace(/'/g, "\\'")}'`).join(" and ");
  return {
    ...element,
    [list]: options.map((option) => (isRecord(option) ? { ...option, visibleIf: condition(option.value) } : option)),
  };
}

function ordered(element: ElementJson, value: string, { code }: LssQuestion, { log }: LssContext): ElementJson {
  if (value !== "normal") log.add("order-fixed", { question: code });
  return element;
}

function bounded(element: ElementJson, property: "minValue" | "maxValue", value: string): ElementJson | null {
  if (!/^-?\d+(\.\d+)?$/.test(value) || element.type !== "text") return null;
  const validators = Array.isArray(element.validators) ? element.validators : [];
  const numeric = validators.find((one) => isRecord(one) && one.type === "numeric") ?? { type: "numeric" };
  const others = validators.filter((one) => one !== numeric);
  return { ...element, validators: [...others, { ...numeric, [property]: Number(value) }] };
}

function checked(element: ElementJson, value: string, question: LssQuestion, context: LssContext): ElementJson | null {
  const expression = context.condition(value, String(element.name), "check");
  if (expression === undefined) return element;
  const text = wordsByLanguage(question.attributes.get("em_validation_q_tip") ?? new Map(), context.main);
  const validator = {
    type: "expression",
    expression: `{${element.name}} empty or (${expression})`,
    ...(text === undefined ? {} : { text }),
  };
  return { ...element, validators: [...(Array.isArray(element.validators) ? element.validators : []), validator] };
}

function isWhole(value: string): boolean {
  return /^\d{1,6}$/.test(value);
}
