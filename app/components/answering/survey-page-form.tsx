import type { AskedPage } from "#surveys/answering/answering.server.ts";
import { questionsOf } from "#surveys/answering/survey-page.ts";
import type { Say } from "#surveys/texts.ts";
import { WordsBlock } from "./page-blocks.tsx";
import { ProblemSummary } from "./problem-summary.tsx";
import { QuestionField } from "./question-field.tsx";

interface SurveyPageFormProps {
  asked: AskedPage;
  /** Place on the page, from 1, of the first question that an answer has just brought forth; 0 where there is none. */
  firstNew: number;
  say: Say;
}

/** Its buttons need not stand in it: those of the languages come first on the page. */
export const pageFormId = "questions";

/** The button that Enter in a text field presses: the first of a form is it, and that shall not be a language. It stands before all others. */
export function DefaultButton({ asked }: Pick<SurveyPageFormProps, "asked">) {
  return (
    <button
      className="default-button"
      form={pageFormId}
      name="action"
      value={forwardFrom(asked)}
      tabIndex={-1}
      aria-hidden="true"
    />
  );
}

function forwardFrom({ number, of }: AskedPage): "next" | "submit" {
  return number < of ? "next" : "submit";
}

/** One page of the survey as a plain form: it works with a browser's own controls alone. */
export function SurveyPageForm({ asked, firstNew, say }: SurveyPageFormProps) {
  const { page, number, of } = asked;
  const forward = forwardFrom(asked);
  let questionNumber = 0;
  return (
    <form method="post" action="?" noValidate acceptCharset="utf-8" id={pageFormId}>
      <input type="hidden" name="page" value={page.name} />
      <div className="page-top">
        <p className="progress">
          <span>{say("answer:progress", { number, of })}</span>
          <progress value={number} max={of} aria-hidden="true" />
        </p>
      </div>
      <ProblemSummary asked={asked} say={say} />
      {page.title ? <h2>{page.title}</h2> : null}
      {page.description ? <p className="words">{page.description}</p> : null}
      {questionsOf(page).some(({ forOrganisation }) => forOrganisation) ? (
        <p className="notice">{say("answer:for-organisation.what")}</p>
      ) : null}
      {page.blocks.map((block, i) => {
        if (block.kind !== "question") return <WordsBlock key={i} block={block} say={say} />;
        questionNumber += 1;
        return (
          <div key={block.question.name} id={`question-${questionNumber}`}>
            {questionNumber === firstNew ? (
              <p className="notice" role="status">
                {say("answer:notice.more-questions")}
              </p>
            ) : null}
            <QuestionField
              id={`q${questionNumber}`}
              question={block.question}
              answers={asked.answers}
              problems={asked.problems.filter((problem) => problem.question === block.question.name)}
              say={say}
            />
          </div>
        );
      })}
      {forward === "submit" ? <p className="quiet">{say("answer:submit-note")}</p> : null}
      <div className="buttons">
        <button className="button" name="action" value={forward}>
          {say(`answer:${forward}`)}
        </button>
        {number > 1 ? (
          <button className="button second" name="action" value="back">
            {say("answer:back")}
          </button>
        ) : null}
      </div>
    </form>
  );
}
