import { readConditionForm } from "#app/condition-form.server.ts";
import { typed } from "#app/refusal.server.ts";
import { missingKinds } from "#surveys/definition/codebook.ts";
import { conditionProperties } from "#surveys/definition/conditions/condition.ts";
import { isAnswerRule, ruleField } from "#surveys/definition/editing/answer-rules.ts";
import type { Edit, ItemList, SettableProperty } from "#surveys/definition/editing/edit.ts";
import type { EditableDefinition } from "#surveys/definition/editing/editable-definition.ts";
import type { Place } from "#surveys/definition/editing/element-place.ts";
import type { QuestionFacts } from "#surveys/definition/editing/question-facts.ts";
import { isProblem, type Problem, problemAt } from "#surveys/problem.ts";

/**
 * Everything that the form about one question says, as edits; what it says already changes nothing. The button that was pressed may ask for
 * one thing more: an answer or a rule added, moved or taken out. Refused: "field.not-a-number", "editing.code-bad", what `readConditionForm`
 * refuses.
 */
export function readQuestionForm(
  form: FormData,
  facts: QuestionFacts,
  definition: EditableDefinition,
  language: string,
): Edit[] | Problem {
  const at: Place = { of: "element", name: facts.name };
  const numbers = numberEdits(form, facts, at);
  if (isProblem(numbers)) return numbers;
  const rules = ruleEdits(form, facts, language);
  if (isProblem(rules)) return rules;
  const conditions: Edit[] = [];
  for (const property of conditionProperties) {
    const condition = readConditionForm(form, { definition, at, property, before: facts[property] });
    if (isProblem(condition)) return condition;
    conditions.push(...condition);
  }
  const edits = [
    ...wordEdits(form, facts, at, language),
    ...facts.switches.map(({ property }) => set(at, property, form.get(property) === "on")),
    ...numbers,
    ...itemEdits(form, facts, at, language),
    ...scaleEdit(form, facts),
    ...measurementEdits(form, facts, at),
    ...rules,
    ...conditions,
  ];
  const asked = askedItem(form, facts, language);
  return isProblem(asked) ? asked : [...edits, ...asked, ...renameEdit(form, facts)];
}

function set(at: Place, property: SettableProperty, value: unknown): Edit {
  return { edit: "set", at, property, value };
}

function wordEdits(form: FormData, facts: QuestionFacts, at: Place, language: string): Edit[] {
  return Object.keys(facts.words)
    .filter((property) => form.has(`words.${property}`))
    .map((property) => ({
      edit: "words",
      words: { at, property },
      language,
      text: typed(form, `words.${property}`),
    }));
}

function numberEdits(form: FormData, facts: QuestionFacts, at: Place): Edit[] | Problem {
  const edits: Edit[] = [];
  for (const { property } of facts.numbers) {
    const number = numberIn(form, property);
    if (isProblem(number)) return number;
    edits.push(set(at, property, number));
  }
  return edits;
}

/** A number as Danes or others write it; undefined where nothing is written. */
function numberIn(form: FormData, field: string): number | undefined | Problem {
  const text = typed(form, field).trim().replace(",", ".");
  if (text === "") return undefined;
  return Number.isFinite(Number(text)) ? Number(text) : problemAt(field, "field.not-a-number");
}

/** The rules as they stand in the form, the one that is taken out, and the one that is added. */
function ruleEdits(form: FormData, { name, rules }: QuestionFacts, language: string): Edit[] | Problem {
  const at: Place = { of: "element", name };
  const [, deed = "", asked] = /^rule:(add|remove):(\w+)$/.exec(typed(form, "deed")) ?? [];
  const edits: Edit[] = [];
  for (const { rule, limits } of rules) {
    if (!form.has(ruleField(rule, "text"))) continue;
    const now: Record<string, number | undefined> = {};
    for (const { property } of limits) {
      const number = numberIn(form, ruleField(rule, property));
      if (isProblem(number)) return number;
      now[property] = number;
    }
    if (deed === "remove" && asked === rule) edits.push({ edit: "rule", name, rule, limits: null });
    else {
      edits.push({ edit: "rule", name, rule, limits: now });
      edits.push({ edit: "words", words: { at, rule }, language, text: typed(form, ruleField(rule, "text")) });
    }
  }
  if (deed === "add" && isAnswerRule(asked)) edits.push({ edit: "rule", name, rule: asked, limits: {} });
  return edits;
}

function itemEdits(form: FormData, facts: QuestionFacts, at: Place, language: string): Edit[] {
  const words = (list: ItemList, items: QuestionFacts["rows"]): Edit[] =>
    (items ?? [])
      .filter(({ code }) => form.has(`${list}.${code}`))
      .map(({ code }) => ({
        edit: "words",
        words: { at, list, code },
        language,
        text: typed(form, `${list}.${code}`),
      }));
  const { answers } = facts;
  return [
    ...(answers ? [...words(answers.list, answers.items), ...missingEdit(form, answers.items, at)] : []),
    ...words("rows", facts.rows),
  ];
}

/** Which of the answers stand apart from the scale, as one property. */
function missingEdit(form: FormData, items: Array<{ code: string; missing: string }>, at: Place): Edit[] {
  if (!items.some(({ code }) => form.has(`missing.${code}`))) return [];
  const kinds = items.flatMap(({ code, missing }) => {
    const kind = form.has(`missing.${code}`) ? typed(form, `missing.${code}`) : missing;
    return missingKinds.some((known) => known === kind) ? [[code, kind] as const] : [];
  });
  const before = items.flatMap(({ code, missing }) => (missing ? [[code, missing] as const] : []));
  if (JSON.stringify(kinds) === JSON.stringify(before)) return [];
  return [set(at, "missingValues", kinds.length > 0 ? Object.fromEntries(kinds) : undefined)];
}

function scaleEdit(form: FormData, { name, scale }: QuestionFacts): Edit[] {
  if (!scale || !form.has("scaleMin")) return [];
  const [min, max] = [Number(typed(form, "scaleMin") || Number.NaN), Number(typed(form, "scaleMax") || Number.NaN)];
  return min === scale.min && max === scale.max ? [] : [{ edit: "scale", name, min, max }];
}

function measurementEdits(form: FormData, facts: QuestionFacts, at: Place): Edit[] {
  if (!facts.measurement || !form.has("itemKey")) return [];
  const ends = form.getAll("goodEnd").map(Number).filter(Number.isFinite);
  const before = facts.measurement.goodEnd;
  const sameEnds = ends.length === before.length && ends.every((code) => before.includes(code));
  return [
    ...(["itemKey", "goodDirection", "theme", "source", "licence"] as const).map((property) =>
      set(at, property, typed(form, property).trim()),
    ),
    ...(sameEnds || !form.has("goodEndAsked") ? [] : [set(at, "goodEnd", ends.length > 0 ? ends : undefined)]),
    ...(form.has("askedFor")
      ? [set(at, "answersFor", form.get("answersFor") === "on" ? "organisation" : undefined)]
      : []),
    ...facts.indexes.map(
      ({ key, item }): Edit => ({ edit: "index", index: key, item, member: form.getAll("indexes").includes(key) }),
    ),
  ];
}

const itemLists: ItemList[] = ["choices", "rateValues", "columns", "rows"];

/** "choices:up:litter", "rows:add": what a button beside a list asks for. */
function askedItem(form: FormData, { name }: QuestionFacts, language: string): Edit[] | Problem {
  const [listName, deed, ...rest] = typed(form, "deed").split(":");
  const list = itemLists.find((one) => one === listName);
  const code = rest.join(":");
  if (!list) return [];
  switch (deed) {
    case "up":
    case "down":
      return [{ edit: "item-move", name, list, code, way: deed }];
    case "remove":
      return [{ edit: "item-remove", name, list, code }];
    case "add": {
      const wanted = typed(form, `new.${list}.code`).trim();
      if (!/^[\p{L}\p{N}_-]{0,60}$/u.test(wanted)) return problemAt(`new.${list}.code`, "editing.code-bad");
      return [{ edit: "item-add", name, list, code: wanted, text: typed(form, `new.${list}.text`), language }];
    }
    case "dont-know":
      return dontKnow(name, list, form);
    default:
      return [];
  }
}

/** "Don't know" beside the scale: an answer and what it stands for, in both languages of the house. */
function dontKnow(name: string, list: ItemList, form: FormData): Edit[] {
  const at: Place = { of: "element", name };
  const before = Object.fromEntries(
    [...form.keys()]
      .filter((key) => key.startsWith("missing.") && typed(form, key))
      .map((key) => [key.slice(8), typed(form, key)]),
  );
  return [
    { edit: "item-add", name, list, code: "dk", text: "Ved ikke", language: "da" },
    { edit: "words", words: { at, list, code: "dk" }, language: "en", text: "Don't know" },
    set(at, "missingValues", { ...before, dk: "dont-know" }),
  ];
}

/** Last of all: after it the question is found under its new name. */
function renameEdit(form: FormData, { name }: QuestionFacts): Edit[] {
  const to = typed(form, "name").trim();
  return to === "" || to === name ? [] : [{ edit: "rename", name, to }];
}
