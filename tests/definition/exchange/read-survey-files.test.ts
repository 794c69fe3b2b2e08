import { describe, expect, it } from "vitest";
import type { ImportedSurvey } from "#surveys/definition/exchange/imported-survey.ts";
import { readGivenFiles } from "#surveys/definition/exchange/read-given-files.ts";
import { exchangeLimits, readSurveyFiles } from "#surveys/definition/exchange/read-survey-files.server.ts";
import { surveyLimits } from "#surveys/definition/exchange/read-survey-files.ts";
import { isProblem, type Problem } from "#surveys/problem.ts";
import { sheetOf, workbookOf } from "./form-sheets.ts";
import { lssSurvey } from "./limesurvey-file.ts";

const survey = sheetOf("survey", "type | name | label", "select_one yn | q1 | Safe?");
const choices = sheetOf(
  "choices",
  "list_name | name | label",
  "yn | yes | Yes",
  "yn | no | No",
  "yn | dk | Don't know",
);
const csv = (sheet: { rows: Array<{ cells: string[] }> }) => sheet.rows.map(({ cells }) => cells.join(",")).join("\n");

type Given = Array<[name: string, content: string | Buffer]>;
const asFiles = (files: Given) => files.map(([name, content]) => ({ name, content: Buffer.from(content) }));

/** Read here, and not in a thread as an upload is. */
const read = (...files: Given): Promise<ImportedSurvey | Problem> => readGivenFiles(asFiles(files));

async function good(...files: Given): Promise<ImportedSurvey> {
  const survey = await read(...files);
  if (isProblem(survey)) throw new Error(JSON.stringify(survey));
  return survey;
}

const object = `{ title: 'Tryg', pages: [{ elements: [{ type: "text", name: "a", title: "Sti \\u00e6", },], }], }`;

describe("the files of one survey", () => {
  it.each([
    ["JSON", "a.txt", '{"pages":[{"elements":[{"type":"text","name":"a"}]}]}'],
    [
      "a script that names an object",
      "survey.ts",
      `// made by hand\n/* twice */ export const surveyModel: Model = ${object};\n`,
    ],
    ["a default export", "survey.js", `export default ${object}`],
    ["a common module", "survey.cjs", `module.exports = ${object};`],
  ])("may be %s", async (_what, name, text) => {
    const { report, definition } = await good([name, text]);
    expect(report).toMatchObject({ format: "surveyjs", counts: { pages: 1, questions: 1 } });
    expect(JSON.stringify(definition)).toContain('"name":"a"');
  });

  it("are never run", async () => {
    const code =
      "export const surveyModel = { pages: [{ elements: [{ type: 'text', name: (() => { process.exit(1) })() }] }] };";
    expect(await read(["evil.ts", code])).toMatchObject({ problem: "exchange.unknown-format" });
  });

  it("may be a workbook or its sheets, and give the same", async () => {
    const book = await good(["for m.xlsx", await workbookOf(survey, choices)]);
    const uploaded = await readSurveyFiles(asFiles([["for\u202em.xlsx", await workbookOf(survey, choices)]]));
    expect(uploaded).toEqual(book);
    const sheets = await good(["b.csv", csv(choices)], ["a.csv", csv(survey)]);
    expect(book.definition).toEqual(sheets.definition);
    expect(book.report.format).toBe("xlsform");
    expect(book.report.lines.map(({ code }) => code)).toEqual(["carried", "codes-not-numbers"]);
  });

  it("keeps every choice of a long list, and counts rows as a spreadsheet does", async () => {
    const others = Array.from({ length: 20_500 }, (_, place) => `other,a${place},Town ${place}`).join("\n");
    const long = await good(
      ["survey.csv", "type,name,label\nselect_one t,q1,Where?\n\n,,\ngeopoint,here,Here?"],
      ["choices.csv", `list_name,name,label\n${others}\nt,he,Herning`],
    );
    expect(long.report.counts).toMatchObject({ questions: 1, choices: 1 });
    expect(long.report.lines).toContainEqual(expect.objectContaining({ code: "type-not-offered", row: 5 }));
  });

  it("may not make a survey that would hold the server each time it is read", async () => {
    const elements = Array.from({ length: surveyLimits.questions }, (_, place) => ({
      type: "text",
      name: `q${place}`,
    }));
    const choices = Array.from({ length: surveyLimits.choices + 1 }, (_, place) => place);
    const json = (...more: object[]) => JSON.stringify({ elements: [{ type: "text", name: "a" }, ...more] });
    const refused = { problem: "exchange.too-large", values: surveyLimits };
    expect(await read(["a.json", json(...elements)])).toMatchObject(refused);
    expect(await read(["a.json", json({ type: "dropdown", name: "b", choices })])).toMatchObject(refused);
    expect(await read(["a.json", json({ type: "text", name: "b", title: "a".repeat(1_000_000) })])).toMatchObject(
      refused,
    );
    expect(isProblem(await read(["a.json", json(...elements.slice(1))]))).toBe(false);
  });

  it("may be one LimeSurvey survey in several languages", async () => {
    const [da, en] = ["da", "en"].map((language) =>
      lssSurvey(language, [{ code: "Q1", type: "L", text: language, answers: [`1=${language} 1`, `2=${language} 2`] }]),
    );
    const merged = await good(["a.lss", da as string], ["b.lss", en as string]);
    expect(merged.languages.sort()).toEqual(["da", "en"]);
    expect(JSON.stringify(merged.definition)).toContain('"title":{"default":"da","en":"en","da":"da"}');
    expect(merged.report.lines.map(({ code }) => code)).toContain("merged-languages");
    const other = lssSurvey("en", [{ code: "Q2", type: "L", text: "x", answers: ["1=a"] }]);
    expect(await read(["a.lss", da as string], ["b.lss", other])).toMatchObject({
      problem: "exchange.files-differ",
      values: { names: "Q1, Q2" },
    });
  });

  it.each<[string, string, string | Buffer]>([
    ["exchange.unknown-format", "a.txt", "hello"],
    ["exchange.unknown-format", "a.xml", "<?xml version='1.0'?><html/>"],
    ["exchange.unknown-format", "a.pdf", "%PDF-1.7"],
    ["exchange.old-workbook", "a.xls", Buffer.from("d0cf11e0a1b11ae1", "hex")],
    ["exchange.damaged-workbook", "a.xlsx", Buffer.from("PK\x03\x04 and no more", "latin1")],
    [
      "exchange.damaged-limesurvey",
      "a.lss",
      "<?xml version='1.0'?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>",
    ],
    ["exchange.no-survey-sheet", "choices.csv", csv(choices)],
    ["exchange.qualtrics", "a.qsf", '{"SurveyEntry":{},"SurveyElements":[]}'],
    ["definition.name-twice", "a.json", '{"elements":[{"type":"text","name":"a"},{"type":"text","name":"a"}]}'],
    ["definition.no-questions", "survey.csv", "type,name,label\nnote,,\n"],
  ])("%s", async (code, name, content) => {
    expect(await read([name, content])).toMatchObject({ problem: code });
  });

  it("are not opened where there are none or too many of them, or one is too large", async () => {
    const json: [string, string] = ["a.json", '{"elements":[{"type":"text","name":"a"}]}'];
    const large: [string, Buffer] = ["a.json", Buffer.alloc(exchangeLimits.megabytes * 1024 * 1024 + 1, "a")];
    for (const [files, code] of [
      [[], "upload.empty"],
      [[json, ["b.json", ""]], "upload.empty"],
      [[large], "upload.too-large"],
      [Array(exchangeLimits.files + 1).fill(json), "exchange.too-many-files"],
    ] as Array<[Given, string]>)
      expect(await readSurveyFiles(asFiles(files))).toMatchObject({ problem: code });
  });

  it("of different kinds are refused together", async () => {
    expect(await read(["a.csv", csv(survey)], ["b.json", object])).toMatchObject({ problem: "exchange.mixed-files" });
    expect(await read(["a.csv", csv(survey)], ["b.csv", csv(survey)])).toMatchObject({
      problem: "exchange.sheet-twice",
    });
  });

  it("show formulas and mark-up as the text they are", async () => {
    const odd = sheetOf(
      "survey",
      "type | name | label | hint",
      'text | q1 | =HYPERLINK("http://x") | <img src=x onerror=alert(1)>Hjælp',
    );
    const { definition, report } = await good(["odd.xlsx", await workbookOf(odd)]);
    expect(JSON.stringify(definition)).toContain('"title":"=HYPERLINK(\\"http://x\\")","description":"Hjælp"');
    expect(report.lines.map(({ code }) => code)).toContain("media-left");
  });
});
