import { XMLParser } from "fast-xml-parser";
import { languageCode } from "#surveys/definition/exchange/words-by-language.ts";
import { isRecord } from "#surveys/definition/survey-json.ts";

/** Words of a LimeSurvey file by language code. */
export type LssWords = Map<string, string>;

export interface LssOption {
  code: string;
  scale: number;
  words: LssWords;
}

export interface LssQuestion {
  id: string;
  code: string;
  type: string;
  words: LssWords;
  help: LssWords;
  relevance: string;
  mandatory: string;
  other: boolean;
  pattern: string;
  /** Name → language ("" for all) → value. */
  attributes: Map<string, Map<string, string>>;
  subquestions: Array<LssOption & { id: string; relevance: string }>;
  answers: LssOption[];
  hasDefault: boolean;
}

export interface LssGroup {
  id: string;
  words: LssWords;
  description: LssWords;
  relevance: string;
  random: boolean;
  questions: LssQuestion[];
}

/** A LimeSurvey survey as its file has it: groups and questions in the order they are asked. */
export interface LssDocument {
  id: string;
  version: number;
  main: string;
  languages: string[];
  title: LssWords;
  welcome: LssWords;
  end: LssWords;
  groups: LssGroup[];
}

type Row = Record<string, string>;
type Tables = Record<string, Row[]>;

/**
 * Reads a LimeSurvey survey structure (.lss), both as LimeSurvey 3 writes it (a row for each language in each table) and as versions 4 to 6
 * do (texts apart, in `question_l10ns` and its like). Null where it is none. A document type is never read, so that no entity can be
 * declared.
 */
export function readLss(text: string): LssDocument | null {
  const tables = readTables(text);
  const survey = tables?.surveys?.[0];
  if (!tables || !survey) return null;
  const main = code(survey.language ?? "");
  const settings = tables.surveys_languagesettings ?? [];
  const said = (column: string) => wordsOf(settings, "surveyls_language", column);
  return {
    id: survey.sid ?? "",
    version: Number(tables.version?.[0]?.number ?? 0),
    main,
    languages: [...new Set([main, ...settings.map((row) => code(row.surveyls_language ?? ""))])].filter(Boolean),
    title: said("surveyls_title"),
    welcome: said("surveyls_welcometext"),
    end: said("surveyls_endtext"),
    groups: readGroups(tables),
  };
}

function readTables(text: string): Tables | null {
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) return null;
  try {
    const parser = new XMLParser({
      ...{ ignoreAttributes: true, parseTagValue: false, trimValues: true, maxNestedTags: 20 },
      isArray: (name) => name === "row",
    });
    const read: unknown = parser.parse(text);
    return isRecord(read) && isRecord(read.document) ? tablesOf(read.document) : null;
  } catch {
    return null;
  }
}

function tablesOf(document: Record<string, unknown>): Tables {
  const tables: Tables = { version: [{ number: String(document.DBVersion ?? "") }] };
  for (const [name, table] of Object.entries(document)) {
    const rows = isRecord(table) && isRecord(table.rows) ? table.rows.row : undefined;
    if (Array.isArray(rows)) tables[name] = rows.filter(isRecord).map(asText);
  }
  return tables;
}

function asText(row: Record<string, unknown>): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === "string" ? value : ""]));
}

/** Finds the rows of a table by one of its columns. */
type Finder = (value: string | undefined) => Row[];

function finder(column: string, ...tables: Array<Row[] | undefined>): Finder {
  const rows = Map.groupBy(
    tables.flatMap((table) => table ?? []),
    (row) => row[column],
  );
  return (value) => rows.get(value) ?? [];
}

/** What is looked up for each question. */
function findersIn(tables: Tables) {
  const { questions, subquestions, question_l10ns: texts } = tables;
  return {
    questionsOfGroup: finder("gid", questions),
    subquestions: finder("parent_qid", subquestions, questions),
    texts: finder("qid", subquestions, questions, texts),
    answers: finder("qid", tables.answers),
    answerTexts: finder("aid", tables.answer_l10ns),
    attributes: finder("qid", tables.question_attributes),
    defaults: finder("qid", tables.defaultvalues),
  };
}
type Finders = ReturnType<typeof findersIn>;

function readGroups(tables: Tables): LssGroup[] {
  const find = findersIn(tables);
  const texts = finder("gid", tables.groups, tables.group_l10ns);
  return firstOfEach(tables.groups ?? [], "gid")
    .sort(by("group_order"))
    .map((row) => ({
      id: row.gid ?? "",
      words: wordsOf(texts(row.gid), "language", "group_name"),
      description: wordsOf(texts(row.gid), "language", "description"),
      relevance: row.grelevance ?? "",
      random: (row.randomization_group ?? "") !== "",
      questions: readQuestions(find, row.gid ?? ""),
    }));
}

function readQuestions(find: Finders, groupId: string): LssQuestion[] {
  return firstOfEach(find.questionsOfGroup(groupId), "qid")
    .filter(({ parent_qid = "0" }) => parent_qid === "0" || parent_qid === "")
    .sort(by("question_order"))
    .map((row) => ({
      id: row.qid ?? "",
      code: row.title ?? "",
      type: row.type ?? "",
      words: wordsOf(find.texts(row.qid), "language", "question"),
      help: wordsOf(find.texts(row.qid), "language", "help"),
      relevance: row.relevance ?? "",
      mandatory: row.mandatory ?? "",
      other: row.other === "Y",
      pattern: row.preg ?? "",
      attributes: readAttributes(find.attributes(row.qid)),
      subquestions: readSubquestions(find, row.qid ?? ""),
      answers: readAnswers(find, row.qid ?? ""),
      hasDefault: find.defaults(row.qid).length > 0,
    }));
}

function readSubquestions(find: Finders, questionId: string): LssQuestion["subquestions"] {
  return firstOfEach(find.subquestions(questionId), "qid")
    .sort(by("question_order"))
    .map((row) => ({
      id: row.qid ?? "",
      code: row.title ?? "",
      scale: Number(row.scale_id ?? 0),
      relevance: row.relevance ?? "",
      words: wordsOf(find.texts(row.qid), "language", "question"),
    }));
}

function readAnswers(find: Finders, questionId: string): LssOption[] {
  const answers = Map.groupBy(find.answers(questionId), (row) => `${row.scale_id ?? 0} ${row.code}`);
  return [...answers.values()]
    .map((rows) => ({ rows, first: rows[0] as Row }))
    .sort((one, other) => by("sortorder")(one.first, other.first))
    .map(({ rows, first }) => ({
      code: first.code ?? "",
      scale: Number(first.scale_id ?? 0),
      words: wordsOf([...rows, ...(first.aid === undefined ? [] : find.answerTexts(first.aid))], "language", "answer"),
    }));
}

function readAttributes(rows: Row[]): LssQuestion["attributes"] {
  const found: LssQuestion["attributes"] = new Map();
  for (const { attribute = "", value = "", language = "" } of rows) {
    const values = found.get(attribute) ?? new Map();
    found.set(attribute, values.set(code(language), value));
  }
  return found;
}

/** LimeSurvey 3 has a row for each language; what is the same in all is taken from the first. */
function firstOfEach(rows: Row[], column: string): Row[] {
  return [...Map.groupBy(rows, (row) => row[column]).values()].map(([first]) => first as Row);
}

function by(column: string) {
  return (one: Row, other: Row) => Number(one[column] ?? 0) - Number(other[column] ?? 0);
}

function wordsOf(rows: Row[], languageColumn: string, column: string): LssWords {
  return new Map(
    rows.flatMap((row): Array<[string, string]> => {
      const words = row[column];
      return words === undefined || row[languageColumn] === undefined
        ? []
        : [[code(row[languageColumn] as string), words]];
    }),
  );
}

function code(language: string): string {
  return language === "" ? "" : (languageCode(language) ?? language.toLowerCase());
}
