import type { Say } from "#surveys/texts.ts";
import { RespondentFrame } from "./respondent-frame.tsx";

interface WithdrawFormProps {
  initiative: string;
  /** The link key still lives: answers can be found and deleted. */
  findable: boolean;
  /** Came by an open link: nobody who was written to, with this one answer. */
  isVisitor: boolean;
  /** Of the personal link. */
  path: string;
  /** Under which name answers may wait on the phone: they go with the rest. */
  phoneKey: string;
  say: Say;
}

/** What withdrawing means, and the button. It looks the same whether anything was answered or not. */
export function WithdrawForm({ initiative, findable, isVisitor, path, phoneKey, say }: WithdrawFormProps) {
  return (
    <RespondentFrame phone={{ key: phoneKey, say }}>
      <h1>{say("answer:withdraw.title")}</h1>
      <p>{say("answer:withdraw.lead", { initiative })}</p>
      <ul>
        {(isVisitor ? ["sent", "draft", "for-good"] : ["contact", "draft", "mails", "for-good"]).map((fact) => (
          <li key={fact}>{say(`answer:withdraw.${fact}`)}</li>
        ))}
      </ul>
      <form method="post">
        {findable && !isVisitor ? (
          <fieldset className="question">
            <legend>{say("answer:withdraw.which")}</legend>
            <div className="choices">
              {["this-survey", "everything"].map((scope) => (
                <label className="choice" key={scope}>
                  <input type="radio" name="scope" value={scope} defaultChecked={scope === "this-survey"} />
                  <span>{say(`answer:withdraw.${scope}`, { initiative })}</span>
                </label>
              ))}
            </div>
          </fieldset>
        ) : null}
        {findable ? null : <p className="notice">{say("answer:withdraw.no-key")}</p>}
        <div className="intro">
          <details>
            <summary>{say("answer:withdraw.more")}</summary>
            {isVisitor ? null : <p>{say("answer:withdraw.left")}</p>}
            <p>{say("answer:withdraw.figures")}</p>
            <p>{say("answer:withdraw.copies")}</p>
          </details>
        </div>
        <div className="buttons">
          <button className="button">{say("answer:withdraw.button")}</button>
        </div>
      </form>
      <p>
        <a href={path}>{say("answer:withdraw.back")}</a>
      </p>
      {isVisitor ? null : (
        <p>
          <a href={`${path}/stop`}>{say("answer:withdraw.mails-only")}</a>
        </p>
      )}
    </RespondentFrame>
  );
}
