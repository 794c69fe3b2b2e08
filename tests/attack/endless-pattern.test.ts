import { describe, expect, it } from "vitest";
import { questionsOf } from "#surveys/answering/survey-page.ts";
import { SurveyPages } from "#surveys/answering/survey-pages.server.ts";

/** A careless pattern in a coordinator's survey, and a citizen who knows it: one answer must not stop the server. */
describe("a pattern that would be tried for years", () => {
  const validators = [{ type: "regex", regex: "^(a+)+$", text: "Only the letter a" }];
  const pages = new SurveyPages({ elements: [{ type: "text", name: "code", validators }] }, { wavePosition: 0 });
  const questions = pages.pagesFor({}, "da").flatMap(questionsOf);
  const check = (code: string) => pages.check(questions, { code }, {}, "da").problems.map((problem) => problem.code);

  it("is given up, and the answer refused", () => {
    expect(check(`${"a".repeat(60)}!`)).toEqual(["wrong-shape"]);
  });

  it("does its work where it can, also afterwards", () => {
    expect(check("aaaa")).toEqual([]);
    expect(check("b")).toEqual(["validator"]);
  });
});
