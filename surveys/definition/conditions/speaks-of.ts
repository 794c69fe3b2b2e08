import { commentSuffix } from "#surveys/definition/answer-keys.ts";
import { type ElementJson, isRecord, type SurveyJson } from "#surveys/definition/survey-json.ts";

/** A place of a definition that speaks of an answer in braces: a condition, an expression, a text. */
export interface SpeakingPlace {
  /** Name of the question, panel or page; "" for the survey itself. */
  name: string;
  property: string;
  text: string;
}

/** The names in braces: "{a} = 1 and {m.row} > 2" → ["a", "m.row"]. */
export function namesInBraces(text: string): string[] {
  return [...text.matchAll(/\{\s*[#$!]?([^{}]+?)\s*\}/g)].map((match) => match[1] as string);
}

/** Does `spoken` ("m.row1", "list[0].x", "other-Comment") speak of the answer `name`? */
export function speaksOf(spoken: string, name: string): boolean {
  if (spoken === name || spoken === `${name}${commentSuffix}`) return true;
  return spoken.startsWith(name) && [".", "["].includes(spoken.charAt(name.length));
}

/** The names an element's answer is known by in conditions. */
export function answerNames({ name, valueName }: ElementJson): string[] {
  return [valueName ?? name].filter((own): own is string => typeof own === "string");
}

/** Every place whose condition, expression or text speaks of the answer `name`, in the definition's order. */
export function placesSpeakingOf(definition: SurveyJson, name: string): SpeakingPlace[] {
  const places: SpeakingPlace[] = [];
  visitTexts(definition, "", (place) => {
    if (namesInBraces(place.text).some((spoken) => speaksOf(spoken, name))) places.push(place);
  });
  return places;
}

/** Changes the name in every condition, expression and text of the definition, in place. */
export function renameIn(definition: SurveyJson, name: string, to: string): void {
  visitTexts(definition, "", ({ text }, set) => {
    const renamed = text.replace(/\{(\s*[#$!]?)([^{}]+?)(\s*)\}/g, (whole, before, spoken: string, after) =>
      speaksOf(spoken, name) ? `{${before}${to}${spoken.slice(name.length)}${after}}` : whole,
    );
    if (renamed !== text) set(renamed);
  });
}

function visitTexts(
  node: unknown,
  name: string,
  see: (place: SpeakingPlace, set: (text: string) => void) => void,
  property = "",
): void {
  if (!isRecord(node) && !Array.isArray(node)) return;
  const own = isRecord(node) && isNamed(node) ? String(node.name) : name;
  for (const [key, value] of Object.entries(node)) {
    const at = Array.isArray(node) || /^(default|[a-z]{2}(-\w+)?)$/.test(key) ? property || key : key;
    if (typeof value === "string") {
      if (!unspoken.has(key))
        see({ name: own, property: at, text: value }, (text) => Object.assign(node, { [key]: text }));
    } else visitTexts(value, own, see, at);
  }
}

/** Names and codes that may hold a brace without speaking of anything. */
const unspoken = new Set(["name", "type", "value", "itemKey", "valueName"]);

function isNamed(node: Record<string, unknown>): boolean {
  return typeof node.name === "string" && ("type" in node || "elements" in node);
}
