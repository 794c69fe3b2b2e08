import type { ReactNode } from "react";
import type { AnswerProblem } from "#surveys/answering/check-answers.ts";
import type { Answers, Question } from "#surveys/answering/survey-page.ts";
import { directionOf } from "#surveys/respondent-language.ts";
import type { Say } from "#surveys/texts.ts";

export interface FieldProps {
  /** Of the first control, so that a link in the problem summary lands on it. */
  id: string;
  question: Question;
  /** What the person has answered or typed, by question name. */
  answers: Answers;
  /** What is wrong with the question itself. */
  problem: AnswerProblem | undefined;
  /** That, and what is wrong with the questions inside it. */
  problems: AnswerProblem[];
  say: Say;
}

/** Of the question that it is about, however deep inside. */
export function problemWords(problem: AnswerProblem, say: Say): string {
  if (problem.inner) return problemWords(problem.inner.problem, say);
  return say(`answer:problem.${problem.code}`, { question: problem.question, ...problem.values });
}

/** Ids of what describes a field, for aria-describedby. */
export function describedBy({ id, question, problem }: FieldProps, hint?: string): string | undefined {
  const ids = [
    question.forOrganisation && `${id}-for`,
    question.description && `${id}-more`,
    hint && `${id}-hint`,
    question.readOnly && `${id}-fixed`,
    problem && `${id}-problem`,
  ];
  return ids.filter(Boolean).join(" ") || undefined;
}

/** Title of a question with its "must be answered". */
function QuestionTitle({ question, say }: Pick<FieldProps, "question" | "say">) {
  return (
    <>
      {question.language ? (
        <span lang={question.language} dir={directionOf(question.language)}>
          {question.title}
        </span>
      ) : (
        question.title
      )}
      {question.required ? <span className="required"> ({say("answer:required")})</span> : null}
    </>
  );
}

/** What stands between the title and the controls: for whom it is answered, description, hint, problem. */
function QuestionNotes({ field, hint }: { field: FieldProps; hint?: string }) {
  const { id, question, problem, say } = field;
  return (
    <>
      {question.forOrganisation ? (
        <p className="more" id={`${id}-for`}>
          {say("answer:for-organisation.mark")}
        </p>
      ) : null}
      {question.description ? (
        <p className="more words" id={`${id}-more`}>
          {question.description}
        </p>
      ) : null}
      {hint ? (
        <p className="more" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {question.readOnly ? (
        <p className="more" id={`${id}-fixed`}>
          {say("answer:read-only")}
        </p>
      ) : null}
      {problem ? (
        <p className="problem" id={`${id}-problem`}>
          {problemWords(problem, say)}
        </p>
      ) : null}
    </>
  );
}

interface GroupProps {
  field: FieldProps;
  hint?: string;
  children: ReactNode;
}

/** A question of several controls: a fieldset named by its title. */
export function QuestionGroup({ field, hint, children }: GroupProps) {
  return (
    <fieldset
      className={questionClass(field)}
      aria-describedby={describedBy(field, hint)}
      disabled={field.question.readOnly}
    >
      <legend>
        <QuestionTitle {...field} />
      </legend>
      <QuestionNotes field={field} hint={hint} />
      {children}
    </fieldset>
  );
}

/** A question of one control: a label named by its title. */
export function QuestionSingle({ field, hint, children }: GroupProps) {
  return (
    <div className={questionClass(field)}>
      <label htmlFor={field.id}>
        <QuestionTitle {...field} />
      </label>
      <QuestionNotes field={field} hint={hint} />
      {children}
    </div>
  );
}

function questionClass({ problem }: FieldProps): string {
  return problem ? "question bad" : "question";
}
