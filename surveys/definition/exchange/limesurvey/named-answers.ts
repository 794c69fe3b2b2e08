import type { KnownAnswer } from "#surveys/definition/exchange/write-condition.ts";
import type { NamedAnswer } from "./expression-script.ts";
import type { LssDocument, LssQuestion } from "./lss-document.ts";

/** What every name stands for that an expression of the survey may use: by code ("Q4_SQ1") and by number ("12X3X45SQ1"). */
export function namedAnswers(
  document: LssDocument,
  nameOf: (question: LssQuestion) => string,
): Map<string, NamedAnswer> {
  const named = new Map<string, NamedAnswer>();
  for (const group of document.groups) {
    for (const question of group.questions) {
      const numbered = `${document.id}X${group.id}X${question.id}`;
      const name = nameOf(question);
      named.set(question.code, { answer: { path: name, holds: holdsOf(question.type) } });
      named.set(numbered, { answer: { path: name, holds: holdsOf(question.type) } });
      for (const [part, answer] of partsOf(question, name)) {
        named.set(`${question.code}_${part}`, answer);
        named.set(`${numbered}${part}`, answer);
      }
    }
  }
  return named;
}

const withOptions = ["M", "P"];
const tables = ["F", "A", "B", "C", "E", "H"];
const cells = ["1", ":", ";"];
const severalTexts = ["Q", "K"];

function partsOf(question: LssQuestion, name: string): Array<[string, NamedAnswer]> {
  const rows = question.subquestions.filter(({ scale }) => scale === 0);
  const columns = question.subquestions.filter(({ scale }) => scale === 1);
  const words: Array<[string, NamedAnswer]> = ["other", "comment"].map((part) => [
    part,
    { answer: { path: `${name}-Comment`, holds: "words" } },
  ]);
  return [
    ...words,
    ...rows.flatMap((row) =>
      rowParts(
        question,
        name,
        row.code,
        columns.map(({ code }) => code),
      ),
    ),
  ];
}

function rowParts({ type }: LssQuestion, name: string, row: string, columns: string[]): Array<[string, NamedAnswer]> {
  if (withOptions.includes(type)) return [[row, { option: row, of: name }]];
  if (tables.includes(type)) return [[row, { answer: { path: `${name}.${row}`, holds: "one" } }]];
  if (severalTexts.includes(type))
    return [[row, { answer: { path: `${name}.${row}`, holds: type === "K" ? "number" : "words" } }]];
  if (type === "1")
    return [0, 1].map((scale) => [
      `${row}_${scale}`,
      { answer: { path: `${name}.${row}.${scale + 1}`, holds: "one" } },
    ]);
  if (cells.includes(type))
    return columns.map((column) => [
      `${row}_${column}`,
      { answer: { path: `${name}.${row}.${column}`, holds: "words" } },
    ]);
  return [];
}

function holdsOf(type: string): KnownAnswer["holds"] {
  if (withOptions.includes(type) || type === "R") return "many";
  if (type === "N") return "number";
  if (["S", "T", "U", "D", "*"].includes(type)) return "words";
  return ["X", "|", "I"].includes(type) ? "nothing" : "one";
}
