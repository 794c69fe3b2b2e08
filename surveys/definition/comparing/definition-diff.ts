import type { LocalizedText } from "#surveys/definition/codebook.ts";
import {
  allElements,
  type EditableDefinition,
  editableDefinition,
} from "#surveys/definition/editing/editable-definition.ts";
import type { Place } from "#surveys/definition/editing/element-place.ts";
import { itemsIn } from "#surveys/definition/editing/list-items.ts";
import { localizedWords } from "#surveys/definition/localized-words.ts";
import { isRecord, type SurveyJson } from "#surveys/definition/survey-json.ts";
import { type Wording, wordingAddress, wordingsOf } from "#surveys/definition/wording-coverage.ts";
import { type ToldCondition, toldCondition } from "./told-condition.ts";

/** One difference between two definitions of a survey; the words: `editor:diff.<what>`. */
export interface DefinitionChange {
  what: "added" | "removed" | "moved" | "wording" | "choices" | "rule" | "condition" | "measurement" | "property";
  /** Name of the question, panel or page; "" for the survey. */
  place: string;
  title: LocalizedText;
  /** The language of a changed wording, or the property that was changed. */
  of: string;
  before: string;
  after: string;
  /** Conditions in words that people read, where there are such: before and after. */
  told?: [ToldCondition | null, ToldCondition | null];
}

const measured = ["itemKey", "goodDirection", "goodEnd", "theme", "missingValues", "answersFor", "unit", "rosterOf"];
const lists = ["choices", "rows", "columns", "rateValues"];
/** Lists whose items have words: those are told by language. */
const worded = [...lists, "validators"];
const conditions = ["visibleIf", "requiredIf", "enableIf"];

/** What changed from one definition to another, in the order of the later one; what was removed comes last. */
export function definitionDiff(before: SurveyJson, after: SurveyJson): DefinitionChange[] {
  const [old, now] = [editableDefinition(before), editableDefinition(after)];
  const [oldParts, parts] = [partsOf(old), partsOf(now)];
  const moved = movedNames(oldParts, parts);
  const changes = parts.flatMap((part) => {
    const was = oldParts.find(({ key }) => key === part.key);
    const about = { place: part.name, title: part.title };
    if (!was) return [{ ...about, what: "added" as const, of: part.of, before: "", after: part.page }];
    const places = { before: was.page, after: part.page };
    return [
      ...(moved.has(part.key) ? [{ ...about, what: "moved" as const, of: part.of, ...places }] : []),
      ...propertyChanges(was.json, part.json).map((change): DefinitionChange => {
        const both = change.what === "condition" ? toldConditions([old, was], [now, part], change.of) : null;
        return { ...about, ...change, ...(both ? { told: both } : {}) };
      }),
    ];
  });
  const gone = oldParts
    .filter(({ key }) => !parts.some((part) => part.key === key))
    .map(({ name, title, of, page }) => ({
      what: "removed" as const,
      place: name,
      title,
      of,
      before: page,
      after: "",
    }));
  return [...changes, ...wordingChanges([old, now], [oldParts, parts]), ...gone];
}

function toldConditions(
  before: [EditableDefinition, Part],
  after: [EditableDefinition, Part],
  property: string,
): [ToldCondition | null, ToldCondition | null] {
  const told = ([definition, { of, name, json }]: [EditableDefinition, Part]) => {
    const at: Place = of === "survey" ? { of } : { of, name };
    return toldCondition(definition, at, json[property]);
  };
  return [told(before), told(after)];
}

interface Part {
  key: string;
  of: "page" | "element" | "survey";
  name: string;
  title: LocalizedText;
  /** Title of the page it stands on. */
  page: string;
  json: Record<string, unknown>;
}

function partsOf(definition: EditableDefinition): Part[] {
  const { pages, ...survey } = definition;
  const whole: Part = {
    key: "survey",
    of: "survey",
    name: "",
    title: localizedWords(survey.title, ""),
    page: "",
    json: survey,
  };
  return [
    whole,
    ...pages.flatMap((page) => {
      const pageTitle = localizedWords(page.title, String(page.name));
      const own: Part = {
        key: `page ${page.name}`,
        of: "page",
        name: String(page.name),
        title: pageTitle,
        page: "",
        json: page,
      };
      const inside = allElements([page]).map(
        (element): Part => ({
          ...{ key: `element ${element.name}`, of: "element", name: String(element.name) },
          ...{
            title: localizedWords(element.title ?? element.html, String(element.name)),
            page: pageTitle.da,
            json: element,
          },
        }),
      );
      return [own, ...inside];
    }),
  ];
}

/** What stands elsewhere than the longest order both have in common, and what stands on another page. */
function movedNames(before: Part[], after: Part[]): Set<string> {
  const old = before.map(({ key }) => key).filter((key) => after.some((part) => part.key === key));
  const now = after.map(({ key }) => key).filter((key) => old.includes(key));
  const kept = new Set(longestCommon(old, now));
  const pageOf = new Map(before.map(({ key, page }) => [key, page]));
  const elsewhere = after.filter(
    ({ key, page }) => old.includes(key) && pageOf.get(key) !== page && kept.has(key) && !samePage(before, after, key),
  );
  return new Set([...now.filter((key) => !kept.has(key)), ...elsewhere.map(({ key }) => key)]);
}

/** A page that got another title is the same page: its neighbours on it came along. */
function samePage(before: Part[], after: Part[], key: string): boolean {
  return pageKeyOf(before, key) === pageKeyOf(after, key);
}

function pageKeyOf(parts: Part[], key: string): string {
  const index = parts.findIndex((part) => part.key === key);
  return parts.slice(0, index + 1).findLast(({ of }) => of === "page")?.key ?? "";
}

function longestCommon(one: string[], other: string[]): string[] {
  const lengths = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      const row = lengths[i] as Uint16Array;
      const below = lengths[i + 1] as Uint16Array;
      row[j] = one[i] === other[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  const common: string[] = [];
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    if (one[i] === other[j]) {
      common.push(one[i] as string);
      i += 1;
      j += 1;
    } else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return common;
}

function propertyChanges(before: Record<string, unknown>, after: Record<string, unknown>) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => !["elements", "name"].includes(name))
    .filter(
      (name) => JSON.stringify(withoutWords(before[name], name)) !== JSON.stringify(withoutWords(after[name], name)),
    )
    .map((name) => ({
      what: kindOfChange(name),
      of: name,
      before: shown(before[name], name),
      after: shown(after[name], name),
    }));
}

function kindOfChange(property: string): DefinitionChange["what"] {
  if (lists.includes(property)) return "choices";
  if (property === "validators") return "rule";
  if (conditions.includes(property)) return "condition";
  return measured.includes(property) || property === "indexes" ? "measurement" : "property";
}

/** Words are compared one language at a time, elsewhere: here only what is not words counts. */
function withoutWords(value: unknown, property: string): unknown {
  if (isWords(value, property)) return undefined;
  if (!worded.includes(property) || !Array.isArray(value)) return value;
  return value.map((item) => {
    if (!isRecord(item)) return { value: item };
    const { text: _, ...rest } = item;
    return rest;
  });
}

function isWords(value: unknown, property: string): boolean {
  const isText =
    typeof value === "string" || (isRecord(value) && Object.values(value).every((one) => typeof one === "string"));
  return isText && /(title|description|html|text|label|unit)$/i.test(property);
}

function shown(value: unknown, property: string): string {
  if (value === undefined) return "";
  if (property === "validators" && Array.isArray(value)) return value.map(shownRule).join(" · ");
  if (!lists.includes(property) || !Array.isArray(value))
    return typeof value === "string" ? value : JSON.stringify(value);
  return value
    .map((item) => (isRecord(item) ? localizedWords(item.text, String(item.value)).da : String(item)))
    .join(" · ");
}

/** "numeric (minValue 1, maxValue 9)", as the definition calls it; its words are told by language. */
function shownRule(validator: unknown): string {
  if (!isRecord(validator)) return JSON.stringify(validator);
  const { type, text: _, ...limits } = validator;
  const told = Object.entries(limits).map(([property, limit]) => `${property} ${String(limit)}`);
  return told.length > 0 ? `${type} (${told.join(", ")})` : String(type);
}

/** Words of what stands in both, by language: also those that were not there before, or are no more. */
function wordingChanges(
  [before, after]: [EditableDefinition, EditableDefinition],
  [oldParts, parts]: [Part[], Part[]],
): DefinitionChange[] {
  const [old, now] = [byAddress(before), byAddress(after)];
  return [...new Map([...now, ...old])].flatMap(([address, { place, value }]) => {
    const [was, is] = [old.get(address)?.words ?? {}, now.get(address)?.words ?? {}];
    const found = [oldParts, parts].map((all) => all.find(({ name }) => name === place));
    if (found.some((part) => !part || (value !== undefined && !hasCode(part.json, value)))) return [];
    const title = found[1]?.title ?? localizedWords(place, "");
    return [...new Set([...Object.keys(was), ...Object.keys(is)])]
      .filter((language) => (was[language] ?? "") !== (is[language] ?? ""))
      .map((language) => ({
        ...{ what: "wording" as const, place, title, of: language },
        ...{ before: was[language] ?? "", after: is[language] ?? "" },
      }));
  });
}

function byAddress(definition: EditableDefinition): Map<string, Wording> {
  return new Map(wordingsOf(definition).map((wording) => [wordingAddress(wording), wording]));
}

/** Is it one of the choices, rows, columns, points or items, or of a column's choices? One that is new or gone is told with its list, in all its words. */
function hasCode(json: Record<string, unknown>, code: unknown): boolean {
  return [...lists, "items"].some((list) =>
    itemsIn(json, list).some((item) =>
      isRecord(item)
        ? String(item.value ?? item.name) === String(code) || hasCode(item, code)
        : String(item) === String(code),
    ),
  );
}
