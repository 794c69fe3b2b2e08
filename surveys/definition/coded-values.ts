import type { ItemValue } from "survey-core";
import { type Problem, problem } from "#surveys/problem.ts";
import type { Item, LocalizedText } from "./codebook.ts";
import { localizedWords } from "./localized-words.ts";
import type { Measurement } from "./measurement.ts";

/** The words of a choice, a row or a column. */
export function wordsOf(value: ItemValue): LocalizedText {
  return localizedWords(value.locText.getJson(), String(value.value));
}

/** A code as a number: 3 and "3" are; "3a", "" and true are not. */
export function numericCode(code: unknown): number | null {
  if (typeof code === "number") return Number.isFinite(code) ? code : null;
  if (typeof code === "string" && /^-?\d{1,9}(\.\d{1,9})?$/.test(code)) return Number(code);
  return null;
}

/** The codes as numbers when every one is a number and at least two differ, else null. Codes of a missing kind are left out. */
export function numericCodes(values: ItemValue[], measurement: Measurement): number[] | null {
  const codes = codesWithMeaning(values, measurement).map((value) => numericCode(value.value));
  if (codes.some((code) => code === null) || new Set(codes).size < 2) return null;
  return codes as number[];
}

export function codesWithMeaning(values: ItemValue[], measurement: Measurement): ItemValue[] {
  const missing = measurement.missingValues ?? {};
  return values.filter((value) => !Object.hasOwn(missing, String(value.value)));
}

/** Codes 0 and 1 and nothing else: an answer of no or yes. */
export function isNoYes(codes: number[]): boolean {
  return codes.length === 2 && codes.includes(0) && codes.includes(1);
}

type Judged = Pick<Item, "kind" | "good" | "scale" | "goodEnd">;

/** What numeric codes and the stated direction make of an item: its kind, its ends and which end is good. */
export function judgedByCodes(codes: number[], measurement: Measurement, place: string): Judged | Problem {
  if (measurement.goodEnd?.some((code) => !codes.includes(code))) {
    return problem("definition.bad-property", { question: place, property: "goodEnd" });
  }
  if (isNoYes(codes)) return judgedYesNo(measurement);
  const good = directionOf(measurement);
  return {
    kind: "scale",
    good,
    scale: { min: Math.min(...codes), max: Math.max(...codes) },
    ...(measurement.goodEnd ? { goodEnd: measurement.goodEnd } : {}),
  };
}

export function judgedYesNo(measurement: Measurement): Judged {
  const good = directionOf(measurement);
  return {
    kind: "yes-no",
    good,
    scale: { min: 0, max: 1 },
    ...(good ? { goodEnd: [good === "high" ? 1 : 0] } : {}),
  };
}

export function directionOf(measurement: Measurement): "high" | "low" | null {
  return measurement.goodDirection && measurement.goodDirection !== "none" ? measurement.goodDirection : null;
}

/** Wording of each code that has any of its own. */
export function labelsOf(values: ItemValue[], measurement: Measurement): NonNullable<Item["valueLabels"]> {
  return codesWithMeaning(values, measurement).flatMap((value) => {
    const code = numericCode(value.value);
    const words = value.locText.getJson();
    return code === null || !words ? [] : [{ value: code, label: localizedWords(words, String(code)) }];
  });
}
