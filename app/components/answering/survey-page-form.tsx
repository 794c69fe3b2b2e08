import type { AskedPage } from "#surveys/answering/asked-page.server.ts";
import { questionsOf } from "#surveys/answering/survey-page.ts";
import type { Say } from "#surveys/texts.ts";
import { phoneData } from "./phone-data.ts";
import { ProblemSummary } from "./problem-summary.tsx";
import { SurveyBlocks } from "./survey-blocks.tsx";

interface SurveyPageFormProps {
  asked: AskedPage;
  /** Place on the page, from 1, of the first question that an answer has just brought forth; 0 where there is none. */
  firstNew: number;
  say: Say;
  /** With all its buttons, for the phone to take its choice when it turns pages by itself. */
  forThePhone?: boolean;
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
export function SurveyPageForm({ asked, firstNew, say, forThePhone }: SurveyPageFormProps) {
  const { page, number, of } = asked;
  const forward = forwardFrom(asked);
  const ways = forThePhone
    ? (["next", "submit", "back"] as const)
    : number > 1
      ? ([forward, "back"] as const)
      : [forward];
  return (
    <form method="post" action="?" noValidate acceptCharset="utf-8" id={pageFormId} {...phoneData(asked)}>
      {ways.includes("submit") ? <input type="hidden" name="receipt" value={asked.receipt} /> : null}
      <input type="hidden" name="page" value={page.name} />
      <div className="page-top">
        <p className="progress">
          <span>
            <span id="place">{say("answer:progress", { number, of })}</span>
            {asked.minutesLeft ? (
              <span id="left"> · {say("answer:minutes-left", { count: asked.minutesLeft })}</span>
            ) : null}
          </span>
          <progress value={number} max={of} aria-hidden="true" />
        </p>
      </div>
      <ProblemSummary asked={asked} say={say} />
      {page.title ? <h2>{page.title}</h2> : null}
      {page.description ? <p className="words">{page.description}</p> : null}
      {questionsOf(page).some(({ forOrganisation }) => forOrganisation) ? (
        <p className="notice">{say("answer:for-organisation.what")}</p>
      ) : null}
      <div id="blocks">
        <SurveyBlocks asked={asked} firstNew={firstNew} say={say} />
      </div>
      {ways.includes("submit") ? (
        <p className="quiet" data-when="submit">
          {say("answer:submit-note")}
        </p>
      ) : null}
      <div className="buttons">
        {ways.map((way) => (
          <button
            key={way}
            className={way === "back" ? "button second" : "button"}
            name="action"
            value={way}
            data-when={way}
          >
            {say(`answer:${way}`)}
          </button>
        ))}
      </div>
      <p className="quiet kept" role="status" id="kept" />
    </form>
  );
}
