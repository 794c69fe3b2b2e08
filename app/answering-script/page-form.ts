/** The fields of a page as they are sent, in order. */
export type Fields = Array<[string, string]>;

/** The answers that stand in the form just now. What lies in templates is no part of a form. */
export function answersIn(form: HTMLFormElement): Fields {
  const fields: Fields = [];
  new FormData(form).forEach((value, name) => {
    if (name.startsWith("a:") && typeof value === "string") fields.push([name, value]);
  });
  return fields;
}

/** The answers that the server put into the form, whatever has been typed since, or filled in again by the browser. */
export function answersGiven(form: HTMLFormElement): Fields {
  const fields: Fields = [];
  for (const control of controlsOf(form)) {
    if (!control.name.startsWith("a:")) continue;
    if (control instanceof HTMLSelectElement) fields.push([control.name, givenOption(control)]);
    else if (!isTick(control)) fields.push([control.name, control.defaultValue]);
    else if (control.defaultChecked) fields.push([control.name, control.value]);
  }
  return fields;
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export function controlsOf(holder: HTMLFormElement | Element): Control[] {
  const found = holder.querySelectorAll<Control>("input, textarea, select");
  return Array.prototype.filter.call(found, (control: Control) => !control.disabled && control.name);
}

export function isTick(control: Control): control is HTMLInputElement {
  return control.type === "radio" || control.type === "checkbox";
}

function givenOption(select: HTMLSelectElement): string {
  const given = Array.prototype.find.call(select.options, (option: HTMLOptionElement) => option.defaultSelected);
  return (given ?? select.options[0])?.value ?? "";
}

/** Puts answers back into a form, as they were left. */
export function putAnswers(holder: HTMLFormElement | Element, fields: Fields, onlyKeys?: Set<string>): void {
  const left = new Map<string, string[]>();
  for (const [name, value] of fields) left.set(name, [...(left.get(name) ?? []), value]);
  for (const control of controlsOf(holder)) {
    if (!control.name.startsWith("a:") || (onlyKeys && !onlyKeys.has(keyOf(control.name)))) continue;
    const values = left.get(control.name) ?? [];
    if (isTick(control)) control.checked = values.indexOf(control.value) >= 0;
    else control.value = values.shift() ?? "";
  }
}

/** "a:upkeep:lamps" → "upkeep": the question whose answer it is part of. */
export function keyOf(name: string): string {
  return decodeURIComponent(name.split(":")[1] ?? "");
}

/** Each question's whole answer as one text, to compare with. A field that is blank is as good as none. */
export function byQuestion(fields: Fields): Map<string, string> {
  const answers = new Map<string, string>();
  for (const [name, value] of fields) {
    if (value === "") continue;
    const key = keyOf(name);
    answers.set(key, `${answers.get(key) ?? ""}&${name}=${value}`);
  }
  return answers;
}

/** To compare with where nobody knows what the server has: whatever stands in the form, or has been taken out of it, is different. */
export function nothingKnown(form: HTMLFormElement): Map<string, string> {
  const names = controlsOf(form).map(({ name }) => name);
  return new Map(names.filter((name) => name.startsWith("a:")).map((name) => [keyOf(name), "?"]));
}

/** Questions that are answered differently now. */
export function changedKeys(before: Map<string, string>, now: Map<string, string>): string[] {
  const keys = new Set([...Array.from(before.keys()), ...Array.from(now.keys())]);
  return Array.from(keys).filter((key) => before.get(key) !== now.get(key));
}

/** As a browser writes a form. */
export function encode(fields: Fields): string {
  return new URLSearchParams(fields).toString();
}

export function decode(text: string): Fields {
  const fields: Fields = [];
  new URLSearchParams(text).forEach((value, name) => {
    fields.push([name, value]);
  });
  return fields;
}
