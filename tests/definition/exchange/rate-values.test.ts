import { Model, type QuestionRatingModel } from "survey-core";
import { expect, test } from "vitest";
import { rateValues } from "#surveys/definition/exchange/rate-values.ts";

test.each<object>([
  {},
  { rateMin: 0, rateMax: 20 },
  { rateMin: 0, rateMax: 100 },
  { rateMin: 1, rateMax: 3, rateStep: 0.5 },
  { rateMin: 0, rateMax: 1, rateStep: 0.1 },
  { rateMin: 0, rateMax: 11, rateStep: 3 },
  { rateValues: [1, { value: 2, text: "Two" }, "none"] },
])("a scale has the steps on paper and in a workbook that it has on the page: %j", (scale) => {
  const element = { type: "rating", name: "a", ...scale };
  const asked = new Model({ elements: [element] }).getQuestionByName("a") as QuestionRatingModel;
  const codes = rateValues(element).map((value) => (value as { value?: unknown }).value ?? value);
  expect(codes).toEqual(asked.visibleRateValues.map(({ value }) => value));
});
