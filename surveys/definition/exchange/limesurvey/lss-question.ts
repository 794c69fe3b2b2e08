import { hasMedia, plainWords } from "#surveys/definition/exchange/plain-words.ts";
import type { TransferLog } from "#surveys/definition/exchange/transfer-report.ts";
import { type SurveyWords, wordsByLanguage } from "#surveys/definition/exchange/words-by-language.ts";
import type { ElementJson } from "#surveys/definition/survey-json.ts";
import { fixedChoices } from "./fixed-choices.ts";
import type { LssOption, LssQuestion, LssWords } from "./lss-document.ts";

/** What a question needs to know of the rest of its survey. */
export interface LssContext {
  main: string;
  log: TransferLog;
  /** A condition as SurveyJS says it; undefined where it cannot (which the log says). `own` lets it speak of its own answer. */
  condition: (written: string, question: string, use?: "condition" | "check") => string | undefined;
  /** A name in a text, as SurveyJS pipes it. */
  piped: (name: string) => string | undefined;
  /** Is there a question of this code, and under which name? */
  questionNamed: (code: string) => string | undefined;
}

/** The question by its type, without conditions and attributes; null where nothing can be asked for it (which the log says). */
export function typedQuestion(question: LssQuestion, name: string, context: LssContext): ElementJson | null {
  const rows = optionsOf(
    question.subquestions.filter(({ scale }) => scale === 0),
    context,
    name,
  );
  const columns = optionsOf(
    question.subquestions.filter(({ scale }) => scale === 1),
    context,
    name,
  );
  const answers = (scale: number) =>
    optionsOf(
      question.answers.filter((answer) => answer.scale === scale),
      context,
      name,
      true,
    );
  const tell = (code: Parameters<TransferLog["add"]>[0], detail = "") =>
    context.log.add(code, { question: name }, detail);
  switch (question.type) {
    case "L":
    case "!":
    case "O":
      return withChoices(question.type === "!" ? "dropdown" : "radiogroup", name, answers(0), question, tell);
    case "M":
    case "P":
      if (question.type === "P") tell("comment-beside");
      return withChoices("checkbox", name, rows, question, tell);
    case "Y":
    case "G":
      tell("fixed-choices");
      return { type: "radiogroup", name, choices: fixedChoices[question.type] };
    case "5":
      return { type: "rating", name, rateMin: 1, rateMax: 5 };
    case "R":
      return { type: "ranking", name, choices: answers(0) };
    case "F":
    case "H":
      if (question.type === "H") tell("array-as-table");
      return { type: "matrix", name, columns: answers(0), rows };
    case "A":
    case "B":
    case "C":
    case "E":
      tell("fixed-choices");
      return { type: "matrix", name, columns: fixedChoices[question.type], rows };
    default:
      return writtenQuestion(question, name, { rows, columns, answers, tell });
  }
}

interface Parts {
  rows: Option[];
  columns: Option[];
  answers: (scale: number) => Option[];
  tell: (code: Parameters<TransferLog["add"]>[0], detail?: string) => void;
}

type Option = { value: string | number; text?: SurveyWords };

function writtenQuestion(
  question: LssQuestion,
  name: string,
  { rows, columns, answers, tell }: Parts,
): ElementJson | null {
  switch (question.type) {
    case "S":
      return { type: "text", name };
    case "T":
    case "U":
      return { type: "comment", name };
    case "N":
      return { type: "text", name, inputType: "number" };
    case "D":
      return { type: "text", name, inputType: "date" };
    case "Q":
    case "K":
      return { type: "multipletext", name, items: rows.map((row) => textItem(row, question.type === "K")) };
    case ":":
    case ";":
      tell("array-as-table");
      return {
        type: "matrixdropdown",
        name,
        rows,
        columns: columns.map((column) => cellColumn(column, question.type === ":")),
      };
    case "1":
      tell("array-as-table");
      return {
        type: "matrixdropdown",
        name,
        rows,
        columns: [0, 1].map((scale) => choiceColumn(scale, question, answers(scale))),
      };
    case "|":
    case "I":
      tell("type-not-offered", question.type);
      return null;
    default:
      tell("type-unknown", question.type);
      return null;
  }
}

function withChoices(
  type: string,
  name: string,
  choices: Option[],
  question: LssQuestion,
  tell: Parts["tell"],
): ElementJson | null {
  if (choices.length === 0) {
    tell("list-missing");
    return null;
  }
  return {
    ...{ type, name, choices },
    ...(question.other ? { showOtherItem: true } : {}),
    ...(["O", "P"].includes(question.type) ? { showCommentArea: true } : {}),
  };
}

function textItem({ value, text }: Option, isNumber: boolean) {
  return {
    name: String(value),
    ...(text === undefined ? {} : { title: text }),
    ...(isNumber ? { inputType: "number" } : {}),
  };
}

function cellColumn({ value, text }: Option, isNumber: boolean) {
  return {
    name: String(value),
    ...(text === undefined ? {} : { title: text }),
    cellType: "text",
    ...(isNumber ? { inputType: "number" } : {}),
  };
}

function choiceColumn(scale: number, { attributes }: LssQuestion, choices: Option[]) {
  const header = attributes.get(scale === 0 ? "dualscale_headerA" : "dualscale_headerB");
  const title = header ? wordsByLanguage(header, "") : undefined;
  return { name: String(scale + 1), ...(title === undefined ? {} : { title }), cellType: "dropdown", choices };
}

/** Options with their words. Answer codes that are all numbers become numbers, so that a scale can be measured as one. */
function optionsOf(options: readonly LssOption[], context: LssContext, name: string, mayBeNumbers = false): Option[] {
  const allNumbers =
    mayBeNumbers && options.every(({ code }) => /^-?\d{1,9}$/.test(code) && String(Number(code)) === code);
  return options.map(({ code, words }) => {
    const text = spoken(words, name, context);
    return { value: allNumbers ? Number(code) : code, ...(text === undefined ? {} : { text }) };
  });
}

/** Words in every language: mark-up goes, and `{Q1.shown}` becomes SurveyJS's `{Q1}`. Other expressions in texts stay and are named. */
export function spoken(words: LssWords, name: string, context: LssContext): SurveyWords | undefined {
  const said = new Map<string, string>();
  for (const [language, written] of words) {
    if (hasMedia(written)) context.log.add("media-left", { question: name });
    else if (/<(?!\/?(p|br|div|span)\b)[a-z]/i.test(written)) context.log.add("mark-up-removed", { question: name });
    said.set(language, pipedWords(plainWords(written), name, context));
  }
  return wordsByLanguage(said, context.main);
}

function pipedWords(words: string, name: string, context: LssContext): string {
  return words.replace(/\{([^{}\s][^{}]{0,300})\}/g, (whole, inside: string) => {
    const plain = /^(?:INSERTANS:)?([\w]+)(?:\.(?:shown|NAOK|value|valueNAOK|code))*$/.exec(inside.trim())?.[1];
    const path = plain === undefined ? undefined : context.piped(plain);
    if (path !== undefined) return `{${path}}`;
    context.log.add("texts-left", { question: name }, whole);
    return whole;
  });
}
