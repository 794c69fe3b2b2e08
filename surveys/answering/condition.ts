/**
 * A condition of a survey as a phone can run it: `visibleIf` and `requiredIf` compiled by `compile-condition.server.ts`, small enough to
 * stand on the page. What each part means is what survey-core 3.0.0 makes of it; `tests/answering/condition.test.ts` compares the two.
 */
export type Condition = [operation: string, ...parts: unknown[]] | null;

type Values = Record<string, unknown>;

/** Does the condition hold after these answers? */
export function holds(condition: Condition, values: Values): boolean {
  // biome-ignore lint/suspicious/noDoubleEquals: as survey-core does it: 1 and "1" count as yes
  return (run(condition, values) as unknown) == true;
}

function run(condition: Condition, values: Values): unknown {
  if (condition === null) return null;
  const [name, ...parts] = condition as [string, ...Condition[]];
  if (name === "k") return parts[0];
  if (name === "v") return asTyped(lookUp(String(parts[0]), values)) ?? null;
  const given = parts.map((part) => run(part, values));
  if (name === "a") return given;
  return operations[name]?.(given[0], given[1], given[2]);
}

type Operation = (left: unknown, right: unknown, third?: unknown) => unknown;

const contains: Operation = (left, right) => containsAs(left, right, true);

const operations: Record<string, Operation> = {
  and: (left, right) => left && right,
  or: (left, right) => left || right,
  negate: (value) => !value,
  empty: (value) => isEmpty(value),
  notempty: (value) => !isEmpty(value),
  equal: (left, right) => isEqual(left, right),
  notequal: (left, right) => !isEqual(left, right),
  greater: (left, right) => isThere(left) && isThere(right) && (left as number) > (right as number),
  less: (left, right) => isThere(left) && isThere(right) && (left as number) < (right as number),
  greaterorequal: (left, right) => isEqual(left, right) || operations.greater?.(left, right),
  lessorequal: (left, right) => isEqual(left, right) || operations.less?.(left, right),
  contains,
  notcontains: (left, right) => (!left && !isEmpty(right) ? true : containsAs(left, right, false)),
  anyof,
  noneof: (left, right) => !anyof(left, right),
  allof(left, right) {
    if (!left && !isEmpty(right)) return false;
    return Array.isArray(right) ? right.every((one) => contains(left, one)) : contains(left, right);
  },
  plus: arithmetic((a, b) => a + b),
  minus: arithmetic((a, b) => a - b),
  mul: arithmetic((a, b) => a * b, true),
  iif: (test, yes, no) => (test ? yes : no),
};

/** The operations there are; what needs another is asked of the server. */
export const knownOperations = new Set(Object.keys(operations));

/** Sums and products of numbers, to as many decimals as were put in. Anything else gives no number, and no condition holds by it. */
function arithmetic(compute: (a: number, b: number) => number, multiplies = false): Operation {
  return (left, right) => {
    const a = isEmpty(left) ? 0 : left;
    const b = isEmpty(right) ? 0 : right;
    if (typeof a !== "number" || typeof b !== "number") return Number.NaN;
    const places = [a, b].map((number) => String(number).split(".")[1]?.length ?? 0) as [number, number];
    const digits = multiplies ? places[0] + places[1] : Math.max(...places);
    return digits > 0 ? Number.parseFloat(compute(a, b).toFixed(digits)) : compute(a, b);
  };
}

/** `{name}`, `{matrix.row}`, `{list[0]}`: the longest name that is answered counts, whatever the case of its letters. */
function lookUp(path: string, values: Values): unknown {
  let names = path.split(".");
  let value: unknown = values;
  while (names.length > 0) {
    let found: unknown;
    let length = names.findIndex((name) => /\[-?\d+\]$/.test(name)) + 1 || names.length;
    let index: number | null = null;
    for (; length > 0; length--) {
      const name = names.slice(0, length).join(".");
      const indexed = /^(.*)\[(-?\d+)\]$/.exec(name);
      index = indexed ? Number(indexed[2]) : null;
      found = memberOf(value, indexed ? (indexed[1] as string) : name);
      if (found !== undefined) break;
    }
    if (found === undefined) return path.endsWith(".length") ? 0 : undefined;
    value = index === null ? found : Array.isArray(found) ? found[index < 0 ? found.length + index : index] : undefined;
    if (value === undefined) return undefined;
    names = names.slice(length);
  }
  return value;
}

function memberOf(holder: unknown, name: string): unknown {
  if (!holder) return undefined;
  if (name === "length" && (Array.isArray(holder) || typeof holder === "string")) return holder.length;
  if (typeof holder !== "object") return undefined;
  const wanted = name.toLowerCase();
  const key = Object.keys(holder).find((one) => one.toLowerCase() === wanted);
  return key === undefined ? undefined : (holder as Values)[key];
}

/** Text that reads as a number, or as yes or no, counts as such; "007" stays text. */
function asTyped(value: unknown): unknown {
  if (typeof value !== "string" || value === "") return value;
  const low = value.toLowerCase();
  if (low === "true" || low === "false") return low === "true";
  if (value.length > 1 && /^['"]/.test(value) && /['"]$/.test(value)) return value.slice(1, -1);
  const number = numberOf(value);
  if (number === null) return value;
  if (
    value[0] === "0" &&
    value.indexOf("0x") !== 0 &&
    value.length > 1 &&
    (!/^0[.,]/.test(value) || value.length < 2)
  ) {
    return value;
  }
  return number;
}

function numberOf(given: string): number | null {
  const text = given.trim();
  if (text === "") return null;
  if (text.indexOf("0x") === 0) return text.length > 32 ? null : Number.parseInt(text, 16);
  if ((text.length > 15 && /^\d+$/.test(text)) || (!/[-+]/.test(text.slice(1)) && /[*^/%]/.test(text))) return null;
  const plain = text.split(",").length === 2 ? text.replace(",", ".") : text;
  const number = Number.parseFloat(plain);
  return Number.isNaN(number) || !Number.isFinite(Number(plain)) ? null : number;
}

function isThere(value: unknown): boolean {
  return value !== null && value !== undefined;
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (value && typeof value === "object") return Object.keys(value).every((key) => isEmpty((value as Values)[key]));
  return !value && value !== 0 && value !== false;
}

function isNumeric(value: unknown): boolean {
  return isThere(value) && !Array.isArray(value) && !Number.isNaN(Number(value));
}

function isEqual(x: unknown, y: unknown): boolean {
  if (x === "undefined") return isEqual(undefined, y);
  if (y === "undefined") return isEqual(x, undefined);
  return isSame(x, y);
}

function isSame(x: unknown, y: unknown): boolean {
  if (x === y) return true;
  for (const [one, other] of [
    [x, y],
    [y, x],
  ]) {
    if (Array.isArray(one) && one.length === 0 && other === undefined) return true;
    if (!isThere(one) && other === "") return true;
  }
  if (typeof x === "string" && typeof y === "string") return x.trim().toLowerCase() === y.trim().toLowerCase();
  if (isNumeric(x) && isNumeric(y)) {
    const [a, b] = [String(x), String(y)];
    if (Number.parseInt(a, 10) === Number.parseInt(b, 10) && Number.parseFloat(a) === Number.parseFloat(b)) return true;
  }
  if (isEmpty(x) !== isEmpty(y)) return false;
  if (typeof x === "boolean" && typeof y === "string") return String(x) === y.toLowerCase();
  if (typeof y === "boolean" && typeof x === "string") return String(y) === x.toLowerCase();
  const [isX, isY] = [x instanceof Object, y instanceof Object];
  // biome-ignore lint/suspicious/noDoubleEquals: as survey-core does it
  if (!isX && !isY) return x == y;
  return isX && isY && isSameObject(x as Values, y as Values);
}

function isSameObject(x: Values | unknown[], y: Values | unknown[]): boolean {
  if (Array.isArray(x) && Array.isArray(y)) {
    const sorted = y.slice().sort();
    return (
      x.length === y.length &&
      x
        .slice()
        .sort()
        .every((one, i) => isSame(one, sorted[i]))
    );
  }
  const [keys, others] = [Object.keys(x), Object.keys(y)];
  return (
    keys.every((key) => others.includes(key) && isSame((x as Values)[key], (y as Values)[key])) &&
    others.every((key) => keys.includes(key))
  );
}

function containsAs(left: unknown, right: unknown, wanted: boolean): boolean {
  if (Array.isArray(left) && left.length === 0) return !wanted;
  if (!left && left !== 0 && left !== false) return false;
  if (!Array.isArray(left)) {
    if (!right) return false;
    const found = String(left).toLowerCase().includes(String(right).toLowerCase());
    return wanted ? found : !found;
  }
  const all = (Array.isArray(right) ? right : [right]).every((one) => left.some((item) => isEqual(item, one)));
  return all ? wanted : !wanted;
}

function anyof(left: unknown, right: unknown): unknown {
  if (isEmpty(left) && isEmpty(right)) return true;
  if (isEmpty(left)) return false;
  if (isEmpty(right)) return true;
  if (!Array.isArray(left)) return contains(right, left);
  return Array.isArray(right) ? right.some((one) => contains(left, one)) : contains(left, right);
}
