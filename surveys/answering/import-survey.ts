import {
  type Codebook,
  type Item,
  type ItemAnswer,
  type LocalizedText,
  type MissingKind,
  missingKinds,
} from "#surveys/definition/codebook.ts";
import { type ImportMapping, type MappedItem, scaleOf } from "./import-mapping.ts";

/** How a kind of missing is stored in an imported answer: no code of a file looks like it. */
const storedMissing = Object.fromEntries(missingKinds.map((kind) => [`~${kind}`, kind])) as Record<string, MissingKind>;

/** Yes and no are stored as 1 and 0; read as "boolean" they may also be answered in Ringvirk, should the survey be sent again from here. */
const readAs = { scale: "number", "yes-no": "boolean", number: "number", text: "text" } as const;

/** The codebook of an imported wave: each item is a question of its own, its answers already coded. */
export function importedCodebook(mapping: ImportMapping): Codebook {
  return {
    items: mapping.items.map(importedItem),
    indexes: mapping.indexes.map(({ label, ...index }) => ({ ...index, label: bothLanguages(label) })),
    questions: mapping.items.map(({ key }) => key),
    unmeasured: [],
  };
}

/** The survey as a SurveyJS definition that says what was asked, in the words of the mapping. */
export function importedDefinition({ survey, items }: ImportMapping): object {
  return { title: survey.title, pages: [{ name: "imported", elements: items.map(importedQuestion) }] };
}

/** The answers as they are stored, in the form the codebook reads. */
export function storedAnswers(answers: Map<string, ItemAnswer>): Record<string, unknown> {
  return Object.fromEntries([...answers].map(([key, answer]) => [key, storedAnswer(answer)]));
}

function storedAnswer(answer: ItemAnswer): number | string {
  if ("value" in answer) return answer.value;
  return "text" in answer ? answer.text : `~${answer.missing}`;
}

function importedItem(mapped: MappedItem): Item {
  const { key, kind, theme, good, unit } = mapped;
  const scale = scaleOf(mapped);
  const goodEnd = mapped.goodEnd ?? (kind === "yes-no" && good ? [good === "high" ? 1 : 0] : undefined);
  const valueLabels = labelsOf(mapped);
  return {
    ...{ key, kind, theme, good },
    source: { question: key, as: readAs[kind] },
    label: bothLanguages(mapped.label),
    missing: storedMissing,
    ...(scale ? { scale } : {}),
    ...(goodEnd ? { goodEnd } : {}),
    ...(valueLabels.length > 0 ? { valueLabels } : {}),
    ...(unit ? { unit: bothLanguages(unit) } : {}),
  };
}

function labelsOf({ valueLabels = {} }: MappedItem): NonNullable<Item["valueLabels"]> {
  return Object.entries(valueLabels).map(([value, label]) => ({ value: Number(value), label: bothLanguages(label) }));
}

function importedQuestion(mapped: MappedItem): object {
  const { key, kind, theme, good, goodEnd } = mapped;
  return {
    ...questionType(mapped),
    ...{ name: key, title: bothLanguages(mapped.label), itemKey: key, theme },
    ...(kind === "text" ? {} : { goodDirection: good ?? "none" }),
    ...(goodEnd && kind === "scale" ? { goodEnd } : {}),
  };
}

function questionType(mapped: MappedItem): object {
  if (mapped.kind === "text") return { type: "comment" };
  if (mapped.kind === "yes-no") return { type: "boolean" };
  if (mapped.kind === "number") return { type: "text", inputType: "number" };
  const { min, max } = scaleOf(mapped) as { min: number; max: number };
  const labels = new Map(labelsOf(mapped).map(({ value, label }) => [value, label]));
  const codes = mapped.values ? [...new Set(Object.values(mapped.values))].sort((a, b) => a - b) : [];
  const rateValues = codes.map((value) => (labels.has(value) ? { value, text: labels.get(value) } : value));
  return { type: "rating", ...(codes.length > 0 ? { rateValues } : { rateMin: min, rateMax: max }) };
}

function bothLanguages(words: string | LocalizedText): LocalizedText {
  return typeof words === "string" ? { da: words, en: words } : words;
}
