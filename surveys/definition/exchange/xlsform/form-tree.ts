import type { TransferLog } from "#surveys/definition/exchange/transfer-report.ts";
import type { ElementJson } from "#surveys/definition/survey-json.ts";
import { parsedExtra, withExtra } from "./extra-cell.ts";
import { type NamedRow, rowKey } from "./named-rows.ts";
import { conditionsOf, type FormContext } from "./row-question.ts";
import { wordsIn } from "./row-words.ts";
import { placeOf, type SheetRow } from "./sheet.ts";

interface OpenGroup {
  named: NamedRow;
  element: ElementJson;
  /** What only Ringvirk reads of the group. */
  extra: Record<string, unknown>;
  children: ElementJson[];
}

/** Builds pages, panels and repeats while the rows of a form go by. */
export class FormTree {
  readonly #pages: ElementJson[] = [];
  readonly #open: OpenGroup[] = [];
  readonly #log: TransferLog;
  #loose: ElementJson[] = [];

  constructor(log: TransferLog) {
    this.#log = log;
  }

  open(named: NamedRow, form: FormContext): void {
    const title = wordsIn(named.row, "label", form);
    const description = wordsIn(named.row, "hint", form);
    const element = {
      name: named.name,
      ...(title === undefined ? {} : { title }),
      ...(description === undefined ? {} : { description }),
      ...conditionsOf(named.row, named.name, form),
    };
    if (this.#open.length === 0) this.#endLoosePage();
    this.#open.push({ named, element, extra: parsedExtra(named.row), children: [] });
  }

  add(element: ElementJson): void {
    (this.#open.at(-1)?.children ?? this.#loose).push(element);
  }

  close(row: SheetRow): void {
    const group = this.#open.pop();
    if (!group) this.#log.add("group-unclosed", placeOf(row));
    else if (group.children.length > 0) this.#put(group);
  }

  /** The pages; groups that were never ended are ended here. */
  end(): ElementJson[] {
    for (const { named } of this.#open) this.#log.add("group-unclosed", placeOf(named.row, named.name));
    while (this.#open.length > 0) this.#put(this.#open.pop() as OpenGroup);
    this.#endLoosePage();
    return this.#pages;
  }

  #put(group: OpenGroup): void {
    const made = this.#made(group);
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(made);
    else if (made.type === "panel") {
      const { type: _panel, ...page } = made;
      this.#pages.push(page);
    } else this.#pages.push({ name: `page_${this.#pages.length + 1}`, elements: [made] });
  }

  #made({ named, element, extra, children }: OpenGroup): ElementJson {
    if (named.type.is === "begin-repeat") {
      this.#log.add("repeat-as-panel", placeOf(named.row, named.name));
      return withExtra({ type: "paneldynamic", ...element, templateElements: children, panelCount: 1 }, extra);
    }
    const matrix = named.isTable ? asMatrix(named, element, children) : null;
    if (!matrix) return withExtra({ type: "panel", ...element, elements: children }, extra);
    this.#log.add("rows-as-matrix", placeOf(named.row, named.name));
    return withExtra(matrix, extra);
  }

  #endLoosePage(): void {
    if (this.#loose.length > 0) this.#pages.push({ name: `page_${this.#pages.length + 1}`, elements: this.#loose });
    this.#loose = [];
  }
}

/** A table-list of single choices that share their choices and have no conditions of their own is a matrix; else null. */
function asMatrix(named: NamedRow, element: ElementJson, children: ElementJson[]): ElementJson | null {
  const [first] = children;
  const fits = children.every(
    ({ type, choices, requiredIf, visibleIf, validators }) =>
      ["radiogroup", "dropdown"].includes(String(type)) &&
      JSON.stringify(choices) === JSON.stringify(first?.choices) &&
      ![requiredIf, visibleIf, validators].some(Boolean),
  );
  if (!first || !fits) return null;
  const rows = children.map(({ name, title }) => ({
    value: rowKey(named.name, String(name)),
    ...(title === undefined ? {} : { text: title }),
  }));
  const allRequired = children.every(({ isRequired }) => isRequired === true);
  return {
    type: "matrix",
    ...element,
    columns: first.choices,
    rows,
    ...(allRequired ? { isAllRowRequired: true } : {}),
  };
}
