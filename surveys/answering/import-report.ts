import type { Audience } from "#db/schema.ts";
import type { MissingKind } from "#surveys/definition/codebook.ts";

/**
 * What an import met, kept with the wave. Speaks of files, columns, codes and line numbers, never of what a person wrote. It counts single
 * people, so it is for those who hold the file themselves: coordinators and administrators.
 */
export interface ImportReport {
  wave: { name: string; opensOn: string; closesOn: string; audience: Audience };
  files: Array<{ name: string; encoding: string; delimiter: string; rows: number; columns: number }>;
  rowsRead: number;
  rowsStored: number;
  /** Waves in which people of this file have answered before or after, and how many of them. */
  linked: Array<{ wave: string; people: number }>;
  weighted: boolean;
  items: ImportedItem[];
  oddities: Oddity[];
}

export interface ImportedItem {
  key: string;
  column: string;
  valid: number;
  missing: Record<MissingKind, number>;
  /** Of the skipped: codes that the mapping does not know. */
  undocumented: number;
}

/** In the order in which they are met on the way from file to wave. */
export const oddityKinds = [
  "control-characters",
  "spaces",
  "uneven-row",
  "join-unmatched",
  "join-ambiguous",
  "unused-column",
  "weight-unusable",
  "no-answer",
  "copy",
  "key-twice",
  "no-person-key",
  "no-link-key",
  "design-blank",
  "undocumented-code",
  "segment-unknown",
  "segment-blank",
] as const;
export type OddityKind = (typeof oddityKinds)[number];

/** One thing that was not as it should be: how often, where, and the first lines on which it stands (the file's first line is 1). */
export interface Oddity {
  kind: OddityKind;
  count: number;
  file: string;
  column: string | null;
  code: string | null;
  lines: number[];
}

const shownLines = 5;
const shownCodes = 20;
const longestShownCode = 8;

/** Counts oddities of the same kind, place and code together. */
export class OddityCount {
  readonly #found = new Map<string, Oddity>();
  readonly #codes = new Map<string, Set<string>>();

  add(kind: OddityKind, file: string, line: number | null, column: string | null = null, code: string | null = null) {
    const shown = code === null ? null : this.#shownCode(JSON.stringify([kind, file, column]), code);
    const place = JSON.stringify([kind, file, column, shown]);
    const oddity = this.#found.get(place) ?? { kind, count: 0, file, column, code: shown, lines: [] };
    oddity.count += 1;
    if (line !== null && oddity.lines.length < shownLines) oddity.lines.push(line);
    this.#found.set(place, oddity);
  }

  /** In the order of the kinds; within one, as they were met. */
  get oddities(): Oddity[] {
    const found = [...this.#found.values()];
    return oddityKinds.flatMap((kind) => found.filter((oddity) => oddity.kind === kind));
  }

  /** A long "code" is words somebody wrote, and may say who; and a column of words would fill the report. Both are told as "…". */
  #shownCode(place: string, code: string): string {
    const codes = this.#codes.get(place) ?? new Set();
    this.#codes.set(place, codes);
    if (code.length > longestShownCode || (codes.size >= shownCodes && !codes.has(code))) return "…";
    codes.add(code);
    return code;
  }
}
