import fc from "fast-check";
import { SurveyModel } from "survey-core";
import { afterEach, describe, expect, it } from "vitest";
import { AnswerQueue } from "#surveys/answering/answer-queue.server.ts";
import { takePage } from "#surveys/answering/answering.server.ts";
import { showPage } from "#surveys/answering/asked-page.server.ts";
import { addAction, removeAction } from "#surveys/answering/group-deed.ts";
import { findRespondent, type Respondent } from "#surveys/answering/respondent.server.ts";
import { type Answers, openQuestionsOf } from "#surveys/answering/survey-page.ts";
import { shownKey } from "#surveys/definition/answer-keys.ts";
import type { SurveyJson } from "#surveys/definition/survey-json.ts";
import { isProblem } from "#surveys/problem.ts";
import { answerPageByChance, type Draw, drawFrom, listsOf } from "#tests/support/chosen-answers.ts";
import { questionFixtures, surveyOfAllTypes } from "#tests/support/question-fixtures.ts";
import { choose, completed, listIn, withoutBlank } from "#tests/support/survey-core-answers.ts";
import { makeWorld, tokenOf, type World } from "./answering-world.ts";
import { flowFixtures } from "./flow-fixtures.ts";

/**
 * A person answers by plain forms, page by page; survey-core's own Model is given the same choices, question by question. What is stored in
 * the end must be what that Model holds when it is completed.
 *
 * Meant to differ, and taken out before comparing: a list in which nothing is written (`withoutBlank`), and `_shown`.
 */
let world: World | undefined;
afterEach(async () => {
  await world?.db.destroy();
  world = undefined;
});

describe("what is stored is what survey-core holds", () => {
  it.each(Object.entries(flowFixtures))("%s", async (_what, definition) => await compare(definition, 12), 60_000);

  const types = Object.keys(questionFixtures).filter((type) => type !== "signaturepad" && type !== "file");
  it.each(types)("questions of the type %s", async (type) => await compare(surveyOfAllTypes([type]), 8), 60_000);
});

async function compare(definition: SurveyJson, runs: number): Promise<void> {
  const made = await makeWorld(undefined, definition);
  world = made;
  const seeds = fc.array(fc.nat(), { minLength: 40, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(seeds, async (drawn) => {
      const model = new SurveyModel(definition);
      const stored = await answerToTheEnd(made, model, drawFrom(drawn));
      expect(withoutBlank(stored)).toEqual(withoutBlank(completed(model)));
    }),
    { numRuns: runs },
  );
}

/** Answers as Anna does, who has not answered yet. @returns what is stored in the end. */
async function answerToTheEnd({ db }: World, model: SurveyModel, draw: Draw): Promise<Answers> {
  await db.deleteFrom("response").execute();
  await db.deleteFrom("draft").execute();
  await db.updateTable("invitation").set({ answered: 0 }).execute();
  const context = { db, answers: new AnswerQueue(db), clock: () => new Date("2026-03-01T10:00:00Z") };
  model.setVariable("wave_position", 0);
  model.currentPage = model.visiblePages[0];
  for (let step = 0; step < 60; step += 1) {
    const respondent = await anna(db);
    const asked = await showPage(context, respondent, null);
    if (isProblem(asked)) throw new Error(asked.problem);
    const { fields, chosen } = answerPageByChance(asked.page, asked.answers, draw);
    const deed = step < 20 ? listDeed(openQuestionsOf(asked.page), draw) : null;
    fields.append("action", deed?.action ?? (asked.number === asked.of ? "submit" : "next"));
    const taken = await takePage(context, respondent, fields);
    if (isProblem(taken)) throw new Error(taken.problem);
    if (taken.kind === "not-stored") throw taken.fault;
    if (taken.kind === "problems") continue;
    choose(model, asked.page.name, chosen);
    deed?.by(model);
    if (taken.kind !== "stored") continue;
    const row = await db.selectFrom("response").select("answers").executeTakeFirstOrThrow();
    const { [shownKey]: _, ...answers } = JSON.parse(row.answers);
    return answers;
  }
  throw new Error("The survey does not come to an end");
}

async function anna(db: World["db"]): Promise<Respondent> {
  const respondent = await findRespondent(db, tokenOf("anna"), new Date("2026-03-01T10:00:00Z"));
  if (isProblem(respondent)) throw new Error(respondent.problem);
  return respondent;
}

function listDeed(questions: ReturnType<typeof openQuestionsOf>, draw: Draw) {
  const lists = listsOf(questions);
  const list = lists[draw(lists.length)];
  if (!list || draw(2) === 0) return null;
  const path = [...(list.path ?? []), list.name];
  const groups = list.parts?.groups ?? [];
  const group = groups[draw(groups.length)];
  if (draw(3) === 0 && group && list.parts?.removeText) {
    return {
      action: removeAction(list, group.key),
      by: (model: SurveyModel) => {
        const question = listIn(model, path);
        if (list.type === "paneldynamic") question?.removePanel(Number(group.key));
        else question?.removeRow(Number(group.key), false);
      },
    };
  }
  if (!list.parts?.addText) return null;
  return {
    action: addAction(list),
    by: (model: SurveyModel) => {
      const question = listIn(model, path);
      if (list.type === "paneldynamic") question?.addPanel();
      else question?.addRow();
    },
  };
}
