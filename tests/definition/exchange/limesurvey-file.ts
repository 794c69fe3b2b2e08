/** A LimeSurvey file made by hand: tables of rows, each row an object of columns. */
export function lssFile(tables: Record<string, Array<Record<string, string | number>>>, version = 360): string {
  const written = Object.entries(tables).map(
    ([name, rows]) => `<${name}><rows>${rows.map(rowText).join("")}</rows></${name}>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<document><LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>${version}</DBVersion>${written.join("")}</document>`;
}

function rowText(row: Record<string, string | number>): string {
  return `<row>${Object.entries(row)
    .map(([column, value]) => (value === "" ? `<${column}/>` : `<${column}><![CDATA[${value}]]></${column}>`))
    .join("")}</row>`;
}

export interface MadeQuestion {
  code: string;
  type: string;
  text: string;
  relevance?: string;
  mandatory?: string;
  other?: string;
  preg?: string;
  subquestions?: string[];
  answers?: string[];
  attributes?: Record<string, string>;
}

/** A survey of LimeSurvey 3 in one language: each question in the first of two groups unless it comes after `"next"`. */
export function lssSurvey(language: string, questions: Array<MadeQuestion | "next">, grelevance = ""): string {
  let gid = 1;
  let qid = 10;
  const tables = { answers: [], groups: [], questions: [], subquestions: [], question_attributes: [] } as Record<
    string,
    Array<Record<string, string | number>>
  >;
  const group = () =>
    tables.groups?.push({
      gid,
      sid: 5,
      group_name: `Gruppe ${gid}`,
      group_order: gid,
      description: "",
      language,
      randomization_group: "",
      grelevance: gid === 1 ? "" : grelevance,
    });
  group();
  for (const question of questions) {
    if (question === "next") {
      gid += 1;
      group();
      continue;
    }
    qid += 1;
    const { code, type, text, relevance = "1", mandatory = "N", other = "N", preg = "" } = question;
    const common = { sid: 5, gid, language, scale_id: 0 };
    const asked = qid;
    tables.questions?.push({
      qid,
      parent_qid: 0,
      ...common,
      type,
      title: code,
      question: text,
      preg,
      help: "",
      other,
      mandatory,
      question_order: qid,
      relevance,
    });
    for (const [place, one] of (question.answers ?? []).entries())
      tables.answers?.push({
        qid: asked,
        code: one.split("=")[0] ?? "",
        answer: one.split("=")[1] ?? "",
        sortorder: place,
        language,
        scale_id: 0,
      });
    for (const [place, one] of (question.subquestions ?? []).entries()) {
      qid += 1;
      tables.subquestions?.push({
        qid,
        parent_qid: asked,
        ...common,
        type: "T",
        title: one.split("=")[0] ?? "",
        question: one.split("=")[1] ?? "",
        question_order: place,
        relevance: "1",
      });
    }
    for (const [attribute, value] of Object.entries(question.attributes ?? {}))
      tables.question_attributes?.push({ qid: asked, attribute, value, language: "" });
  }
  return lssFile({
    ...tables,
    surveys: [{ sid: 5, language }],
    surveys_languagesettings: [
      {
        surveyls_survey_id: 5,
        surveyls_language: language,
        surveyls_title: `Tryghed (${language})`,
        surveyls_welcometext: "",
        surveyls_endtext: "",
      },
    ],
  });
}
