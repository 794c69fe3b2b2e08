import type { ElementJson } from "#surveys/definition/survey-json.ts";
import type { AnswerRule } from "./answer-rules.ts";
import type { Place } from "./element-place.ts";
import type { QuestionKind } from "./question-kinds.ts";

/** One list of codes with words: answers, rows. */
export type ItemList = "choices" | "rateValues" | "columns" | "rows";

/** Where words stand: a property of a place, or the words of one code in a list of an element. */
export type WordsPlace =
  | { at: Place; property: string }
  | { at: Place; list: ItemList; code: string }
  | { at: { of: "index"; name: string } }
  /** What a person is told whose answer does not fit a rule. */
  | { at: Place; rule: AnswerRule }
  /** The way to any words, as `wordingsOf` gives it; it holds for the definition that it was read from. */
  | { path: ReadonlyArray<string | number> };

/** The properties of an element that a form may set; everything else of a definition is kept as it came. */
export const settableProperties = [
  ...(["isRequired", "showOtherItem", "showNoneItem", "showCommentArea", "min", "max", "maxLength"] as const),
  ...(["minSelectedChoices", "maxSelectedChoices", "eachRowRequired", "visibleIf", "requiredIf"] as const),
  ...([
    "itemKey",
    "goodDirection",
    "goodEnd",
    "theme",
    "unit",
    "missingValues",
    "answersFor",
    "source",
    "licence",
  ] as const),
  ...(["rateMin", "rateMax", "rateCount", "inputType"] as const),
] as const;
export type SettableProperty = (typeof settableProperties)[number];

/** One change of a definition. What it is about is named, never numbered, so that an edit means the same after another one. */
export type Edit =
  | { edit: "add-page"; title: string; language: string }
  | { edit: "add-question"; page: string; kind: QuestionKind; title: string; language: string }
  | { edit: "insert"; page: string; element: ElementJson }
  /** Puts an element as it was in place of the one of its name. */
  | { edit: "restore"; name: string; element: ElementJson }
  | { edit: "move"; at: Place; way: "up" | "down" }
  | { edit: "move-to"; name: string; page: string }
  | { edit: "copy"; at: Place }
  | { edit: "delete"; at: Place }
  | { edit: "rename"; name: string; to: string }
  | { edit: "words"; words: WordsPlace; language: string; text: string }
  | { edit: "set"; at: Place; property: SettableProperty; value: unknown }
  | { edit: "item-add"; name: string; list: ItemList; code: string; text: string; language: string }
  | { edit: "item-move"; name: string; list: ItemList; code: string; way: "up" | "down" }
  | { edit: "item-remove"; name: string; list: ItemList; code: string }
  | { edit: "scale"; name: string; min: number; max: number }
  /** Limits by property; null takes the rule out. */
  | { edit: "rule"; name: string; rule: AnswerRule; limits: Record<string, number | undefined> | null }
  | { edit: "index"; index: string; item: string; member: boolean }
  | { edit: "replace"; definition: unknown };
