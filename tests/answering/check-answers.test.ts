import { describe, expect, it } from "vitest";
import { checkAnswers } from "#surveys/answering/check-answers.ts";
import { type Question, questionsOf } from "#surveys/answering/survey-page.ts";
import { SurveyPages } from "#surveys/answering/survey-pages.server.ts";
import { definition } from "./answering-world.ts";

const everything = { "safe-dark": 2, avoids: true, worry: 3 };
const questions = new SurveyPages(definition).pagesFor(everything, "da").flatMap(questionsOf);

function question(name: string, more: Partial<Question> = {}): Question {
  const found = questions.find((one) => one.name === name);
  if (!found) throw new Error(`no question ${name}`);
  return { ...found, ...more };
}

function check(name: string, posted: unknown, more: Partial<Question> = {}) {
  const { answers, problems } = checkAnswers([question(name, more)], { [name]: posted });
  return problems[0] ? problems[0].code : answers[name];
}

describe("what is taken, and as what", () => {
  it.each([
    ["safe-dark", "7", 7],
    ["safe-dark", 7, 7],
    ["worry", "dk", "dk"],
    ["worry", "2", 2],
    ["avoids", "true", true],
    ["avoids", false, false],
    ["avoids-when", ["night", "evening"], ["night", "evening"]],
    ["avoids-when", "night", ["night"]],
    ["avoids-when", [], undefined],
    ["upkeep", { lamps: "4" }, { lamps: 4 }],
    ["upkeep", { lamps: "" }, undefined],
    ["first", { light: "2", police: "1", cafés: "3" }, ["police", "light", "cafés"]],
    ["first", ["police", "light", "cafés"], ["police", "light", "cafés"]],
    ["first", { light: "", police: "", cafés: "" }, undefined],
    ["street", "Østergade", "Østergade"],
    ["hours", "2,5", 2.5],
    ["hours", " 12.25 ", 12.25],
    ["hours", "0", 0],
    ["why", "Mørkt\r\nog tomt ", "Mørkt\nog tomt"],
  ])("%s %j → %j", (name, posted, stored) => {
    expect(check(name, posted, { required: false })).toEqual(stored);
  });

  it("composes letters and strips control and direction characters", () => {
    expect(check("why", "A\u030allum\u0000 \u202egnorts\u202c\u0007")).toBe("Ållum gnorts");
  });

  it("treats blanks alone as no answer", () => {
    expect(check("why", " \n ", { required: false })).toBeUndefined();
    expect(check("why", " \n ", { required: true })).toBe("required");
  });
});

describe("what is refused, and why", () => {
  it.each([
    ["safe-dark", "8", "unknown-choice"],
    ["safe-dark", "0", "unknown-choice"],
    ["safe-dark", "7.0", "unknown-choice"],
    ["safe-dark", "", "required"],
    ["safe-dark", undefined, "required"],
    ["safe-dark", ["1", "2"], "wrong-shape"],
    ["safe-dark", { a: 1 }, "wrong-shape"],
    ["worry", "__proto__", "unknown-choice"],
    ["avoids-when", ["night", "morning"], "unknown-choice"],
    ["avoids-when", ["night", "night"], "choice-twice"],
    ["avoids-when", ["night", "evening", "weekend"], "too-many-choices"],
    ["avoids-when", { night: true }, "wrong-shape"],
    ["avoids-when", [["night"]], "wrong-shape"],
    ["upkeep", { lamps: "6" }, "unknown-choice"],
    ["upkeep", { benches: "3" }, "unknown-row"],
    ["upkeep", { lamps: ["1", "2"] }, "unknown-choice"],
    ["upkeep", "4", "wrong-shape"],
    ["first", { light: "1", police: "1", cafés: "2" }, "place-twice"],
    ["first", { light: "1" }, "places-missing"],
    ["first", { light: "4", police: "1", cafés: "2" }, "unknown-choice"],
    ["first", { light: "1.5", police: "1", cafés: "2" }, "unknown-choice"],
    ["first", ["light", "light", "police"], "choice-twice"],
    ["first", "light", "wrong-shape"],
    ["street", "Nowhere", "unknown-choice"],
    ["hours", "mange", "not-a-number"],
    ["hours", "1.000,5", "not-a-number"],
    ["hours", "1e3", "not-a-number"],
    ["hours", "Infinity", "not-a-number"],
    ["hours", "-1", "out-of-range"],
    ["hours", "100,1", "out-of-range"],
    ["why", "x".repeat(4001), "too-long"],
    ["why", ["a", "b"], "wrong-shape"],
    ["why", { text: "a" }, "wrong-shape"],
  ])("%s %j → %s", (name, posted, code) => {
    expect(check(name, posted)).toBe(code);
  });

  it("a key that no question has, or one that is not asked just now", () => {
    const { problems } = checkAnswers([question("worry")], { worry: 1, admin: "1", "safe-dark": 3 });
    expect(problems).toEqual([
      { question: "admin", code: "extra-key" },
      { question: "safe-dark", code: "extra-key" },
    ]);
  });

  it("a matrix row left out where all are asked for, naming the row", () => {
    const { problems } = checkAnswers([question("upkeep", { allRowsRequired: true })], { upkeep: { bins: "3" } });
    expect(problems).toEqual([{ question: "upkeep", code: "rows-missing", row: "lamps", values: { row: "Lygterne" } }]);
  });

  it("too few choices, and other choices beside “none of these”", () => {
    const choices = [...question("avoids-when").choices, { value: "none", text: "Intet", exclusive: true }];
    expect(check("avoids-when", ["night"], { choices, minChoices: 2 })).toBe("too-few-choices");
    expect(check("avoids-when", ["none"], { choices, minChoices: 2 })).toEqual(["none"]);
    expect(check("avoids-when", ["none", "night"], { choices })).toBe("exclusive-choice");
  });

  it.each([
    ["date", "2026-02-30", "not-a-date"],
    ["date", "2026-02-28", "2026-02-28"],
    ["date", "i går", "not-a-date"],
    ["month", "2026-13", "not-a-date"],
    ["month", "2026-12", "2026-12"],
    ["time", "24:00", "not-a-time"],
    ["time", "07:30", "07:30"],
    ["email", "anna", "not-an-email"],
    ["email", "anna@example.dk", "anna@example.dk"],
    ["url", "lysgade", "not-an-address"],
  ] as const)("a %s %j → %s", (inputType, posted, outcome) => {
    expect(check("hours", posted, { inputType, min: null, max: null })).toBe(outcome);
  });
});

describe("words beside a choice", () => {
  const other = question("worry", { comment: { title: "Andet", forChoice: 1 } });

  it("are kept under the key SurveyJS uses", () => {
    const { answers, problems } = checkAnswers([other], { worry: "1", "worry-Comment": " Min nabo " });
    expect(answers).toEqual({ worry: 1, "worry-Comment": "Min nabo" });
    expect(problems).toEqual([]);
  });

  it("stand only beside the choice that they belong to", () => {
    const { answers, problems } = checkAnswers([other], { worry: "2", "worry-Comment": "Min nabo" });
    expect({ answers, problems }).toEqual({ answers: { worry: 2 }, problems: [] });
  });

  it("are an extra key where there is no room for them", () => {
    const { problems } = checkAnswers([question("worry")], { worry: "1", "worry-Comment": "x" });
    expect(problems).toEqual([{ question: "worry-Comment", code: "extra-key" }]);
  });
});
