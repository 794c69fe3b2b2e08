import { describe, expect, test } from "vitest";
import { librarySurveys } from "#surveys/definition/library.ts";
import { type ReadDefinition, readDefinition } from "#surveys/definition/read-definition.ts";
import { followedDefinition, unfollowed } from "#surveys/definition/unfollowed.ts";
import { problem } from "#surveys/problem.ts";

const unfollowedOf = (element: object, survey: object = {}) =>
  unfollowed({ ...survey, pages: [{ name: "one", elements: [{ name: "a", ...element }] }] }).map(
    ({ place, property }) => `${place}.${property}`,
  );

describe("what a definition asks for and Ringvirk does not do", () => {
  test.each<[string, object, string[]]>([
    ["answers filled in", { type: "text", defaultValue: 0, setValueIf: "{b} = 1" }, ["a.defaultValue", "a.setValueIf"]],
    ["random order", { type: "checkbox", choices: [1], choicesOrder: "random" }, ["a.choicesOrder"]],
    ["an order that is the same for all", { type: "checkbox", choices: [1], choicesOrder: "asc" }, []],
    ["a matrix of tick boxes", { type: "matrix", columns: [1], rows: [1], cellType: "checkbox" }, ["a.cellType"]],
    ["a matrix without rows", { type: "matrix", columns: [1, 2] }, ["a.type"]],
    ["a roster, whose rows come later", { type: "matrix", columns: [1, 2], rosterOf: "organisations" }, []],
    ["a picture", { type: "image", imageLink: "map.png" }, ["a.type"]],
    ["a mask", { type: "text", maskType: "pattern" }, ["a.maskType"]],
    ["a number's mask", { type: "text", maskType: "numeric" }, []],
    [
      "a choice that is greyed out",
      { type: "radiogroup", choices: [{ value: 1, enableIf: "{b} = 1" }] },
      ["a.enableIf"],
    ],
    ["a question that is greyed out is not asked", { type: "text", enableIf: "{b} = 1" }, []],
    ["a question that must be answered", { type: "text", isRequired: true, showCommentArea: true }, []],
    ["a panel that must be answered", { type: "panel", isRequired: true, elements: [] }, ["a.isRequired"]],
    ["text with the word in it", { type: "text", title: { da: "triggers", default: "defaultValue" } }, []],
  ])("%s", (_what, element, named) => {
    expect(unfollowedOf(element)).toEqual(named);
  });

  test("of the survey as a whole", () => {
    const survey = { triggers: [{ type: "complete", expression: "{a} = 1" }], questionOrder: "random" };
    expect(unfollowedOf({ type: "text" }, survey)).toEqual([".triggers", ".questionOrder"]);
  });

  test("stands in the codebook, and nothing of it is in the library", () => {
    const read = (definition: object) => (readDefinition(definition) as ReadDefinition).codebook.unfollowed;
    const elements = [{ type: "text", name: "a", defaultValue: "x" }];
    expect(read({ elements })).toEqual([{ place: "a", property: "defaultValue" }]);
    for (const { definition } of librarySurveys) expect(read(definition)).toBeUndefined();
  });
});

test("the definition as it is asked fills in nothing and shuffles nothing", () => {
  const kept = { type: "checkbox", name: "a", choices: [{ value: 1, text: "defaultValue" }], choicesOrder: "desc" };
  const elements = [{ ...kept, defaultValue: [1], setValueExpression: "[1]" }];
  const definition = { elements, triggers: [{ type: "complete" }], questionOrder: "random" };
  expect(followedDefinition(definition)).toEqual({
    elements: [kept],
    firstPageIsStartPage: false,
    showPreviewBeforeComplete: false,
  });
  expect(definition.elements[0]).toHaveProperty("defaultValue");
});

test("a pattern that cannot be read is refused", () => {
  const validators = [{ type: "regex", regex: "[a-" }];
  const refused = problem("definition.bad-property", { question: "a", property: "regex" });
  expect(readDefinition({ elements: [{ type: "text", name: "a", validators }] })).toEqual(refused);
});
