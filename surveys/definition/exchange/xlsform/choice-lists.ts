import { plainWords } from "#surveys/definition/exchange/plain-words.ts";
import type { TransferLog } from "#surveys/definition/exchange/transfer-report.ts";
import { type SurveyWords, withoutRepeats, wordsByLanguage } from "#surveys/definition/exchange/words-by-language.ts";
import { parsedExtra } from "./extra-cell.ts";
import type { Sheet, SheetRow } from "./sheet.ts";

export interface ListChoice {
  value: string | number;
  text?: SurveyWords;
  /** For choice filters: the other cells of the row. */
  row: SheetRow;
  /** What only Ringvirk reads. */
  extra: Record<string, unknown>;
}

/**
 * The lists of the choices sheet, each with its choices in order. Where every code of a list is a number, the codes are numbers, so that a
 * scale can be measured as one. Named in the log: choices without a code, and codes that come twice in a list.
 */
export function choiceLists(sheet: Sheet | null, main: string, log: TransferLog): Map<string, ListChoice[]> {
  const lists = new Map<string, ListChoice[]>();
  const met = new Set<string>();
  for (const row of sheet?.rows ?? []) {
    const name = row.cell("list_name");
    const code = row.cell("name");
    if (name === "" && code === "") continue;
    const list = lists.get(name) ?? [];
    lists.set(name, list);
    const place = { file: row.file, row: row.row };
    const both = JSON.stringify([name, code]);
    if (code === "") log.add("choice-without-code", place, name);
    else if (met.has(both)) log.add("choice-twice", place, `${name}: ${code}`);
    else list.push({ value: code, ...labelled(row, main), row, extra: parsedExtra(row) });
    met.add(both);
  }
  for (const [name, list] of lists) lists.set(name, withNumbers(list));
  return lists;
}

function labelled(row: SheetRow, main: string): { text?: SurveyWords } {
  const said = new Map([...row.words("label")].map(([language, words]) => [language, plainWords(words)]));
  const text = wordsByLanguage(withoutRepeats(said), main);
  return text === undefined ? {} : { text };
}

function withNumbers(list: ListChoice[]): ListChoice[] {
  const allNumbers = list.every(
    ({ value }) => /^-?\d{1,9}(\.\d{1,6})?$/.test(String(value)) && String(Number(value)) === value,
  );
  return allNumbers ? list.map((choice) => ({ ...choice, value: Number(choice.value) })) : list;
}
