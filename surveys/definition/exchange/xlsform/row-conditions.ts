import type { Formula } from "#surveys/definition/exchange/formula.ts";
import { answersIn, changedFormula, textOf } from "#surveys/definition/exchange/formula.ts";
import type { TransferCode, TransferLog, TransferPlace } from "#surveys/definition/exchange/transfer-report.ts";
import { type KnownAnswer, writeCondition } from "#surveys/definition/exchange/write-condition.ts";
import type { SheetRow } from "./sheet.ts";
import { columnsIn, readXpath } from "./xpath-dialect.ts";

export type KnownNames = (name: string) => KnownAnswer | undefined;

/** A condition (`relevant`, `required`, `calculation`) as SurveyJS says it; undefined where it cannot, which the log then names as `code`. */
export function translated(
  written: string,
  place: TransferPlace,
  known: KnownNames,
  log: TransferLog,
  code: TransferCode = "condition-unreadable",
): string | undefined {
  const formula = readXpath(written);
  if (!formula) return refused(log, code, place, written);
  const { text, unknown } = writeCondition(formula, known);
  if (unknown.length > 0) return refused(log, code, place, `${written} – ${unknown.join(", ")}`);
  const nothings = answersIn(formula).filter((name) => known(name)?.holds === "nothing");
  if (nothings.length > 0) log.add("condition-on-nothing", place, `${written} – ${nothings.join(", ")}`);
  return text;
}

/** The validators that a `constraint` says: bounds and patterns in their own kinds, all else as an expression. No answer is no mistake. */
export function validatorsOf(
  row: SheetRow,
  own: string,
  message: unknown,
  isNumber: boolean,
  known: KnownNames,
  log: TransferLog,
): object[] {
  const written = row.cell("constraint");
  if (written === "") return [];
  const place = { file: row.file, row: row.row, question: own };
  const formula = readXpath(written);
  const told = message === undefined ? {} : { text: message };
  const kept = formula && (patternValidator(formula) ?? (isNumber ? boundsValidator(formula) : null));
  if (kept) return [{ ...kept, ...told }];
  if (!formula) return refused(log, "check-unreadable", place, written) ?? [];
  const { text, unknown } = writeCondition(formula, known, own);
  if (unknown.length > 0) return refused(log, "check-unreadable", place, `${written} – ${unknown.join(", ")}`) ?? [];
  return [{ type: "expression", expression: `{${own}} empty or (${text})`, ...told }];
}

/** The condition of one choice under a filter: its own cells stand in the place of the columns. */
export function choiceCondition(
  filter: Formula,
  choice: SheetRow,
  known: KnownNames,
): { text: string; unknown: string[] } {
  const filled = changedFormula(filter, (part) =>
    part.is === "call" && part.name === "column" && part.given[0]?.is === "text"
      ? textOf(choice.cell(part.given[0].text))
      : part,
  );
  return writeCondition(filled, known);
}

/** A filter that can be followed: it reads columns that the choices have. */
export function readFilter(written: string, columns: readonly string[]): Formula | null {
  const formula = readXpath(written);
  return formula && columnsIn(formula).every((column) => columns.includes(column)) ? formula : null;
}

function patternValidator(formula: Formula): object | null {
  if (formula.is !== "call" || formula.name !== "regex") return null;
  const [own, pattern] = formula.given;
  if (own?.is !== "own" || pattern?.is !== "text" || !isPattern(pattern.text)) return null;
  return { type: "regex", regex: pattern.text };
}

function isPattern(text: string): boolean {
  try {
    return Boolean(new RegExp(text));
  } catch {
    return false;
  }
}

/** ". >= 0 and . <= 24" and its halves. */
function boundsValidator(formula: Formula): object | null {
  if (formula.is !== "pair") return null;
  const { operator, left, right } = formula;
  if (operator === "and") {
    const [one, other] = [boundsValidator(left), boundsValidator(right)];
    return one && other && Object.keys({ ...one, ...other }).length === 3 ? { ...one, ...other } : null;
  }
  if (left.is !== "own" || right.is !== "number") return null;
  if (operator === ">=") return { type: "numeric", minValue: right.number };
  return operator === "<=" ? { type: "numeric", maxValue: right.number } : null;
}

function refused(log: TransferLog, code: TransferCode, place: TransferPlace, detail: string): undefined {
  log.add(code, place, detail);
  return undefined;
}
