import { mostRateValues } from "#surveys/definition/exchange/rate-values.ts";
import type { TransferLog, TransferPlace } from "#surveys/definition/exchange/transfer-report.ts";
import { asHtml } from "#surveys/definition/exchange/words-by-language.ts";
import type { ElementJson } from "#surveys/definition/survey-json.ts";
import type { ListChoice } from "./choice-lists.ts";
import { parsedExtra, withExtra } from "./extra-cell.ts";
import type { PlainType, RowType } from "./question-type.ts";
import { appearancesOf, columnCount, selectType, tellAppearances } from "./row-appearance.ts";
import { choiceCondition, type KnownNames, readFilter, translated, validatorsOf } from "./row-conditions.ts";
import { joinedWords, wordsIn } from "./row-words.ts";
import { placeOf, type SheetRow } from "./sheet.ts";

/** What a row needs to know of the rest of its form. */
export interface FormContext {
  main: string;
  lists: ReadonlyMap<string, ListChoice[]>;
  choiceColumns: readonly string[];
  known: KnownNames;
  log: TransferLog;
}

/** The question of a survey row, or null where nothing can be asked for it (which the log says). */
export function rowQuestion(row: SheetRow, type: RowType, name: string, form: FormContext): ElementJson | null {
  const asked = askedBy(row, type, name, form);
  if (!asked) return null;
  const common = type.is === "note" ? conditionsOf(row, name, form) : commonOf(row, name, form);
  return withExtra({ ...asked, ...common, ...validated(row, asked, name, form) }, parsedExtra(row));
}

function askedBy(row: SheetRow, type: RowType, name: string, form: FormContext): ElementJson | null {
  const place = placeOf(row, name);
  switch (type.is) {
    case "plain":
      return plainQuestion(row, type.type, name, form);
    case "select":
      return selectQuestion(row, type, name, form);
    case "note":
      return noteElement(row, name, form);
    case "acknowledge":
      form.log.add("acknowledge-as-yes", place);
      // ODK keeps "OK" for it, and conditions ask for that.
      return { type: "boolean", name, valueTrue: "OK" };
    case "device":
      form.log.add("device-fact", place, type.type);
      return null;
    case "not-offered":
      form.log.add("type-not-offered", place, type.type);
      return null;
    default:
      form.log.add("type-unknown", place, row.cell("type"));
      return null;
  }
}

/** Words to read; nothing where there are none. */
function noteElement(row: SheetRow, name: string, form: FormContext): ElementJson | null {
  const words = joinedWords(row, form);
  if (words === "") form.log.add("note-empty", placeOf(row, name));
  return words === "" ? null : { type: "html", name, html: asHtml(words) };
}

function plainQuestion(row: SheetRow, type: PlainType, name: string, { log }: FormContext): ElementJson {
  const place = placeOf(row, name);
  const appearances = appearancesOf(row);
  switch (type) {
    case "text":
      if (appearances.includes("multiline")) return { type: "comment", name };
      if (appearances.length > 0) log.add("appearance-changed", place, appearances.join(" "));
      return { type: "text", name };
    case "range":
      return rangeQuestion(row, name, log);
    case "datetime":
      log.add("date-time-as-text", place);
      return { type: "text", name, inputType: "datetime-local" };
    case "integer":
      log.add("whole-number", place);
      return { type: "text", name, inputType: "number" };
    case "decimal":
      return { type: "text", name, inputType: "number" };
    default:
      return { type: "text", name, inputType: type };
  }
}

/** A range of up to twenty values is a scale; a longer one a number between its ends. */
function rangeQuestion(row: SheetRow, name: string, log: TransferLog): ElementJson {
  const given = Object.fromEntries(
    [...row.cell("parameters").matchAll(/(start|end|step)\s*=\s*(-?\d+(?:\.\d+)?)/g)].map(([, key, value]) => [
      key,
      Number(value),
    ]),
  );
  const { start = 0, end = 10, step = 1 } = given as { start?: number; end?: number; step?: number };
  const steps = (end - start) / step;
  if (Number.isInteger(steps) && steps >= 1 && steps < mostRateValues) {
    return { type: "rating", name, rateMin: start, rateMax: end, ...(step === 1 ? {} : { rateStep: step }) };
  }
  log.add("appearance-changed", placeOf(row, name), `range ${row.cell("parameters")}`);
  return { type: "text", name, inputType: "number", min: Math.min(start, end), max: Math.max(start, end) };
}

function selectQuestion(
  row: SheetRow,
  type: RowType & { is: "select" },
  name: string,
  form: FormContext,
): ElementJson | null {
  const place = placeOf(row, name);
  const list = form.lists.get(type.list);
  if (type.fromFile || !list || list.length === 0) {
    form.log.add(type.fromFile ? "list-from-file" : "list-missing", place, type.list);
    return null;
  }
  const appearances = appearancesOf(row);
  const isScale =
    appearances.includes("likert") && type.how === "one" && list.every(({ value }) => typeof value === "number");
  tellAppearances(appearances, isScale, place, form.log);
  const choices = choicesOf(row, list, place, form);
  if (isScale) return { type: "rating", name, rateValues: choices };
  return {
    type: selectType(type.how, appearances),
    name,
    choices,
    ...columnCount(appearances),
    ...(type.orOther ? { showOtherItem: true } : {}),
  };
}

function choicesOf(row: SheetRow, list: ListChoice[], place: TransferPlace, form: FormContext) {
  const written = row.cell("choice_filter");
  const filter = written === "" ? null : readFilter(written, form.choiceColumns);
  const conditions = filter ? list.map((choice) => choiceCondition(filter, choice.row, form.known)) : [];
  const followed = filter !== null && conditions.every(({ unknown }) => unknown.length === 0);
  if (written !== "" && !followed) form.log.add("filter-unreadable", place, written);
  return list.map(({ value, text, extra }, index) =>
    withExtra(
      { value, ...(text === undefined ? {} : { text }), ...(followed ? { visibleIf: conditions[index]?.text } : {}) },
      extra,
    ),
  );
}

/** Title, help, whether an answer is needed, and when the question stands there. */
function commonOf(row: SheetRow, name: string, form: FormContext): Record<string, unknown> {
  const place = placeOf(row, name);
  const title = wordsIn(row, "label", form);
  const description = wordsIn(row, "hint", form);
  if (title === undefined) form.log.add("label-missing", place);
  if (row.cell("default") !== "") form.log.add("default-not-used", place, row.cell("default"));
  if (isYes(row.cell("readonly"))) form.log.add("read-only-kept", place);
  if (row.cell("calculation") !== "") form.log.add("calculation-unreadable", place, row.cell("calculation"));
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...requiredOf(row, place, form),
    ...conditionsOf(row, name, form),
    ...(row.cell("default") === "" ? {} : { defaultValue: row.cell("default") }),
    ...(isYes(row.cell("readonly")) ? { readOnly: true } : {}),
  };
}

function requiredOf(row: SheetRow, place: TransferPlace, form: FormContext) {
  const written = row.cell("required");
  const message = wordsIn(row, "required_message", form);
  const told = message === undefined ? {} : { requiredErrorText: message };
  if (isYes(written)) return { isRequired: true, ...told };
  if (written === "" || isNo(written)) return {};
  const requiredIf = translated(written, place, form.known, form.log);
  return requiredIf === undefined ? {} : { requiredIf, ...told };
}

/** When the row is there at all. */
export function conditionsOf(row: SheetRow, name: string, form: FormContext): { visibleIf?: string } {
  const written = row.cell("relevant");
  if (written === "") return {};
  const visibleIf = translated(written, placeOf(row, name), form.known, form.log);
  return visibleIf === undefined ? {} : { visibleIf };
}

function validated(row: SheetRow, asked: ElementJson, name: string, form: FormContext): { validators?: object[] } {
  const message = wordsIn(row, "constraint_message", form);
  const isNumber = asked.inputType === "number";
  const validators = validatorsOf(row, name, message, isNumber, form.known, form.log);
  const hasChoices = asked.choices !== undefined || asked.rateValues !== undefined;
  if (!hasChoices && row.cell("choice_filter") !== "") {
    form.log.add("filter-without-list", placeOf(row, name), row.cell("choice_filter"));
  }
  return validators.length > 0 ? { validators } : {};
}

function isYes(written: string): boolean {
  return /^(yes|true|true\(\)|1)$/i.test(written.trim());
}

function isNo(written: string): boolean {
  return /^(no|false|false\(\)|0)$/i.test(written.trim());
}
