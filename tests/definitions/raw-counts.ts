/** What raw files of surveys hold, counted without the product's readers. */

type Row = Record<string, string>;

const notAsked = /^(start|end|calculate|image|geopoint|begin_group|end_group)$/;

/** Of the sheets of an XLSForm: rows that are asked here, the choices of their lists, their conditions. */
export function sheetCounts(survey: Row[], choices: Row[]) {
  const asked = survey.filter(({ type = "" }) => type !== "" && !notAsked.test(type));
  const lists = asked.map(({ type = "" }) => /^select_\w+ (\S+)/.exec(type)?.[1]).filter(Boolean);
  return {
    questions: asked.length,
    choices: lists.reduce((sum, list) => sum + choices.filter(({ list_name }) => list_name === list).length, 0),
    conditions: survey.filter(({ type = "", relevant = "" }) => type !== "end_group" && relevant.trim() !== "").length,
  };
}

/** Of a SurveyJS object. */
export function scriptCounts(definition: unknown) {
  const counts = { pages: 0, questions: 0, choices: 0, conditions: 0 };
  const languages = new Set<string>();
  const see = (node: unknown, list: string): void => {
    if (Array.isArray(node)) for (const entry of node) see(entry, list);
    else if (typeof node === "object" && node !== null) {
      const { type } = node as { type?: string };
      if (list === "pages") counts.pages += 1;
      if (list === "elements" && type !== "panel") counts.questions += 1;
      for (const [key, value] of Object.entries(node)) {
        if (key === "choices") counts.choices += (value as unknown[]).length;
        if (["visibleIf", "requiredIf", "enableIf", "choicesVisibleIf", "rowsVisibleIf"].includes(key))
          counts.conditions += 1;
        if (/^(de|de-at|de-ch|fr|it|sl|en)$/.test(key) && typeof value === "string") languages.add(key);
        see(value, key);
      }
    }
  };
  see(definition, "");
  return { ...counts, languages: languages.size };
}

/** Of a LimeSurvey 3 file, by cutting its text at tags. */
export function lssCounts(text: string) {
  const rows = (table: string) => {
    const inside = new RegExp(`<${table}>([\\s\\S]*?)</${table}>`).exec(text)?.[1] ?? "";
    return [...inside.matchAll(/<row>([\s\S]*?)<\/row>/g)].map(([, row = ""]) =>
      Object.fromEntries(
        [...row.matchAll(/<(\w+)>(?:<!\[CDATA\[([\s\S]*?)\]\]>)?<\/\1>/g)].map(([, name, value = ""]) => [name, value]),
      ),
    );
  };
  const unique = (all: Row[], ...columns: string[]) => [
    ...new Map(all.map((row) => [columns.map((column) => row[column]).join(" "), row])).values(),
  ];
  const questions = unique(rows("questions"), "qid");
  const typeOf = new Map(questions.map(({ qid, type }) => [qid, type]));
  const groups = unique(rows("groups"), "gid").filter(({ gid }) => questions.some((question) => question.gid === gid));
  const answers = unique(rows("answers"), "qid", "code").filter(({ qid }) => typeOf.has(qid));
  const options = unique(rows("subquestions"), "qid").filter(({ parent_qid }) => typeOf.get(parent_qid) === "M");
  const conditions = [...questions.map(({ relevance }) => relevance), ...groups.map(({ grelevance }) => grelevance)];
  return {
    pages: groups.length,
    questions: questions.length,
    choices: answers.length + options.length,
    conditions: conditions.filter((condition) => !["", "1", undefined].includes(condition)).length,
    languages: new Set(rows("questions").map(({ language }) => language)).size,
  };
}
