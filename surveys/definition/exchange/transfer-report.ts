/** How surveys are written down elsewhere. */
export const surveyFormats = ["surveyjs", "xlsform", "limesurvey"] as const;
export type SurveyFormat = (typeof surveyFormats)[number];

/**
 * What became of a thing on its way from one format to another: carried as it was, carried with a change, not carried, or something the
 * coordinator has to decide.
 */
export const transferOutcomes = ["left-out", "changed", "yours", "exact"] as const;
export type TransferOutcome = (typeof transferOutcomes)[number];

/** What happened, by outcome; the words stand in `app/texts/<language>/exchange.json` under "line". */
export const transferCodes = {
  // not carried
  "type-unknown": "left-out",
  "type-not-offered": "left-out",
  "device-fact": "left-out",
  "list-missing": "left-out",
  "list-from-file": "left-out",
  "note-empty": "left-out",
  "choice-without-code": "left-out",
  "choice-twice": "left-out",
  "calculation-missing": "left-out",
  "calculation-unreadable": "left-out",
  "condition-unreadable": "left-out",
  "check-unreadable": "left-out",
  "filter-unreadable": "left-out",
  "filter-without-list": "left-out",
  "default-not-used": "left-out",
  "language-unknown": "left-out",
  "group-unclosed": "left-out",
  "media-left": "left-out",
  "setting-left": "left-out",
  "column-unknown": "left-out",
  "attribute-left": "left-out",
  "texts-left": "left-out",
  "not-followed": "left-out",
  "not-measured": "left-out",
  // carried with a change
  "name-missing": "changed",
  "name-twice": "changed",
  "name-changed": "changed",
  "mark-up-removed": "changed",
  "repeat-as-panel": "changed",
  "acknowledge-as-yes": "changed",
  "whole-number": "changed",
  "date-time-as-text": "changed",
  "appearance-changed": "changed",
  "read-only-kept": "changed",
  "hidden-kept": "changed",
  "order-fixed": "changed",
  "condition-on-nothing": "changed",
  "rows-as-matrix": "changed",
  "fixed-choices": "changed",
  "comment-beside": "changed",
  "array-as-table": "changed",
  "label-missing": "changed",
  "merged-languages": "changed",
  "matrix-as-group": "changed",
  "only-for-ringvirk": "changed",
  // to decide
  "direction-unsaid": "yours",
  "codes-not-numbers": "yours",
  // as it was
  carried: "exact",
} as const satisfies Record<string, TransferOutcome>;
export type TransferCode = keyof typeof transferCodes;

/** Where in the file: its name where there are several, the row as a spreadsheet counts, the question by its name. */
export interface TransferPlace {
  file?: string;
  row?: number;
  question?: string;
}

export interface TransferLine extends TransferPlace {
  code: TransferCode;
  /** What stands in the file: an expression, a type, a list's name. Never more than `longestDetail` characters. */
  detail?: string;
}

/** The same for every format and both ways. */
export interface TransferReport {
  format: SurveyFormat;
  files: string[];
  counts: { pages: number; questions: number; choices: number; conditions: number; languages: number };
  lines: TransferLine[];
}

const longestDetail = 160;
const mostLines = 5000;

/** Collects what happened on the way; the same thing at the same place is told once. */
export class TransferLog {
  readonly lines: TransferLine[] = [];
  readonly #told = new Set<string>();

  add(code: TransferCode, place: TransferPlace = {}, detail = ""): void {
    const line: TransferLine = { code, ...place, ...(detail === "" ? {} : { detail: shortened(detail) }) };
    const told = JSON.stringify(line);
    if (this.#told.has(told) || this.lines.length >= mostLines) return;
    this.#told.add(told);
    this.lines.push(line);
  }

  /** Questions nothing else was said of came over as they were. */
  addCarried(questions: readonly TransferPlace[]): void {
    const touched = new Set(this.lines.filter(({ code }) => transferCodes[code] !== "yours").map(keyOf));
    for (const place of questions) if (!touched.has(keyOf(place))) this.add("carried", place);
  }
}

/** How many lines of each outcome. */
export function outcomeCounts({ lines }: Pick<TransferReport, "lines">): Record<TransferOutcome, number> {
  const counts = { "left-out": 0, changed: 0, yours: 0, exact: 0 };
  for (const { code } of lines) counts[transferCodes[code]] += 1;
  return counts;
}

function keyOf({ question = "" }: TransferPlace): string {
  return question;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > longestDetail ? `${line.slice(0, longestDetail - 1)}…` : line;
}
