import { describe, expect, it } from "vitest";
import { allQuestions } from "#surveys/definition/exchange/imported-survey.ts";
import type { TransferCode } from "#surveys/definition/exchange/transfer-report.ts";
import { convertXlsForm } from "#surveys/definition/exchange/xlsform/convert-xlsform.ts";
import { sheetOf } from "./form-sheets.ts";

const choices = sheetOf(
  "choices",
  "list_name | name | label::Dansk (da) | label::English (en) | area",
  "yn | yes | Ja | Yes |",
  "yn | no | Nej | No |",
  "safe | 1 | Utryg | Unsafe |",
  "safe | 2 | Tryg | Safe |",
  "town | he | Herning | Herning | west",
  "town | aa | Aalborg | Aalborg | north",
);

/** Rows of the survey sheet; "§{name}" stands for XLSForm's own way of naming an answer. */
function convert(...lines: string[]) {
  const header =
    "type | name | label::Dansk (da) | label::English (en) | required | relevant | constraint | appearance | choice_filter | calculation";
  const imported = convertXlsForm({
    survey: sheetOf("survey", header, ...lines.map((line) => line.replaceAll("§", "$"))),
    choices,
  });
  const codes = (code: TransferCode) => imported.report.lines.filter((line) => line.code === code);
  return { ...imported, codes, questions: allQuestions(imported.definition) };
}

describe("an XLSForm", () => {
  it("gives words in every language, the first also to readers of others", () => {
    const { questions, definition } = convert("text | name | Hvad hedder du? | What is your name?");
    expect(questions).toEqual([
      {
        type: "text",
        name: "name",
        title: { default: "Hvad hedder du?", da: "Hvad hedder du?", en: "What is your name?" },
      },
    ]);
    expect(definition.locale).toBe("da");
  });

  it("makes numbers of codes that all are numbers, and a scale of a likert", () => {
    const { questions } = convert(
      "select_one safe | s | Tryg? | Safe? | yes | | | likert",
      "select_one yn | y | Ja? | Yes?",
    );
    expect(questions[0]).toMatchObject({ type: "rating", isRequired: true, rateValues: [{ value: 1 }, { value: 2 }] });
    expect(questions[1]).toMatchObject({ type: "radiogroup", choices: [{ value: "yes" }, { value: "no" }] });
  });

  it("makes a scale of a range only where survey-core asks for every value of it", () => {
    const range = (parameters: string) =>
      allQuestions(
        convertXlsForm({
          survey: sheetOf("survey", "type | name | label | parameters", `range | r | R | ${parameters}`),
        }).definition,
      )[0];
    expect(range("start=1 end=20")).toMatchObject({ type: "rating", rateMin: 1, rateMax: 20 });
    expect(range("start=0 end=20")).toMatchObject({ type: "text", inputType: "number", min: 0, max: 20 });
  });

  it("turns groups into pages, groups in groups into panels and repeats into dynamic panels", () => {
    const { definition } = convert(
      "begin_group | g | Side | Page | | | | field-list",
      "begin group | inner | Del | Part",
      "text | t | T | T",
      "end group",
      "end_group",
      "begin_repeat | child | Barn | Child",
      "integer | age | Alder | Age",
      "text | school | Skole | School | | §{age} > 5",
      "end_repeat",
    );
    expect(definition.pages).toMatchObject([
      { name: "g", elements: [{ type: "panel", name: "inner", elements: [{ name: "t" }] }] },
      {
        name: "page_2",
        elements: [
          {
            type: "paneldynamic",
            name: "child",
            templateElements: [{ name: "age" }, { visibleIf: "{panel.age} > 5" }],
          },
        ],
      },
    ]);
  });

  it("reads conditions, checks, filters and calculations", () => {
    const { questions, definition } = convert(
      "select_one yn | y | Y | Y",
      "select_multiple yn | m | M | M | | selected(§{y}, 'yes')",
      "decimal | n | N | N | §{y} = 'no' | | . >= 0 and . <= 24",
      "text | p | P | P | | | regex(., '^[0-9]{4}$')",
      "text | q | Q | Q | | | string-length(.) > 2 or . = §{p}",
      "select_one town | t | T | T | | | | | area = §{p}",
      "calculate | c | | | | | | | | §{n} * 2",
    );
    expect(questions.find(({ name }) => name === "m")?.visibleIf).toBe("{y} = 'yes'");
    expect(questions.find(({ name }) => name === "n")).toMatchObject({
      requiredIf: "{y} = 'no'",
      validators: [{ type: "numeric", minValue: 0, maxValue: 24 }],
    });
    expect(questions.find(({ name }) => name === "p")?.validators).toEqual([{ type: "regex", regex: "^[0-9]{4}$" }]);
    expect(questions.find(({ name }) => name === "q")?.validators).toBeUndefined();
    expect(questions.find(({ name }) => name === "t")?.choices).toMatchObject([
      { value: "he", visibleIf: "'west' = {p}" },
      { value: "aa", visibleIf: "'north' = {p}" },
    ]);
    expect(definition.calculatedValues).toEqual([{ name: "c", expression: "{n} * 2" }]);
  });

  it("asks everybody where a condition reads a calculation that could not be carried", () => {
    const { questions, definition, codes } = convert(
      "integer | n | N | N",
      "calculate | odd | | | | | | | | pulldata('x', §{n})",
      "calculate | odder | | | | | | | | §{odd} * 2",
      "text | a | A | A | | §{odder} = 2",
      "begin_repeat | child | Barn | Child",
      "integer | age | Alder | Age",
      "calculate | old | | | | | | | | §{age} > 17",
      "text | b | B | B | | §{old} = 'true'",
      "end_repeat",
      "integer | twice | T | T | | | | | | §{n} * 2",
    );
    expect(definition.calculatedValues).toBeUndefined();
    expect(questions.filter(({ visibleIf }) => visibleIf)).toEqual([]);
    expect(codes("condition-unreadable").map(({ question }) => question)).toEqual(["a", "b"]);
    expect(codes("calculation-unreadable").map(({ question }) => question)).toEqual(["odd", "odder", "old", "twice"]);
  });

  it("keeps what ODK keeps for an acknowledgement, and leaves out a note without words", () => {
    const { questions, codes } = convert(
      "acknowledge | ok | Forstået | Understood",
      "text | t | T | T | | §{ok} = 'OK'",
      "note | n",
    );
    expect(questions).toMatchObject([{ type: "boolean", valueTrue: "OK" }, { visibleIf: "{ok} = 'OK'" }]);
    expect(questions).toHaveLength(2);
    expect(codes("note-empty").map(({ question }) => question)).toEqual(["n"]);
  });

  it("filters by columns whose names have capitals and spaces, and says which settings have no effect", () => {
    const { definition, report } = convertXlsForm({
      survey: sheetOf("survey", "type | name | label | choice_filter", "select_one t | q | Q | Big_Area = 'west'"),
      choices: sheetOf(
        "choices",
        "list_name | name | label | Big Area",
        "t | he | Herning | west",
        "t | aa | Aa | north",
      ),
      settings: sheetOf("settings", "form_title | allow_choice_duplicates | pages_seen", "T | yes | 1"),
    });
    expect(allQuestions(definition)[0]?.choices).toMatchObject([
      { value: "he", visibleIf: "'west' = 'west'" },
      { value: "aa", visibleIf: "'north' = 'west'" },
    ]);
    expect(report.lines.filter(({ code }) => code === "setting-left").map(({ detail }) => detail)).toEqual([
      ...["allow_choice_duplicates: yes", "pages_seen: 1"],
    ]);
  });

  it("makes a matrix of a table of questions that share their answers", () => {
    const { questions } = convert(
      "begin_group | m | Hvor tryg? | How safe? | | | | table-list",
      "select_one safe | m_day | Om dagen | By day",
      "select_one safe | m_night | Om natten | By night",
      "end_group",
      "text | why | Hvorfor? | Why? | | §{m_night} = 1",
    );
    expect(questions[0]).toMatchObject({
      type: "matrix",
      name: "m",
      rows: [{ value: "day" }, { value: "night" }],
      columns: [{ value: 1 }, { value: 2 }],
    });
    expect(questions[1]?.visibleIf).toBe("{m.night} = 1");
  });

  it("names its faults with their rows", () => {
    const { codes, questions } = convert(
      "select_one nowhere | a | A | A",
      "text | b | B | B",
      "text | b | B2 | B2",
      "calculate | c",
      "text | d | D | D | | §{c} = 1",
      "geopoint | where | Hvor | Where",
      "picture | p | P | P",
      "text | e | E | E | | pulldata('x') = 1",
      "text | constructor | F | F",
      "text | __proto__ | G | G",
      "begin_group | open | Åben | Open",
    );
    const place = (code: TransferCode) => codes(code).map(({ row, question }) => [row, question]);
    expect(place("list-missing")).toEqual([[2, "a"]]);
    expect(place("name-twice")).toEqual([[4, "b_2"]]);
    expect(place("calculation-missing")).toEqual([[5, "c"]]);
    expect(place("condition-on-nothing")).toEqual([[6, "d"]]);
    expect(place("type-not-offered")).toEqual([[7, "where"]]);
    expect(place("type-unknown")).toEqual([[8, "p"]]);
    expect(place("condition-unreadable")).toEqual([[9, "e"]]);
    expect(place("name-changed")).toEqual([
      [10, "q_constructor"],
      [11, "q___proto__"],
    ]);
    expect(place("group-unclosed")).toEqual([[12, "open"]]);
    expect(questions.map(({ name }) => name)).toEqual(["b", "b_2", "d", "e", "q_constructor", "q___proto__"]);
  });
});
