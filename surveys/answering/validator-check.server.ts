import { createContext, Script } from "node:vm";
import type { SurveyError, SurveyModel, Question as SurveyQuestion } from "survey-core";
import type { AnswerProblem } from "./check-answers.ts";
import { plainText } from "./question-reader.server.ts";
import type { Answers, Question } from "./survey-page.ts";

/** Does any question of the Model have validators (a range, a pattern, an expression)? Most surveys have none. */
export function hasValidators(model: SurveyModel): boolean {
  return model.getAllQuestions().some((question) => question.validators.length > 0);
}

/**
 * Runs the validators that the definition gives these questions, as survey-core does and in its words or the definition's own. They come
 * after our own checks: they do not know a choice that does not exist. An expression is run for an unanswered question too.
 *
 * @param answers all that is answered, checked: an expression may look at other questions.
 */
export function validatorProblems(model: SurveyModel, questions: Question[], answers: Answers): AnswerProblem[] {
  model.data = structuredClone(answers);
  return questions.flatMap(({ name }): AnswerProblem[] => {
    const question = model.getQuestionByValueName(name);
    const wrong = question ? firstError(question) : null;
    if (wrong === "endless") return [{ question: name, code: "wrong-shape" }];
    return wrong ? [{ question: name, code: "validator", values: { words: plainText(wrong.getText()) } }] : [];
  });
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
