import { isDeepStrictEqual } from "node:util";
import { ConditionRunner, type PageModel, type SurveyModel, type Question as SurveyQuestion } from "survey-core";
import { matchLists, padLists, withoutBlankLists } from "./blank-groups.ts";
import type { GroupDeed } from "./group-deed.ts";
import { type Answers, commentKey, isComposite, type Question, questionsOf, recordOf } from "./survey-page.ts";

/**
 * survey-core's own life of one person's survey, taken up and put down between pages: what defaults, triggers and expressions do is done by
 * survey-core, with the answers given in the order in which they stand on the page. Nothing of one person is left when another's answers
 * are put in.
 */
export function bringTo(model: SurveyModel, answers: Answers): void {
  model.clear(false, false);
  // Without data first: survey-core then forgets whose answers it held, and which of them had replaced a default.
  model.data = null;
  model.data = structuredClone(answers);
  matchLists(answers, model.getAllQuestions());
  runVisibleTriggers(model);
}

/** The answers that stand before anybody has answered: defaults, and the groups that a list begins with. Of a Model just made. */
export function firstAnswers(model: SurveyModel): Answers {
  runVisibleTriggers(model);
  return answersOf(model);
}

/**
 * Gives the answers of a page, one after the other, each as if the person had just chosen it, and adds or takes away a group of a list.
 *
 * @param shown the questions that the page was shown with; one that an earlier answer has hidden meanwhile is passed over.
 * @param given their answers, checked; what is the same as before was not touched, and nothing follows from it.
 * @returns all answers, with what follows from these, and the page that a trigger leads to.
 */
export function answerPage(
  model: SurveyModel,
  page: string,
  { shown, before, given, deed }: { shown: Question[]; before: Answers; given: Answers; deed: GroupDeed | null },
): { answers: Answers; skipTo: string | null } {
  const here = model.visiblePages.find(({ name }) => name === page) ?? model.getPageByName(page);
  if (!here) return { answers: answersOf(model), skipTo: null };
  model.currentPage = here;
  answerQuestions(here.questions, shown, before, given);
  if (deed) changeList(model, deed);
  const there = model.currentPage?.name;
  return { answers: answersOf(model), skipTo: there && there !== page ? there : null };
}

function answerQuestions(questions: SurveyQuestion[], shown: Question[], before: Answers, given: Answers): void {
  const waiting = new Map(shown.map((question) => [question.name, question]));
  for (const question of questions) {
    const name = question.getValueName();
    const asked = waiting.get(name);
    if (!asked || !question.isVisible || !question.isParentVisible || question.isReadOnly) continue;
    waiting.delete(name);
    if (isComposite(asked)) answerGroups(question, asked, before[name], given[name]);
    else if (!isDeepStrictEqual(given[name], before[name])) question.value = structuredClone(given[name]);
    const words = given[commentKey(name)];
    if (words !== before[commentKey(name)]) question.comment = String(words ?? "");
  }
}

/** Each answer inside by itself, so that what is hidden or reckoned there stays as it is. */
function answerGroups(question: SurveyQuestion, asked: Question, before: unknown, given: unknown): void {
  for (const group of asked.parts?.groups ?? []) {
    const inside = questionsIn(question, group.key);
    answerQuestions(inside, questionsOf(group), recordOf(asked, group, before), recordOf(asked, group, given));
  }
}

/** The answers as survey-core hands them over in the end, what is reckoned included and what is hidden as the definition says. */
export function completedAnswers(model: SurveyModel, answers: Answers): Answers {
  bringTo(model, withoutBlankLists(answers));
  model.currentPage = model.visiblePages.at(-1);
  model.doComplete();
  return structuredClone(model.data);
}

function answersOf(model: SurveyModel): Answers {
  const answers: Answers = structuredClone(model.data);
  for (const { name, includeIntoResult } of model.calculatedValues) if (includeIntoResult) delete answers[name];
  padLists(answers, model.getAllQuestions());
  return answers;
}

/** What a trigger of this kind shows or hides is not in the answers, but follows from those that it looks at. */
function runVisibleTriggers(model: SurveyModel): void {
  const properties = model.getFilteredProperties();
  const keys = model.data;
  for (const trigger of model.triggers) {
    if (trigger.getType() !== "visibletrigger") continue;
    trigger.checkExpression({
      isOnNextPage: false,
      isOnComplete: false,
      isOnNavigation: false,
      keys,
      properties,
    });
  }
}

/**
 * The visible pages, up to the one where an answer ends the survey: a trigger of the kind `complete` holds, and the last of the questions
 * that it looks at stands there.
 */
export function pagesToAnswer(model: SurveyModel): PageModel[] {
  const pages = model.visiblePages;
  const properties = model.getFilteredProperties();
  const ends = model.triggers.flatMap((trigger) => {
    if (trigger.getType() !== "completetrigger" || !trigger.expression) return [];
    const condition = new ConditionRunner(trigger.expression);
    if (!condition.runValues(model.getFilteredValues(), properties)) return [];
    const names = condition.getVariables().map((name) => name.split(/[.[]/)[0]);
    return [pages.findLastIndex((page) => page.questions.some((question) => names.includes(question.getValueName())))];
  });
  const end = Math.min(...ends.filter((index) => index >= 0), pages.length - 1);
  return pages.slice(0, end + 1);
}

function changeList(model: SurveyModel, deed: GroupDeed): void {
  const list = listAt(model, deed.path);
  if (list?.getType() === "matrixdynamic") deed.kind === "add" ? list.addRow() : list.removeRow(deed.group, false);
  if (list?.getType() === "paneldynamic") deed.kind === "add" ? list.addPanel() : list.removePanel(deed.group);
}

function listAt(model: SurveyModel, [name, ...inside]: string[]): SurveyQuestion | undefined {
  let question: SurveyQuestion | undefined = name === undefined ? undefined : model.getQuestionByValueName(name);
  for (let i = 0; question && i < inside.length; i += 2) {
    const [key, inner] = inside.slice(i, i + 2);
    question = questionsIn(question, key as string).find((one) => one.getValueName() === inner);
  }
  return question;
}

/** The questions of a group, as survey-core has made them for it. */
export function questionsIn(question: SurveyQuestion, key: string): SurveyQuestion[] {
  switch (question.getType()) {
    case "multipletext":
      return question.items.map(({ editor }: { editor: SurveyQuestion }) => editor);
    case "paneldynamic":
      return question.panels[Number(key)]?.questions ?? [];
    default: {
      const rows: Array<{ rowName: unknown; questions: SurveyQuestion[] }> = question.visibleRows ?? [];
      const isList = question.getType() === "matrixdynamic";
      return (isList ? rows[Number(key)] : rows.find(({ rowName }) => String(rowName) === key))?.questions ?? [];
    }
  }
}
