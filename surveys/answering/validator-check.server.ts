import { createContext, Script } from "node:vm";
import type { PanelModel, SurveyError, SurveyModel, Question as SurveyQuestion } from "survey-core";
import type { AnswerProblem } from "./check-answers.ts";
import { plainText } from "./plain-text.ts";
import { openQuestionsOf, type Question } from "./survey-page.ts";
import { questionsIn } from "./survey-run.server.ts";

/** Does any question or panel of the Model have more to say of its answers than its own kind does? Most surveys have none. */
export function hasValidators(model: SurveyModel): boolean {
  const questions = model.getAllQuestions(false, false, true);
  return (
    questions.some(({ validators }) => validators.length > 0) ||
    (model.getAllPanels() as PanelModel[]).some(mustBeAnswered) ||
    hasColumns(questions)
  );
}

/** What stands in a group is made only when there is one: whether it has validators is not known before. */
function hasColumns(questions: SurveyQuestion[]): boolean {
  return questions.some((question) =>
    ["matrixdropdown", "matrixdynamic", "paneldynamic", "multipletext"].includes(question.getType()),
  );
}

/**
 * Runs the validators that the definition gives these questions, as survey-core does and in its words or the definition's own. They come
 * after our own checks: they do not know a choice that does not exist. An expression is run for an unanswered question too.
 *
 * @param model holds all that is answered, checked: an expression may look at other questions.
 */
export function validatorProblems(model: SurveyModel, questions: Question[]): AnswerProblem[] {
  const names = new Set(questions.map(({ name }) => name));
  const asked = model.getAllQuestions().filter((question) => names.delete(question.getValueName()));
  return [...problemsAmong(asked, questions), ...panelProblems(model, questions)];
}

function problemsAmong(asked: SurveyQuestion[], questions: Question[]): AnswerProblem[] {
  return questions.flatMap((question): AnswerProblem[] => {
    const own = asked.find((one) => one.getValueName() === question.name);
    if (!own) return [];
    const wrong = firstError(own);
    if (wrong === "endless") return [{ question: question.name, code: "wrong-shape" }];
    if (wrong) return [{ question: question.name, code: "validator", values: { words: plainText(wrong.getText()) } }];
    return (question.parts?.groups ?? []).flatMap((group) =>
      problemsAmong(questionsIn(own, group.key), openQuestionsOf(group)).map((problem) => ({
        question: question.name,
        code: problem.code,
        inner: { group: group.key, problem },
      })),
    );
  });
}

/** A panel that must be answered asks for any one of its questions; told at the first of them. */
function panelProblems(model: SurveyModel, questions: Question[]): AnswerProblem[] {
  const panels = (model.getAllPanels() as PanelModel[]).filter((panel) => panel.isRequired && panel.isVisible);
  return panels.flatMap((panel): AnswerProblem[] => {
    const inside = panel.questions.filter(({ isVisible, isReadOnly }) => isVisible && !isReadOnly);
    const first = questions.find(({ name }) => inside.some((question) => question.getValueName() === name));
    if (!first || inside.some((question) => !question.isEmpty())) return [];
    return [{ question: first.name, code: "none-answered", values: { title: plainText(panel.processedTitle ?? "") } }];
  });
}

function mustBeAnswered(panel: PanelModel): boolean {
  return Boolean(panel.isRequired || panel.requiredIf);
}

function firstError(question: SurveyQuestion): SurveyError | "endless" | null {
  for (const validator of question.validators) {
    let error: SurveyError | null = null;
    const validate = () =>
      validator.validateOnCallback(
        question.value,
        (outcome) => {
          error = outcome?.error ?? null;
        },
        question.processedTitle,
      );
    const result = validator.getType() === "regexvalidator" ? withinTime(validate) : validate();
    if (result === "endless") return result;
    if (validator.notificationType === "error" && (error ?? result?.error)) return error ?? result.error;
  }
  return null;
}

const longestMilliseconds = 50;
const sandbox = createContext({ run: null });
const runIt = new Script("run()");

/**
 * A pattern may take years over a text of thirty letters (`^(a+)+$`), and one answer would then stop the server for everybody. Only a limit
 * of time is sure: which patterns do it cannot be told beforehand.
 */
function withinTime<Outcome>(run: () => Outcome): Outcome | "endless" {
  sandbox.run = run;
  try {
    return runIt.runInContext(sandbox, { timeout: longestMilliseconds });
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return "endless";
    throw fault;
  } finally {
    sandbox.run = null;
  }
}
