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
    ["answers filled in are", { type: "text", defaultValue: 0, setValueIf: "{b} = 1" }, []],
    ["random order", { type: "checkbox", choices: [1], choicesOrder: "random" }, ["a.choicesOrder"]],
    ["an order that is the same for all", { type: "checkbox", choices: [1], choicesOrder: "asc" }, []],
    ["a matrix of tick boxes", { type: "matrix", columns: [1], rows: [1], cellType: "checkbox" }, []],
    ["a matrix without rows", { type: "matrix", columns: [1, 2] }, ["a.type"]],
    ["a roster, whose rows come later", { type: "matrix", columns: [1, 2], rosterOf: "organisations" }, []],
    ["a picture of another server", { type: "image", imageLink: "https://example.dk/map.png" }, ["a.imageLink"]],
    ["a picture of ours", { type: "image", imageLink: "/map.png" }, []],
    ["a picture in the text", { type: "image", imageLink: "data:image/png;base64,iVBORw0KGgo=" }, []],
    ["a mask", { type: "text", maskType: "pattern" }, ["a.maskType"]],
    ["a number's mask", { type: "text", maskType: "numeric" }, []],
    ["a choice that is greyed out", { type: "radiogroup", choices: [{ value: 1, enableIf: "{b} = 1" }] }, []],
    ["a question that is greyed out is not asked", { type: "text", enableIf: "{b} = 1" }, []],
    ["a question that must be answered", { type: "text", isRequired: true, showCommentArea: true }, []],
    ["a panel that must be answered", { type: "panel", isRequired: true, elements: [] }, []],
    ["text with the word in it", { type: "text", title: { da: "triggers", default: "defaultValue" } }, []],
  ])("%s", (_what, element, named) => {
    expect(unfollowedOf(element)).toEqual(named);
  });

  test("of the survey as a whole", () => {
    const survey = { triggers: [{ type: "complete", expression: "{a} = 1" }], questionOrder: "random" };
    expect(unfollowedOf({ type: "text" }, survey)).toEqual([".questionOrder"]);
  });

  test("stands in the codebook, and nothing of it is in the library", () => {
    const read = (definition: object) => (readDefinition(definition) as ReadDefinition).codebook.unfollowed;
    const elements = [{ type: "text", name: "a", maskType: "pattern" }];
    expect(read({ elements })).toEqual([{ place: "a", property: "maskType" }]);
    for (const { definition } of librarySurveys) expect(read(definition)).toBeUndefined();
  });
});

test("the definition as it is asked shuffles nothing, and does nothing that only the person shall do", () => {
  const kept = { type: "checkbox", name: "a", choices: [1], choicesOrder: "desc", defaultValue: [1] };
  const foreign = { type: "orbit", name: "b", title: "B", visibleIf: "{a} = 1", speed: 3 };
  const elements = [kept, { ...kept, choicesOrder: "random" }, foreign];
  const definition = {
    elements,
    triggers: [{ type: "complete" }],
    questionOrder: "random",
    surveyPostId: "1",
    cookieName: "c",
  };
  const { choicesOrder, ...unordered } = kept;
  expect(followedDefinition(definition)).toEqual({
    elements: [
      kept,
      unordered,
      { type: "file", acceptedTypes: "unknown", name: "b", title: "B", visibleIf: "{a} = 1" },
    ],
    triggers: [{ type: "complete" }],
    firstPageIsStartPage: false,
    showPreviewBeforeComplete: false,
  });
  expect(definition.elements[1]).toHaveProperty("choicesOrder", "random");
  expect(choicesOrder).toBe("desc");
});

test("measured questions that are filled in are named in the codebook", () => {
  const elements = [
    { type: "rating", name: "safe", defaultValue: 4 },
    { type: "text", name: "words", setValueExpression: "{safe}" },
    { type: "html", name: "intro", html: "x", defaultValue: 1 },
    { type: "boolean", name: "out" },
  ];
  const triggers = [{ type: "setvalue", expression: "{safe} = 1", setToName: "out", setValue: true }];
  expect((readDefinition({ elements, triggers }) as ReadDefinition).codebook.filledIn).toEqual([
    { place: "safe", property: "defaultValue" },
    { place: "words", property: "setValueExpression" },
    { place: "out", property: "triggers" },
  ]);
});

test("a pattern that cannot be read is refused", () => {
  const validators = [{ type: "regex", regex: "[a-" }];
  const refused = problem("definition.bad-property", { question: "a", property: "regex" });
  expect(readDefinition({ elements: [{ type: "text", name: "a", validators }] })).toEqual(refused);
});
