import { Link } from "@remix-run/react";
import { useSay } from "#app/texts/use-texts.ts";
import type { RespondentLanguage } from "#db/schema.ts";
import { directionOf, respondentLanguages } from "#surveys/respondent-language.ts";

/** One text of the survey in two languages. */
export interface WordingRowData {
  /** The way to it in the definition, as JSON. */
  address: string;
  /** What it is, wherever it stands: the same row when the page comes back after somebody has moved things. */
  key: string;
  of: "page" | "question";
  /** Name and title of the question or page it stands at; "" for the survey. */
  place: string;
  title: string;
  property: string;
  code: string;
  words: Record<string, string>;
}

interface WordingRowProps {
  row: WordingRowData;
  number: number;
  sides: readonly [RespondentLanguage, RespondentLanguage];
  /** What was typed into it, by language, where the form came back. */
  typed?: Record<string, string>;
  editor: string;
}

/** What was typed into a table that came back, row by row. A row's number may be another's by now: it is found by its key. */
export function typedRows(typed: Record<string, string> = {}): Map<string, Record<string, string>> {
  const rows = new Map<string, Record<string, string>>();
  for (let number = 0; typed[`key.${number}`] !== undefined; number += 1) {
    const words = `words.${number}.`;
    const own = Object.entries(typed).filter(([field]) => field.startsWith(words));
    rows.set(
      String(typed[`key.${number}`]),
      Object.fromEntries(own.map(([field, text]) => [field.slice(words.length), text])),
    );
  }
  return rows;
}

export function WordingRow({ row, number, sides, typed, editor }: WordingRowProps) {
  const say = useSay();
  const missing = sides.some((language) => !row.words[language]);
  const languages = [...new Set(sides)];
  return (
    <div className={missing ? "wording-row wording-row--missing" : "wording-row"} id={`row-${number}`}>
      <p className="wording-row__where">
        {say(`editor:part.${row.property}`, { code: row.code })}
        {row.title ? (
          <>
            {" · "}
            <Link to={`${editor}/${row.of}/${encodeURIComponent(row.place)}`}>{row.title}</Link>
          </>
        ) : null}
      </p>
      <input type="hidden" name={`at.${number}`} value={row.address} />
      <input type="hidden" name={`key.${number}`} value={row.key} />
      <div className="wording-row__sides">
        {languages.map((language) => {
          const field = `words.${number}.${language}`;
          const value = typed?.[language] ?? row.words[language] ?? "";
          return (
            <div key={language}>
              <label className="quiet" htmlFor={field}>
                <span lang={language}>{respondentLanguages[language].ownName}</span>
                {value ? null : <span> · {say("editor:words.missing")}</span>}
              </label>
              <textarea
                id={field}
                name={field}
                defaultValue={value}
                rows={Math.min(
                  6,
                  1 + Math.floor(Math.max(...languages.map((one) => row.words[one]?.length ?? 0)) / 45),
                )}
                lang={language}
                dir={directionOf(language)}
                data-missing={value ? undefined : true}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
