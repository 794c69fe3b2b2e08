/**
 * The one way to write a value as JSON: keys sorted by their code points, no spaces. Two values that mean the same give the same text,
 * and so the same hash, whatever order their keys came in. In the spirit of RFC 8785; numbers are written as JavaScript writes them.
 *
 * @throws TypeError for what JSON cannot hold (undefined in a list, a function, NaN).
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) return canonicalObject(value as Record<string, unknown>);
  if (typeof value === "number" && !Number.isFinite(value)) throw new TypeError("JSON holds finite numbers only");
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`JSON cannot hold ${typeof value}`);
  return text;
}

function canonicalObject(object: Record<string, unknown>): string {
  const keys = Object.keys(object)
    .filter((key) => object[key] !== undefined)
    .sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(object[key])}`).join(",")}}`;
}
