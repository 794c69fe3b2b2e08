import { Model } from "survey-core";
import { describe, expect, it } from "vitest";
import { allQuestions } from "#surveys/definition/exchange/imported-survey.ts";
import { convertLimeSurvey } from "#surveys/definition/exchange/limesurvey/convert-limesurvey.ts";
import { type LssDocument, readLss } from "#surveys/definition/exchange/limesurvey/lss-document.ts";
import { lssFile, lssSurvey, type MadeQuestion } from "./limesurvey-file.ts";

function convert(questions: Array<MadeQuestion | "next">, grelevance = "") {
  const imported = convertLimeSurvey(readLss(lssSurvey("da", questions, grelevance)) as LssDocument, "a.lss");
  const named = new Map(allQuestions(imported.definition).map((question) => [question.name, question]));
  return { ...imported, named, codes: imported.report.lines.map(({ code, question }) => `${code} ${question ?? ""}`) };
}

/** A file with one group, made of these tables. */
function convertedTables(tables: Record<string, Array<Record<string, string | number>>>) {
  const file = lssFile({
    groups: [{ gid: 1, group_name: "G", group_order: 1, language: "da" }],
    ...tables,
    surveys: [{ sid: 5, language: "da" }],
  });
  const { definition, report } = convertLimeSurvey(readLss(file) as LssDocument, "a.lss");
  return {
    questions: allQuestions(definition),
    codes: report.lines.map(({ code, question }) => `${code} ${question ?? ""}`),
  };
}

const scale = ["1=Utryg", "2=Tryg"];
const people = ["n=Naboer", "u=Unge"];

describe("a LimeSurvey file", () => {
  it("gives each type of question its counterpart", () => {
    const types: Array<[string, Partial<MadeQuestion>, object]> = [
      ["L", { answers: scale }, { type: "radiogroup", choices: [{ value: 1 }, { value: 2 }] }],
      [
        "!",
        { answers: ["A1=Ja", "A2=Nej"], other: "Y" },
        { type: "dropdown", choices: [{ value: "A1" }, { value: "A2" }], showOtherItem: true },
      ],
      ["O", { answers: scale }, { type: "radiogroup", showCommentArea: true }],
      ["M", { subquestions: people }, { type: "checkbox", choices: [{ value: "n" }, { value: "u" }] }],
      ["P", { subquestions: people }, { type: "checkbox", showCommentArea: true }],
      [
        "F",
        { subquestions: people, answers: scale },
        { type: "matrix", rows: [{ value: "n" }, { value: "u" }], columns: [{ value: 1 }, { value: 2 }] },
      ],
      [
        "A",
        { subquestions: people },
        { type: "matrix", columns: [{ value: 1 }, { value: 2 }, { value: 3 }, { value: 4 }, { value: 5 }] },
      ],
      ["C", { subquestions: people }, { type: "matrix", columns: [{ value: "Y" }, { value: "U" }, { value: "N" }] }],
      ["H", { subquestions: people, answers: scale }, { type: "matrix" }],
      ["Q", { subquestions: people }, { type: "multipletext", items: [{ name: "n" }, { name: "u" }] }],
      ["K", { subquestions: people }, { type: "multipletext", items: [{ inputType: "number" }, {}] }],
      ["S", {}, { type: "text" }],
      ["T", {}, { type: "comment" }],
      ["N", {}, { type: "text", inputType: "number" }],
      ["D", {}, { type: "text", inputType: "date" }],
      ["Y", {}, { type: "radiogroup", choices: [{ value: "Y" }, { value: "N" }] }],
      ["5", {}, { type: "rating", rateMin: 1, rateMax: 5 }],
      ["R", { answers: people }, { type: "ranking", choices: [{ value: "n" }, { value: "u" }] }],
      ["X", {}, { type: "html", html: { da: "Spørgsmål &amp; svar" } }],
    ];
    const { named, codes } = convert(
      types.map(([type, more]) => ({ code: `Q${type.charCodeAt(0)}`, type, text: "Spørgsmål & svar", ...more })),
    );
    for (const [type, , expected] of types) expect(named.get(`Q${type.charCodeAt(0)}`), type).toMatchObject(expected);
    expect(codes).toContain("fixed-choices Q89");
    expect(
      convert([
        { code: "F", type: "|", text: "Fil" },
        { code: "S", type: "S", text: "x" },
      ]).codes,
    ).toContain("type-not-offered F");
  });

  it("reads conditions by code, by number and by option", () => {
    const { named, definition } = convert(
      [
        { code: "Q1", type: "L", text: "1", answers: ["A1=Ja", "A2=Nej"] },
        { code: "Q2", type: "M", text: "2", subquestions: people, relevance: '((5X1X11.NAOK == "A1"))' },
        { code: "Q3", type: "S", text: "3", relevance: 'Q2_u.NAOK == "Y" and Q1 != ""' },
        { code: "Q4", type: "S", text: "4", relevance: 'Nowhere.NAOK == "1"' },
        { code: "Q5", type: "S", text: "5", relevance: "rand(1, 2) == 1" },
        "next",
        { code: "Q6", type: "T", text: "6" },
      ],
      "5X1X12u.NAOK == 'Y'",
    );
    expect(named.get("Q2")?.visibleIf).toBe("{Q1} = 'A1'");
    expect(named.get("Q3")?.visibleIf).toBe("({Q2} contains 'u') and {Q1} notempty");
    expect(named.get("Q5")?.visibleIf).toBeUndefined();
    expect(definition.pages?.[1]?.visibleIf).toBe("{Q2} contains 'u'");
    const survey = new Model(definition);
    survey.data = { Q1: "A1", Q2: ["u"] };
    expect(survey.getAllQuestions(true).map(({ name }) => name)).toEqual(["Q1", "Q2", "Q3", "Q5", "Q6"]);
  });

  it("asks everybody where a condition reads an equation that could not be carried", () => {
    const { named, codes, definition } = convert([
      { code: "Q1", type: "L", text: "1", answers: scale, other: "Y" },
      { code: "Good", type: "*", text: "{Q1 + 1}" },
      { code: "Odd", type: "*", text: "{rand(1, 2)}" },
      { code: "Odder", type: "*", text: "{Odd * 2}" },
      { code: "Q2", type: "S", text: "2", relevance: "Odder == 2" },
      { code: "Q3", type: "S", text: "3", relevance: "Good.NAOK == 2" },
      { code: "Q4", type: "S", text: "4", relevance: "Q1.NAOK == '-oth-'" },
    ]);
    expect(definition.calculatedValues).toEqual([{ name: "Good", expression: "{Q1} + 1" }]);
    expect(["Q2", "Q3", "Q4"].map((name) => named.get(name)?.visibleIf)).toEqual([
      ...[undefined, "{Good} = 2", "{Q1} = 'other'"],
    ]);
    expect(codes).toContain("condition-unreadable Q2");
  });

  it("leaves out a question that has lost its answers, and keeps the file's order where two claim one place", () => {
    const { questions, codes } = convertedTables({
      questions: [
        { qid: 1, parent_qid: 0, gid: 1, type: "L", title: "Q1", question: "1", question_order: 1, language: "da" },
        { qid: 2, parent_qid: 0, gid: 1, type: "L", title: "Q2", question: "2", question_order: 1, language: "da" },
      ],
      answers: ["a", "b", "c"].map((code) => ({ qid: 1, code, answer: code, sortorder: 0, language: "da" })),
    });
    expect(questions).toMatchObject([{ name: "Q1", choices: [{ value: "a" }, { value: "b" }, { value: "c" }] }]);
    expect(codes).toContain("list-missing Q2");
  });

  it("reads attributes, and names those it cannot carry", () => {
    const { named, codes } = convert([
      {
        code: "M1",
        type: "M",
        text: "1",
        subquestions: people,
        mandatory: "Y",
        attributes: { max_answers: "1", exclude_all_others: "u", random_order: "1" },
      },
      { code: "M2", type: "M", text: "2", subquestions: people, attributes: { array_filter: "M1" } },
      {
        code: "S1",
        type: "S",
        text: "3",
        preg: "/^[0-9]{4}$/",
        attributes: { maximum_chars: "4", hidden: "1", time_limit: "30" },
      },
      {
        code: "N1",
        type: "N",
        text: "4",
        attributes: { max_num_value_n: "120", suffix: "år", em_validation_q: "self.NAOK > 3" },
      },
    ]);
    expect(named.get("M1")).toMatchObject({
      isRequired: true,
      maxSelectedChoices: 1,
      choices: [{}, { isExclusive: true }],
    });
    expect(named.get("M2")?.choices).toMatchObject([
      { visibleIf: "{M1} contains 'n'" },
      { visibleIf: "{M1} contains 'u'" },
    ]);
    expect(named.get("S1")).toMatchObject({
      maxLength: 4,
      visible: false,
      validators: [{ type: "regex", regex: "^[0-9]{4}$" }],
    });
    expect(named.get("N1")?.validators).toMatchObject([{ maxValue: 120 }, { expression: "{N1} empty or ({N1} > 3)" }]);
    expect(codes).toEqual(expect.arrayContaining(["order-fixed M1", "hidden-kept S1", "attribute-left S1"]));
  });

  it("takes mark-up off words, and keeps what only looks like it", () => {
    const { named, codes } = convert([
      {
        code: "a",
        type: "S",
        text: '<h3 onclick="x()">Hvor <b>tryg</b>?</h3><script>alert(1)</script><p>Se <a href="https://a.dk">her</a></p>',
      },
      { code: "b", type: "S", text: "Er 3 < 4 &amp; 5 &gt; 4?" },
      { code: "c", type: "S", text: "Du skrev {a.shown} og {if(1,2,3)}" },
    ]);
    expect(named.get("a")?.title).toMatchObject({ da: "Hvor tryg?\nSe her (https://a.dk)" });
    expect(named.get("b")?.title).toMatchObject({ da: "Er 3 < 4 & 5 > 4?" });
    expect(named.get("c")?.title).toMatchObject({ da: "Du skrev {a} og {if(1,2,3)}" });
    expect(codes).toEqual(expect.arrayContaining(["mark-up-removed a", "texts-left c"]));
  });

  it("of version 6 has its texts in tables of their own", () => {
    const document = readLss(
      lssFile(
        {
          answers: [
            { aid: 7, qid: 2, code: "A1", sortorder: 1, scale_id: 0 },
            { aid: 8, qid: 2, code: "A2", sortorder: 2, scale_id: 0 },
          ],
          answer_l10ns: [
            { id: 1, aid: 7, answer: "Ja", language: "da" },
            { id: 2, aid: 7, answer: "Yes", language: "en" },
            { id: 3, aid: 8, answer: "Nej", language: "da" },
          ],
          groups: [{ gid: 1, sid: 5, group_order: 1, randomization_group: "", grelevance: "" }],
          group_l10ns: [{ id: 1, gid: 1, group_name: "Om dig", description: "", language: "da" }],
          questions: [
            {
              qid: 2,
              parent_qid: 0,
              sid: 5,
              gid: 1,
              type: "L",
              title: "Q1",
              other: "N",
              mandatory: "Y",
              question_order: 1,
              scale_id: 0,
              relevance: "1",
            },
            {
              qid: 4,
              parent_qid: 0,
              sid: 5,
              gid: 1,
              type: "M",
              title: "Q2",
              other: "N",
              mandatory: "N",
              question_order: 2,
              scale_id: 0,
              relevance: "Q1 == 'A1'",
            },
          ],
          subquestions: [
            {
              qid: 5,
              parent_qid: 4,
              sid: 5,
              gid: 1,
              type: "T",
              title: "x",
              question_order: 1,
              scale_id: 0,
              relevance: "1",
            },
          ],
          question_l10ns: [
            { id: 1, qid: 2, question: "Tryg?", help: "Vælg ét", language: "da" },
            { id: 2, qid: 2, question: "Safe?", help: "", language: "en" },
            { id: 3, qid: 4, question: "Hvem?", help: "", language: "da" },
            { id: 4, qid: 5, question: "Naboer", help: "", language: "da" },
          ],
          surveys: [{ sid: 5, language: "da" }],
          surveys_languagesettings: [
            { surveyls_language: "da", surveyls_title: "T" },
            { surveyls_language: "en", surveyls_title: "S" },
          ],
        },
        623,
      ),
    ) as LssDocument;
    expect(convertLimeSurvey(document, "b.lss").definition.pages?.[0]).toMatchObject({
      title: { da: "Om dig" },
      elements: [
        {
          name: "Q1",
          title: { da: "Tryg?", en: "Safe?" },
          description: { da: "Vælg ét" },
          isRequired: true,
          choices: [{ text: { da: "Ja", en: "Yes" } }, { text: { da: "Nej" } }],
        },
        { name: "Q2", visibleIf: "{Q1} = 'A1'", choices: [{ value: "x", text: { da: "Naboer" } }] },
      ],
    });
  });

  it("that declares entities is not read", () => {
    const bomb =
      '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><document><LimeSurveyDocType>Survey</LimeSurveyDocType><surveys><rows><row><sid>&b;</sid></row></rows></surveys></document>';
    expect(readLss(bomb)).toBeNull();
    expect(readLss(`<document>${"<a>".repeat(5000)}${"</a>".repeat(5000)}</document>`)).toBeNull();
    expect(readLss("<document><surveys>")).toBeNull();
  });
});
