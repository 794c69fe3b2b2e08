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
  return questions.flatMap(({ name }) => {
    const question = model.getQuestionByValueName(name);
    const wrong = question ? firstError(question) : null;
    return wrong ? [{ question: name, code: "validator", values: { words: plainText(wrong.getText()) } }] : [];
  });
}

function firstError(question: SurveyQuestion): SurveyError | null {
  for (const validator of question.validators) {
    let error: SurveyError | null = null;
    const result = validator.validateOnCallback(
      question.value,
      (outcome) => {
        error = outcome?.error ?? null;
      },
      question.processedTitle,
    );
    if (validator.notificationType === "error" && (error ?? result?.error)) return error ?? result.error;
  }
  return null;
}
