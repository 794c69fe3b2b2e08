import { csvText } from "#surveys/csv-text.ts";
import {
  type TransferCode,
  type TransferLine,
  type TransferOutcome,
  type TransferReport,
  transferCodes,
  transferOutcomes,
} from "#surveys/definition/exchange/transfer-report.ts";
import type { Say } from "#surveys/texts.ts";

/** Lines that say the same, with the places they say it of. */
export interface TransferGroup {
  code: TransferCode;
  what: string;
  lines: TransferLine[];
}

/** A report as a reader meets it: by outcome, and within one by what is said. */
export function transferGroups(
  report: TransferReport,
  say: Say,
): Array<{ outcome: TransferOutcome; groups: TransferGroup[] }> {
  return transferOutcomes.map((outcome) => {
    const lines = report.lines.filter(({ code }) => transferCodes[code] === outcome);
    const groups = [...Map.groupBy(lines, ({ code }) => code)].map(([code, ofCode]) => ({
      ...{ code, what: say(`exchange:line.${code}`), lines: ofCode },
    }));
    return { outcome, groups };
  });
}

/** "sleep_hours, row 5" */
export function placeText({ question, row, file }: TransferLine, say: Say): string {
  const parts = [question ?? "", file ?? "", row === undefined ? "" : say("exchange:report.row-number", { row })];
  return parts.filter(Boolean).join(", ") || say("exchange:report.survey");
}

/** The report as a CSV file. */
export function transferCsv(report: TransferReport, say: Say): string {
  const heads = ["outcome", "file", "row", "question", "what", "detail"].map((head) => say(`exchange:report.${head}`));
  const rows = report.lines.map(({ code, file = "", row = "", question = "", detail = "" }) => [
    ...[say(`exchange:outcome.${transferCodes[code]}`), file, String(row), question],
    ...[say(`exchange:line.${code}`), detail],
  ]);
  return csvText([heads, ...rows]);
}
