import type { ImportReport, Oddity, OddityKind } from "#surveys/answering/import-report.ts";
import { missingKinds } from "#surveys/definition/codebook.ts";
import type { Say } from "#surveys/texts.ts";

/** Oddities as a reader meets them: those of the whole file that differ in the column alone are one line. */
export interface OddityLine {
  key: string;
  what: string;
  where: string;
  count: number;
  lines: string;
}

const toldByFile: readonly OddityKind[] = ["control-characters", "spaces", "unused-column"];

export function oddityLines({ oddities }: Pick<ImportReport, "oddities">, say: Say): OddityLine[] {
  const groups = Map.groupBy(oddities, (oddity) =>
    JSON.stringify([
      oddity.kind,
      oddity.file,
      ...(toldByFile.includes(oddity.kind) ? [] : [oddity.column, oddity.code]),
    ]),
  );
  return [...groups].map(([key, group]) => {
    const first = group[0] as Oddity;
    const columns = group.flatMap(({ column }) => column ?? []).join(", ");
    const code = first.code === null ? "" : ` = ${first.code === "…" ? say("command:report.other-codes") : first.code}`;
    return {
      key,
      what: say(`command:oddity.${first.kind}`),
      where: columns === "" ? first.file : `${first.file}: ${columns}${code}`,
      count: group.reduce((sum, { count }) => sum + count, 0),
      lines: toldByFile.includes(first.kind) ? "" : first.lines.join(", "),
    };
  });
}

/** The report as plain text for a terminal. */
export function importReportText(report: ImportReport, say: Say, state: "preview" | "stored"): string {
  const { wave } = report;
  const word = (key: string) => say(`command:report.${key}`);
  return [
    word("title"),
    ...columnsOf([
      [word("wave"), wave.name],
      [word("period"), say("command:report.days", { opensOn: wave.opensOn, closesOn: wave.closesOn })],
      [word("rows"), String(report.rowsRead)],
      [word(state === "stored" ? "stored" : "would-store"), String(report.rowsStored)],
      [word("weighted"), word(report.weighted ? "yes" : "no")],
    ]),
    "",
    word("files"),
    ...columnsOf([
      [word("file"), word("encoding"), word("delimiter"), word("rows-short"), word("columns")],
      ...report.files.map((file) => [
        file.name,
        file.encoding,
        shownDelimiter(file.delimiter),
        file.rows,
        file.columns,
      ]),
    ]),
    "",
    word("linked"),
    ...(report.linked.length === 0
      ? [`  ${word("linked-none")}`]
      : columnsOf(report.linked.map(({ wave: name, people }) => [name, people]))),
    "",
    ...columnsOf([
      [word("item"), word("column"), word("valid"), ...missingKinds.map(word), word("undocumented")],
      ...report.items.map((item) => [
        ...[item.key, item.column, item.valid],
        ...missingKinds.map((kind) => item.missing[kind]),
        item.undocumented,
      ]),
    ]),
    "",
    word("oddities"),
    ...(report.oddities.length === 0
      ? [`  ${word("oddities-none")}`]
      : oddityLines(report, say).flatMap((line) => tell(line, say))),
    "",
  ].join("\n");
}

export function shownDelimiter(delimiter: string): string {
  return delimiter === "\t" ? "tab" : delimiter;
}

function tell({ what, where, count, lines }: OddityLine, say: Say): string[] {
  const first = lines === "" ? "" : ` (${say("command:report.lines").toLowerCase()}: ${lines})`;
  return [`  ${String(count).padStart(6)}  ${what}`, `          ${where}${first}`];
}

/** Words to the left, numbers to the right, each column as wide as its widest cell. */
function columnsOf(rows: Array<Array<string | number>>): string[] {
  const widths = (rows[0] ?? []).map((_, place) => Math.max(...rows.map((row) => String(row[place] ?? "").length)));
  const isNumber = (place: number) => rows.slice(1).some((row) => typeof row[place] === "number");
  return rows.map((row) =>
    `  ${row.map((cell, place) => (isNumber(place) ? String(cell).padStart(widths[place] ?? 0) : String(cell).padEnd(widths[place] ?? 0))).join("  ")}`.trimEnd(),
  );
}
