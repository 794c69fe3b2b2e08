import type { Audience } from "#db/schema.ts";
import type { AskedPage } from "#surveys/answering/answering.server.ts";
import type { Say } from "#surveys/texts.ts";

interface SurveyIntroProps {
  asked: AskedPage;
  who: { initiative: string; place: string; audience: Audience };
  say: Say;
}

/** Who asks, how long it takes, and what becomes of the answer: before the first question, in few words. */
export function SurveyIntro({ asked, who, say }: SurveyIntroProps) {
  return (
    <div className="intro">
      <p>{say(`answer:intro.who-${who.audience}`, { initiative: who.initiative, place: who.place })}</p>
      {asked.survey.description ? <p className="words">{asked.survey.description}</p> : null}
      <p>{say("answer:intro.time", { count: asked.minutes })}</p>
      <p>{say("answer:intro.voluntary")}</p>
      <details>
        <summary>{say("answer:intro.anonymous-title")}</summary>
        <p>{say("answer:intro.anonymous")}</p>
        {who.audience === "actor" ? <p>{say("answer:intro.for-organisation")}</p> : null}
        <p>{say("answer:intro.anonymous-text")}</p>
        <p>{say("answer:intro.linked")}</p>
      </details>
    </div>
  );
}
