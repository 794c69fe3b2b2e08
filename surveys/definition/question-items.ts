import type {
  ItemValue,
  PanelModel,
  Question,
  QuestionBooleanModel,
  QuestionMatrixDropdownModel,
  QuestionMatrixModel,
  QuestionMultipleTextModel,
  QuestionRankingModel,
  QuestionRatingModel,
  QuestionSelectBase,
  QuestionTextModel,
} from "survey-core";
import { isProblem, type Problem } from "#surveys/problem.ts";
import { commentSuffix } from "./answer-keys.ts";
import { cellItems, fieldItems } from "./cell-items.ts";
import { choiceItems } from "./choice-items.ts";
import type { Codebook, Item, LocalizedText } from "./codebook.ts";
import { directionOf, judgedByCodes, judgedYesNo, labelsOf, numericCodes, wordsOf } from "./coded-values.ts";
import { localizedWords } from "./localized-words.ts";
import { matrixItems } from "./matrix-items.ts";
import { type Measurement, readMeasurement } from "./measurement.ts";

/** A question that is being read: the key of its stored answer, its words, and what was said of its measurement. */
export interface AskedQuestion {
  name: string;
  key: string;
  label: LocalizedText;
  theme: string;
  measurement: Measurement;
  missing?: Item["missing"];
}

/** The items of a question, or why there are none. */
export type QuestionItems = Item[] | { reason: Codebook["unmeasured"][number]["reason"] };

/** Reads the items of one question of a survey-core Model. Types that are not measured say so; wrong properties are refused. */
export function questionItems(question: Question): QuestionItems | Problem {
  const measurement = readMeasurement(question, question.name);
  if (isProblem(measurement)) return measurement;
  const asked: AskedQuestion = {
    name: question.getValueName(),
    key: measurement.itemKey ?? question.getValueName(),
    label: labelOf(question),
    theme: measurement.theme ?? "other",
    measurement,
    ...(measurement.missingValues ? { missing: measurement.missingValues } : {}),
  };
  const items = itemsByType(question, asked);
  if (isProblem(items) || !Array.isArray(items)) return items;
  return [...items.map((item) => spokenFor(item, measurement)), ...commentItem(question, asked)];
}

/** Words are never an organisation's: they may name their writer, or somebody else. */
function spokenFor(item: Item, { answersFor }: Measurement): Item {
  return answersFor && item.kind !== "text" ? { ...item, answersFor } : item;
}

/** The question's title, after the title of the panel it stands in: four workflows ask the same three questions. */
function labelOf(question: Question): LocalizedText {
  const title = localizedWords(question.locTitle.getJson(), question.name);
  if (!question.parent?.isPanel) return title;
  const panel = localizedWords((question.parent as PanelModel).locTitle.getJson(), "");
  return { da: joined(panel.da, title.da), en: joined(panel.en, title.en) };
}

function joined(panel: string, title: string): string {
  return panel === "" ? title : `${panel}: ${title}`;
}

function itemsByType(question: Question, asked: AskedQuestion): QuestionItems | Problem {
  switch (question.getType()) {
    case "rating":
      return ratingItems(question as QuestionRatingModel, asked);
    case "radiogroup":
    case "buttongroup":
    case "dropdown":
    case "checkbox":
    case "tagbox":
    case "imagepicker":
      return choiceItems(question as QuestionSelectBase, asked);
    case "boolean":
      return booleanItems(question as QuestionBooleanModel, asked);
    case "text":
      return textItems(question as QuestionTextModel, asked);
    case "comment":
      return [{ ...wordsItem(asked), good: directionOf(asked.measurement), open: true }];
    case "matrix":
      return matrixItems(question as QuestionMatrixModel, asked);
    case "ranking":
      return rankingItems(question as QuestionRankingModel, asked);
    case "multipletext":
      return fieldItems(question as QuestionMultipleTextModel, asked, itemsByType);
    case "matrixdropdown":
      return cellItems(question as QuestionMatrixDropdownModel, asked, itemsByType);
    case "slider":
      return question.sliderType === "range" ? { reason: "type-not-measured" } : [numberItem(asked)];
    case "html":
    case "image":
      return { reason: "display-only" };
    case "expression":
      return { reason: "reckoned" };
    case "matrixdynamic":
    case "paneldynamic":
      return { reason: "any-number" };
    case "file":
    case "signaturepad":
      return { reason: "not-offered" };
    default:
      return { reason: "type-not-measured" };
  }
}

function ratingItems(question: QuestionRatingModel, asked: AskedQuestion): QuestionItems | Problem {
  const values: ItemValue[] = question.visibleRateValues;
  const codes = numericCodes(values, asked.measurement);
  if (!codes) return { reason: "no-values" };
  const judged = judgedByCodes(codes, asked.measurement, question.name);
  if (isProblem(judged)) return judged;
  return [{ ...itemOf(asked, "number"), ...judged, ...withLabels(ratingLabels(question, values, codes, asked)) }];
}

/** The words of the values, and at the two ends the descriptions where the values have none of their own. */
function ratingLabels(question: QuestionRatingModel, values: ItemValue[], codes: number[], asked: AskedQuestion) {
  const labels = labelsOf(values, asked.measurement);
  const ends = [
    { value: Math.min(...codes), words: question.locMinRateDescription.getJson() },
    { value: Math.max(...codes), words: question.locMaxRateDescription.getJson() },
  ];
  for (const { value, words } of ends) {
    if (!words || labels.some((label) => label.value === value)) continue;
    labels.push({ value, label: localizedWords(words, String(value)) });
  }
  return labels.sort((a, b) => a.value - b.value);
}

/** A boolean that stores its own two values is read as "the value for yes was chosen". */
function booleanItems(question: QuestionBooleanModel, asked: AskedQuestion): QuestionItems {
  const item = itemOf(asked, "boolean");
  if (question.valueTrue !== undefined && question.valueTrue !== null) {
    item.source = { question: asked.name, option: String(question.valueTrue), as: "chosen" };
  }
  const labels = [
    { value: 0, label: localizedWords(question.locLabelFalse.getJson(), "") },
    { value: 1, label: localizedWords(question.locLabelTrue.getJson(), "") },
  ].filter(({ label }) => label.da !== "");
  return [{ ...item, ...judgedYesNo(asked.measurement), ...withLabels(labels) }];
}

function textItems(question: QuestionTextModel, asked: AskedQuestion): QuestionItems {
  const isNumber =
    question.inputType === "number" ||
    question.inputType === "range" ||
    ["numeric", "currency"].includes(question.maskType);
  return [isNumber ? numberItem(asked) : wordsItem(asked)];
}

function numberItem(asked: AskedQuestion): Item {
  const { unit } = asked.measurement;
  return {
    ...itemOf(asked, "number"),
    kind: "number",
    good: directionOf(asked.measurement),
    ...(unit ? { unit: localizedWords(unit, "") } : {}),
  };
}

/** The place a ranked thing was given; 1 is first. */
function rankingItems(question: QuestionRankingModel, asked: AskedQuestion): QuestionItems {
  const things: ItemValue[] = question.choices;
  if (things.length === 0) return { reason: "no-values" };
  return things.map((thing) => ({
    ...itemOf(asked, "place"),
    key: `${asked.key}:${thing.value}`,
    kind: "number" as const,
    good: null,
    source: { question: asked.name, option: String(thing.value), as: "place" as const },
    label: { da: `${asked.label.da} – ${wordsOf(thing).da}`, en: `${asked.label.en} – ${wordsOf(thing).en}` },
    unit: { da: "plads", en: "place" },
  }));
}

function wordsItem(asked: AskedQuestion): Item {
  return { ...itemOf(asked, "text"), kind: "text", good: null };
}

/** The remark below a question ("other, please say" and comment areas) is stored under the question's name and "-Comment". */
function commentItem(question: Question, asked: AskedQuestion): Item[] {
  const ownKey = question.hasComment || (question.hasOther && question.getStoreOthersAsComment());
  if (!ownKey) return [];
  const key = `${asked.name}${commentSuffix}`;
  return [{ ...wordsItem(asked), key: `${asked.key}${commentSuffix}`, source: { question: key, as: "text" } }];
}

function itemOf(asked: AskedQuestion, as: Item["source"]["as"]): Omit<Item, "kind" | "good"> {
  return {
    key: asked.key,
    source: { question: asked.name, as },
    label: asked.label,
    theme: asked.theme,
    ...(asked.missing ? { missing: asked.missing } : {}),
  };
}

function withLabels(labels: NonNullable<Item["valueLabels"]>): Pick<Item, "valueLabels"> {
  return labels.length > 0 ? { valueLabels: labels } : {};
}
