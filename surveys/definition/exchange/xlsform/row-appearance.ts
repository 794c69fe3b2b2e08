import type { TransferLog, TransferPlace } from "#surveys/definition/exchange/transfer-report.ts";
import type { SheetRow } from "./sheet.ts";

/** The words of the `appearance` cell. */
export function appearancesOf(row: SheetRow): string[] {
  return row
    .cell("appearance")
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
}

export function selectType(how: "one" | "many" | "rank", appearances: readonly string[]): string {
  if (how === "rank") return "ranking";
  const small = appearances.some((word) => ["minimal", "autocomplete", "search"].includes(word));
  if (how === "one") return small ? "dropdown" : "radiogroup";
  return small ? "tagbox" : "checkbox";
}

const knownAppearances = /^(minimal|autocomplete|search|likert|columns(-\d+)?|list-nolabel|label|list)$/;

export function tellAppearances(
  appearances: readonly string[],
  isScale: boolean,
  place: TransferPlace,
  log: TransferLog,
): void {
  const changed = appearances.filter((word) => !knownAppearances.test(word) || (word === "likert" && !isScale));
  if (changed.length > 0) log.add("appearance-changed", place, changed.join(" "));
}

export function columnCount(appearances: readonly string[]): { colCount?: number } {
  const columns = appearances.map((word) => /^columns(?:-(\d+))?$/.exec(word)).find(Boolean);
  if (columns) return { colCount: Number(columns[1] ?? 0) };
  return appearances.includes("likert") ? { colCount: 0 } : {};
}
