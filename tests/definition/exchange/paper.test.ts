import { describe, expect, it } from "vitest";
import { sayIn } from "#app/texts/texts.ts";
import { codeLength } from "#surveys/definition/exchange/paper/code-boxes.ts";
import { paperQuestionnaire } from "#surveys/definition/exchange/paper/paper-questionnaire.ts";
import { questionnairePdf } from "#surveys/definition/exchange/paper/questionnaire-pdf.server.ts";
import { librarySurveys } from "#surveys/definition/library.ts";
import type { SurveyJson } from "#surveys/definition/survey-json.ts";
import { codeLength as letterCodeLength } from "#surveys/fieldwork/short-code.ts";

const settings = { language: "en", say: sayIn("en"), wavePosition: 0 } as const;
const paper = (...elements: object[]) =>
  paperQuestionnaire({ title: "T", pages: [{ elements }] } as SurveyJson, settings).parts;
const question = (name: string, more: object = {}) => ({ type: "text", name, ...more });

describe("a questionnaire on paper", () => {
  it("numbers questions, and leaves out what is hidden or only calculated", () => {
    const parts = paper(
      question("a"),
      { type: "html", name: "words", html: "Read this" },
      question("hidden", { visible: false }),
      { type: "expression", name: "sum", expression: "1" },
      question("b"),
    );
    expect(parts.map((part) => (part.is === "question" ? part.number : part.is))).toEqual([1, "words", 2]);
  });

  it("writes the title of a page once where its first panel has the same", () => {
    const panel = (title: string) => ({
      type: "panel",
      name: "p",
      title,
      description: "Skip if …",
      elements: [question("a")],
    });
    const headings = (panelTitle: string, more: object = {}) =>
      paperQuestionnaire(
        { pages: [{ title: "Control", ...more, elements: [panel(panelTitle)] }] } as SurveyJson,
        settings,
      )
        .parts.filter(({ is }) => is === "heading")
        .map((part) => (part.is === "heading" ? `${part.text} ${part.hint}` : ""));
    expect(headings("Control")).toEqual(["Control Skip if …"]);
    expect(headings("Other")).toEqual(["Control ", "Other Skip if …"]);
    expect(headings("Control", { description: "Why" })).toEqual(["Control Why", "Control Skip if …"]);
    expect(headings("Control", { visibleIf: "{x} = 1" })).toHaveLength(2);
  });

  it("says where to go on where an answer passes questions over", () => {
    const [first] = paper(
      { type: "radiogroup", name: "lives", choices: ["yes", "no", "was"] },
      question("years", { visibleIf: "{lives} = 'yes'" }),
      question("when", { visibleIf: "{lives} anyof ['yes', 'was']" }),
      question("all"),
    );
    expect(first).toMatchObject({
      answer: { choices: [{ code: "yes" }, { code: "no", goTo: 4 }, { code: "was", goTo: 3 }] },
    });
    expect(JSON.stringify(first)).not.toContain('"code":"yes","text":"yes","goTo"');
  });

  it("sends nobody past a question that hangs on something else, nor to one that does", () => {
    const [first] = paper(
      { type: "boolean", name: "a" },
      question("b", { visibleIf: "{a} = true" }),
      question("c", { visibleIf: "{other} = 1" }),
      question("d"),
    );
    expect(JSON.stringify(first)).not.toContain("goTo");
    const [last] = paper({ type: "boolean", name: "a" }, question("b", { visibleIf: "{a} = true" }));
    expect(last).toMatchObject({ answer: { choices: [{ code: "true" }, { code: "false", goTo: "end" }] } });
  });

  it("puts conditions into words, and says where it cannot", () => {
    const parts = paper(
      { type: "radiogroup", name: "a", choices: [{ value: 1, text: { en: "Often", da: "Tit" } }] },
      question("b", { visibleIf: "{a} = 1 and {c} notempty" }),
      question("c", { visibleIf: "age({a}) > 3" }),
      question("d", { visibleIf: "!({b} = 'x') or {c} >= 4" }),
    );
    expect(parts.slice(1).map(({ condition }: { condition?: string }) => condition)).toEqual([
      "Only if you answered “Often” in question 1, and you answered question 3:",
      "Answer only if this applies to you:",
      "Only if you did not answer “x” in question 2, or your answer in question 3 is at least 4:",
    ]);
  });

  it("asks in each wave what that wave asks", () => {
    const only = { type: "text", name: "first", visibleIf: "{wave_position} empty or {wave_position} = 0" };
    const definition = { pages: [{ elements: [only, question("always")] }] } as SurveyJson;
    const asked = (wavePosition: number) => paperQuestionnaire(definition, { ...settings, wavePosition }).parts.length;
    expect([asked(0), asked(1)]).toEqual([2, 1]);
  });

  it("has a way to answer each question of the library, and as many boxes as a letter's code has signs", () => {
    for (const { definition } of librarySurveys) {
      for (const part of paperQuestionnaire(definition, settings).parts) {
        // Which organisations take part is known when the survey is chosen.
        const isRoster = part.is === "question" && /each of these|in touch|contact/.test(part.title);
        if (part.is === "question" && !isRoster) expect(part.answer.is, part.title).not.toBe("not-on-paper");
      }
    }
    expect(codeLength).toBe(letterCodeLength);
  });

  it("is a PDF of A4 pages that survives any letter and a question longer than a page", async () => {
    const long = {
      type: "checkbox",
      name: "long",
      choices: Array.from({ length: 120 }, (_, place) => `مرحبا ${place} <b>`),
    };
    const table = {
      type: "matrix",
      name: "m",
      columns: Array.from({ length: 14 }, (_, place) => `column ${place}`),
      rows: ["a", "b"],
    };
    const questionnaire = paperQuestionnaire(
      { title: "{x} ☃", pages: [{ elements: [long, table] }] } as SurveyJson,
      settings,
    );
    const bytes = (await questionnairePdf(questionnaire, settings)).toString("latin1");
    expect(bytes.startsWith("%PDF-")).toBe(true);
    expect(bytes.match(/\/Type \/Page\b/g)?.length).toBe(4);
    expect(bytes).toContain("/MediaBox [0 0 595.28 841.89]");
  });
});
