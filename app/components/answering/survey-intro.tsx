import type { Audience } from "#db/schema.ts";
import type { AskedPage } from "#surveys/answering/asked-page.server.ts";
import type { DataController } from "#surveys/initiative/data-controller.ts";
import type { Say } from "#surveys/texts.ts";
import { ContactLines } from "./contact-lines.tsx";

interface SurveyIntroProps {
  asked: AskedPage;
  who: { initiative: string; place: string; audience: Audience };
  /** Who answers for the data; null where the initiative has not said. */
  controller: DataController | null;
  /** Of the personal link, without a slash at the end. */
  path: string;
  /** On a screen that people share nobody keeps the link, or comes back to it. */
  shared?: boolean;
  say: Say;
}

/** Who asks, why, how long it takes, who sees the answer and that one may leave it: six short lines before the first question. */
export function SurveyIntro({ asked, who, controller, path, shared = false, say }: SurveyIntroProps) {
  return (
    <div className="intro">
      <p>
        {controller
          ? say("answer:intro.who", { ...who, controller: controller.name })
          : say("answer:intro.who-unnamed", { initiative: who.initiative, place: who.place })}{" "}
        {say(`answer:intro.why-${who.audience}`)}
      </p>
      {asked.survey.description ? <p className="words">{asked.survey.description}</p> : null}
      {shared ? null : <p>{say("answer:intro.time", { count: asked.minutes })}</p>}
      <p>{say("answer:intro.voluntary")}</p>
      <p>
        {say("answer:intro.shown")} {say("answer:intro.never")}
      </p>
      <details>
        <summary>{say("answer:intro.more")}</summary>
        <p>{say("answer:intro.kept")}</p>
        <p>{say("answer:intro.seen")}</p>
        {who.audience === "actor" ? <p>{say("answer:intro.for-organisation")}</p> : null}
        <p>{say("answer:intro.code")}</p>
        {shared ? null : <p>{say("answer:intro.own-link")}</p>}
        <p>{say("answer:intro.no-names")}</p>
        {shared ? null : (
          <p>
            {say("answer:intro.withdraw")}{" "}
            <a href={`${path}/withdraw?lang=${asked.language}`}>{say("answer:thanks.withdraw")}</a>
          </p>
        )}
        {controller ? (
          <>
            <p>{say("answer:intro.contact", { controller: controller.name })}</p>
            <ContactLines controller={controller} />
          </>
        ) : null}
        <p>
          <a href={`${path}/privacy?lang=${asked.language}`}>{say("answer:intro.privacy")}</a>
        </p>
      </details>
    </div>
  );
}
