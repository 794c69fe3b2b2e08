import { type ElementJson, isRecord, type SurveyJson } from "#surveys/definition/survey-json.ts";
import { codeOf, hasChoices, scaleChoices, withSpecial, yesNo } from "./form-choices.ts";
import { FormLists } from "./form-lists.ts";
import { FormNames } from "./form-names.ts";
import { type FormRow, worded } from "./form-words.ts";
import { writeXpath } from "./write-xpath.ts";

export interface FormRows {
  survey: FormRow[];
  choices: FormRow[];
  names: FormNames;
}

/** The rows of a definition as an XLSForm: pages and panels as groups, matrices as tables of single choices. */
export function formRows(definition: SurveyJson): FormRows {
  const names = new FormNames(definition);
  const lists = new FormLists(names.languages);
  const rows = new RowWriter(names, lists);
  const pages = Array.isArray(definition.pages)
    ? definition.pages
    : [{ elements: definition.elements as ElementJson[] }];
  const survey = [
    ...calculateRows(definition, names),
    ...pages.filter(isRecord).flatMap((page) => rows.group(page as ElementJson, "field-list")),
  ];
  return { survey, choices: lists.rows, names };
}

function calculateRows(definition: SurveyJson, names: FormNames): FormRow[] {
  const values = Array.isArray(definition.calculatedValues) ? definition.calculatedValues.filter(isRecord) : [];
  return values.flatMap(({ name, expression }) => {
    const calculation = writeXpath(String(expression ?? ""), (answer) => names.answer(answer));
    return calculation === null ? [] : [{ type: "calculate", name: names.of(String(name)), calculation }];
  });
}

class RowWriter {
  readonly #names: FormNames;
  readonly #lists: FormLists;

  constructor(names: FormNames, lists: FormLists) {
    this.#names = names;
    this.#lists = lists;
  }

  group(element: ElementJson, appearance: string): FormRow[] {
    const inside = [element.elements, element.questions].flatMap((list) => (Array.isArray(list) ? list : []));
    return this.#enclosed(
      "group",
      element,
      { appearance },
      inside.filter(isRecord).flatMap((child) => this.#element(child as ElementJson)),
    );
  }

  #enclosed(kind: "group" | "repeat", element: ElementJson, more: FormRow, inside: FormRow[]): FormRow[] {
    const { type: _type, ...shown } = this.#shown(element);
    return [
      {
        type: `begin_${kind}`,
        name: this.#names.ofElement(element),
        ...shown,
        ...filled(more),
        ...this.#relevant(element),
      },
      ...inside,
      { type: `end_${kind}` },
    ];
  }

  #element(element: ElementJson): FormRow[] {
    switch (element.type) {
      case "panel":
        return this.group(element, "");
      case "paneldynamic": {
        const inside = Array.isArray(element.templateElements) ? element.templateElements.filter(isRecord) : [];
        return this.#enclosed(
          "repeat",
          element,
          {},
          inside.flatMap((child) => this.#element(child as ElementJson)),
        );
      }
      case "matrix":
        return this.#matrix(element);
      default:
        return [this.#question(element)];
    }
  }

  /** A matrix without rows or with cells of its own is nothing XLSForm can ask. */
  #matrix(element: ElementJson): FormRow[] {
    const [rows, columns] = [element.rows, element.columns].map((list) => (Array.isArray(list) ? list : []));
    if (!rows?.length || !columns?.length) return [this.#note(element)];
    const list = this.#lists.of(columns, String(element.name));
    const required: FormRow =
      element.eachRowRequired === true || element.isAllRowRequired === true ? { required: "yes" } : {};
    const inside = rows.map((row) => ({
      ...{ type: `select_one ${list}`, name: this.#names.ofRow(element, codeOf(row)) },
      ...worded("label", isRecord(row) && row.text !== undefined ? row.text : String(codeOf(row)), this.#names),
      ...required,
    }));
    return this.#enclosed("group", element, { appearance: "table-list" }, inside);
  }

  #question(element: ElementJson): FormRow {
    const type = this.#rowType(element);
    if (!type) return this.#note(element);
    return {
      ...type,
      name: this.#names.ofElement(element),
      ...this.#shown(element),
      ...this.#needed(element),
      ...this.#relevant(element),
      ...this.#constraint(element),
      ...(typeof element.defaultValue === "string" ? { default: element.defaultValue } : {}),
      ...(element.readOnly === true ? { readonly: "yes" } : {}),
    };
  }

  /** A note has to have words: without any it shows its name. */
  #note(element: ElementJson): FormRow {
    const words = element.type === "html" ? { ...element, title: element.html, description: undefined } : element;
    const name = this.#names.ofElement(element);
    const shown = this.#shown(words as ElementJson);
    const label = Object.keys(shown).length > 0 ? {} : worded("label", name, this.#names);
    return { type: "note", name, ...label, ...shown, ...this.#relevant(element) };
  }

  #rowType(element: ElementJson): FormRow | null {
    const name = String(element.name);
    const list = (choices: unknown) => this.#lists.of(Array.isArray(choices) ? choices : [], name);
    const orOther = element.showOtherItem === true || element.hasOther === true ? " or_other" : "";
    switch (element.type) {
      case "text":
        return { type: textTypes[String(element.inputType)] ?? "text" };
      case "comment":
        return { type: "text", appearance: "multiline" };
      case "radiogroup":
      case "buttongroup":
        return hasChoices(element)
          ? { type: `select_one ${list(withSpecial(element))}${orOther}`, ...columns(element) }
          : null;
      case "dropdown":
        return hasChoices(element)
          ? { type: `select_one ${list(withSpecial(element))}${orOther}`, appearance: "minimal" }
          : null;
      case "checkbox":
        return hasChoices(element)
          ? { type: `select_multiple ${list(withSpecial(element))}${orOther}`, ...columns(element) }
          : null;
      case "tagbox":
        return hasChoices(element)
          ? { type: `select_multiple ${list(withSpecial(element))}${orOther}`, appearance: "minimal" }
          : null;
      case "ranking":
        return hasChoices(element) ? { type: `rank ${list(element.choices)}` } : null;
      case "rating":
        return { type: `select_one ${list(scaleChoices(element))}`, appearance: "likert" };
      case "boolean":
        return { type: `select_one ${list(yesNo(element))}` };
      default:
        return null;
    }
  }

  #shown(element: ElementJson): FormRow {
    return { ...worded("label", element.title, this.#names), ...worded("hint", element.description, this.#names) };
  }

  #needed(element: ElementJson): FormRow {
    const requiredIf = typeof element.requiredIf === "string" ? this.#xpath(element.requiredIf) : null;
    const required = element.isRequired === true ? "yes" : (requiredIf ?? "");
    return required === "" ? {} : { required, ...worded("required_message", element.requiredErrorText, this.#names) };
  }

  #relevant(element: ElementJson): FormRow {
    const relevant = typeof element.visibleIf === "string" ? this.#xpath(element.visibleIf) : null;
    return relevant === null ? {} : { relevant };
  }

  #constraint(element: ElementJson): FormRow {
    const validators = Array.isArray(element.validators) ? element.validators.filter(isRecord) : [];
    const bounds = boundsOf(element);
    const parts = [...bounds, ...validators.map((validator) => this.#check(element, validator))].filter(
      (part): part is string => part !== null,
    );
    if (parts.length === 0) return {};
    return { constraint: parts.join(" and "), ...worded("constraint_message", validators[0]?.text, this.#names) };
  }

  #check(element: ElementJson, validator: Record<string, unknown>): string | null {
    const { type, minValue, maxValue, regex, expression } = validator;
    if (type === "numeric" || type === "numericvalidator") return bounded(minValue, maxValue);
    if (type === "regex" || type === "regexvalidator")
      return typeof regex === "string" && !regex.includes("'") ? `regex(., '${regex}')` : null;
    if (type !== "expression" && type !== "expressionvalidator") return null;
    // No answer is no mistake in XLSForm: what says so by itself is taken off.
    const text = String(expression ?? "");
    const bare = text.startsWith(`{${element.name}} empty or (`)
      ? text.slice(`{${element.name}} empty or (`.length, -1)
      : text;
    return this.#xpath(bare, String(element.name));
  }

  #xpath(expression: string, own?: string): string | null {
    return expression === "" ? null : writeXpath(expression, (name) => this.#names.answer(name), own);
  }
}

const textTypes: Record<string, string> = {
  number: "decimal",
  range: "decimal",
  date: "date",
  time: "time",
  "datetime-local": "datetime",
};

function boundsOf({ inputType, min, max }: ElementJson): string[] {
  const text = inputType === "number" || inputType === "range" ? bounded(min, max) : null;
  return text === null ? [] : [text];
}

function bounded(least: unknown, most: unknown): string | null {
  const parts = [
    typeof least === "number" ? `. >= ${least}` : "",
    typeof most === "number" ? `. <= ${most}` : "",
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(" and ") : null;
}

function columns({ colCount }: ElementJson): FormRow {
  if (typeof colCount !== "number") return {};
  return { appearance: colCount > 0 ? `columns-${colCount}` : "columns" };
}

function filled(row: FormRow): FormRow {
  return Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== ""));
}
