import type { PageModel, SurveyModel, Question as SurveyQuestion } from "survey-core";
import { isRecord } from "#surveys/definition/survey-json.ts";
import type { Chosen } from "./chosen-answers.ts";

/** Gives a person's choices on a page to survey-core's own Model, through its question API alone. */
export function choose(model: SurveyModel, page: string, chosen: Chosen[]): void {
  model.currentPage = pageOf(model, page);
  for (const { path, name, value, words } of chosen) {
    const question = find(model, page, path, name);
    if (!question?.isVisible || question.isReadOnly) continue;
    if (value !== undefined) question.value = value;
    if (words !== undefined) question.comment = words;
  }
}

/** With all questions on one page, survey-core makes a page of its own for them. */
function pageOf(model: SurveyModel, name: string): PageModel {
  return model.visiblePages.find((page) => page.name === name) ?? model.getPageByName(name);
}

function find(model: SurveyModel, page: string, path: string[], name: string): SurveyQuestion | undefined {
  const onPage = pageOf(model, page).questions.find((one: SurveyQuestion) => one.getValueName() === (path[0] ?? name));
  if (path.length === 0) return onPage;
  return inside(onPage, [...path.slice(1), name]);
}

function inside(question: SurveyQuestion | undefined, path: string[]): SurveyQuestion | undefined {
  if (!question || path.length === 0) return question;
  const [key = "", name = "", ...rest] = path;
  switch (question.getType()) {
    case "multipletext":
      return question.items.find((item: { name: string }) => item.name === key)?.editor;
    case "paneldynamic":
      return inside(question.panels[Number(key)]?.getQuestionByName(name), rest);
    case "matrixdynamic":
      return inside(question.visibleRows[Number(key)]?.getQuestionByName(name), rest);
    default: {
      const row = question.visibleRows.find((one: { rowName: unknown }) => String(one.rowName) === key);
      return inside(row?.getQuestionByName(name), rest);
    }
  }
}

/** The list at the end of a path of names and keys. */
export function listIn(model: SurveyModel, [first = "", ...rest]: string[]): SurveyQuestion | undefined {
  return inside(model.getQuestionByName(first), rest);
}

/** What the Model holds when it is completed, as it is stored. */
export function completed(model: SurveyModel): unknown {
  model.currentPage = model.visiblePages.at(-1);
  model.doComplete();
  return JSON.parse(JSON.stringify(model.data));
}

/** Without lists in which nothing is written. */
export function withoutBlank(value: unknown): unknown {
  if (Array.isArray(value)) {
    const all = value.map(withoutBlank);
    return all.every((one) => one === undefined || (isRecord(one) && Object.keys(one).length === 0)) ? undefined : all;
  }
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, withoutBlank(one)] as const);
  return Object.fromEntries(entries.filter(([, one]) => one !== undefined));
}
