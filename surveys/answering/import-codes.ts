import type { ItemAnswer } from "#surveys/definition/codebook.ts";
import { type MappedItem, type MappedSegment, scaleOf } from "./import-mapping.ts";

/** What a cell holds: an answer, a kind of missing, or a code that the mapping does not know. */
export type CellReading = ItemAnswer | { undocumented: string };

/**
 * Makes the reader of an item's cells. A code is looked up as it stands, then as the number it is ("01" and "1.0" are 1); an empty cell is
 * "skipped" unless the mapping says otherwise.
 */
export function cellReader(mapped: MappedItem): (cell: string) => CellReading {
  const known = new Map<string, ItemAnswer>();
  const values = mapped.values ?? (mapped.kind === "yes-no" ? { "0": 0, "1": 1 } : {});
  for (const [code, value] of Object.entries(values)) known.set(code, { value });
  for (const [code, missing] of Object.entries(mapped.missing)) known.set(code, { missing });
  const scale = scaleOf(mapped);
  const takesNumbers = mapped.kind === "number" || (mapped.kind === "scale" && !mapped.values);
  return (cell) => {
    const number = numberIn(cell);
    const found = known.get(cell) ?? (number === null ? undefined : known.get(String(number)));
    if (found) return found;
    if (cell === "") return { missing: "skipped" };
    if (mapped.kind === "text") return { text: cell };
    const fits = number !== null && (!scale || (number >= scale.min && number <= scale.max));
    return takesNumbers && fits ? { value: number } : { undocumented: cell };
  };
}

/** The group a cell stands for; null for a code that is no group, undefined for one that the mapping does not know. */
export function segmentReader({ labels, ranges }: MappedSegment): (cell: string) => string | null | undefined {
  if (ranges) {
    return (cell) => {
      const number = numberIn(cell);
      if (number === null) return undefined;
      return Object.entries(ranges).find(([, [low, high]]) => number >= low && number <= high)?.[0];
    };
  }
  if (!labels) return (cell) => cell;
  const known = new Map(Object.entries(labels));
  return (cell) => {
    const number = numberIn(cell);
    return known.has(cell) || number === null ? known.get(cell) : known.get(String(number));
  };
}

/** A number with a point or a comma before its decimals; null for anything else. */
export function numberIn(cell: string): number | null {
  return /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i.test(cell) ? Number(cell.replace(",", ".")) : null;
}
