import { readFileSync } from "node:fs";
import { ElementFactory } from "survey-core";
import { expect, test } from "vitest";
import { SurveyPages } from "#surveys/answering/survey-pages.server.ts";
import { questionFixtures, surveyOfAllTypes } from "#tests/support/question-fixtures.ts";

const types = ElementFactory.Instance.getAllTypes();
const rows = readFileSync("docs/question-types.md", "utf8")
  .split("<!-- axe -->")[0]
  ?.split("\n")
  .filter((line) => line.startsWith("| ") && !/^\| (type|---)/.test(line))
  .map((line) => line.split("|").slice(1, 3).join(" ").replace(/\s+/g, " ").trim());

test("every type that survey-core has stands in the table and has a fixture", () => {
  expect(types.filter((type) => !(type in questionFixtures))).toEqual([]);
  expect(types.filter((type) => !rows?.some((row) => row.startsWith(`${type} `)))).toEqual([]);
});

test("every look of a fixture has its row, and no row is without one", () => {
  const looks = Object.entries(questionFixtures).flatMap(([type, all]) =>
    Object.keys(all).map((look) => `${type} ${look}`),
  );
  expect(rows).toEqual(looks);
});

test("every look is asked, shown or said not to be offered", () => {
  const pages = new SurveyPages(surveyOfAllTypes());
  const shown = pages.pagesFor(pages.firstAnswers("da"), "da").map(({ name, blocks }) => [name, blocks.length]);
  const wanted = Object.entries(questionFixtures).map(([type, all]) => [`page-${type}`, Object.keys(all).length]);
  // A panel is its heading and what stands in it.
  expect(shown).toEqual(wanted.map(([name, count]) => [name, name === "page-panel" ? 2 : count]));
});
