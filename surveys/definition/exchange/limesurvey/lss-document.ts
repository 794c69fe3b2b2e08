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

function readGroups(tables: Tables): LssGroup[] {
  const texts = [...(tables.groups ?? []), ...(tables.group_l10ns ?? [])];
  const groups = firstOfEach(tables.groups ?? [], "gid");
  return groups.sort(by("group_order")).map((row) => {
    const own = texts.filter(({ gid }) => gid === row.gid);
    return {
      id: row.gid ?? "",
      words: wordsOf(own, "language", "group_name"),
      description: wordsOf(own, "language", "description"),
      relevance: row.grelevance ?? "",
      random: (row.randomization_group ?? "") !== "",
      questions: readQuestions(tables, row.gid ?? ""),
    };
  });
}

function readQuestions(tables: Tables, groupId: string): LssQuestion[] {
  const texts = [...(tables.questions ?? []), ...(tables.question_l10ns ?? [])];
  const rows = firstOfEach(
    (tables.questions ?? []).filter(({ gid }) => gid === groupId),
    "qid",
  );
  return rows
    .filter(({ parent_qid = "0" }) => parent_qid === "0" || parent_qid === "")
    .sort(by("question_order"))
    .map((row) => {
      const own = texts.filter(({ qid }) => qid === row.qid);
      return {
        id: row.qid ?? "",
        code: row.title ?? "",
        type: row.type ?? "",
        words: wordsOf(own, "language", "question"),
        help: wordsOf(own, "language", "help"),
        relevance: row.relevance ?? "",
        mandatory: row.mandatory ?? "",
        other: row.other === "Y",
        pattern: row.preg ?? "",
        attributes: readAttributes(tables, row.qid ?? ""),
        subquestions: readSubquestions(tables, row.qid ?? ""),
        answers: readAnswers(tables, row.qid ?? ""),
        hasDefault: (tables.defaultvalues ?? []).some(({ qid }) => qid === row.qid),
      };
    });
}

function readSubquestions(tables: Tables, questionId: string): LssQuestion["subquestions"] {
  const all = [...(tables.subquestions ?? []), ...(tables.questions ?? [])];
  const texts = [...all, ...(tables.question_l10ns ?? [])];
  return firstOfEach(
    all.filter(({ parent_qid }) => parent_qid === questionId),
    "qid",
  )
    .sort(by("question_order"))
    .map((row) => ({
      id: row.qid ?? "",
      code: row.title ?? "",
      scale: Number(row.scale_id ?? 0),
      relevance: row.relevance ?? "",
      words: wordsOf(
        texts.filter(({ qid }) => qid === row.qid),
        "language",
        "question",
      ),
    }));
}

function readAnswers(tables: Tables, questionId: string): LssOption[] {
  const rows = (tables.answers ?? []).filter(({ qid }) => qid === questionId);
  const texts = tables.answer_l10ns ?? [];
  const key = (row: Row) => `${row.scale_id ?? 0} ${row.code}`;
  const firsts = [...new Map(rows.toReversed().map((row) => [key(row), row])).values()];
  return firsts.sort(by("sortorder")).map((row) => ({
    code: row.code ?? "",
    scale: Number(row.scale_id ?? 0),
    words: wordsOf(
      [
        ...rows.filter((other) => key(other) === key(row)),
        ...texts.filter(({ aid }) => aid !== undefined && aid === row.aid),
      ],
      "language",
      "answer",
    ),
  }));
}

function readAttributes(tables: Tables, questionId: string): LssQuestion["attributes"] {
  const found: LssQuestion["attributes"] = new Map();
  for (const { qid, attribute = "", value = "", language = "" } of tables.question_attributes ?? []) {
    if (qid !== questionId) continue;
    const values = found.get(attribute) ?? new Map();
    found.set(attribute, values.set(code(language), value));
  }
  return found;
}

/** LimeSurvey 3 has a row for each language; what is the same in all is taken from the first. */
function firstOfEach(rows: Row[], column: string): Row[] {
  return [...new Map(rows.toReversed().map((row) => [row[column], row])).values()];
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
