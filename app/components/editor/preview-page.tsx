import { LanguageSwitch } from "#app/components/answering/language-switch.tsx";
import { RespondentFrame } from "#app/components/answering/respondent-frame.tsx";
import { SurveyIntro } from "#app/components/answering/survey-intro.tsx";
import { DefaultButton, pageFormId, SurveyPageForm } from "#app/components/answering/survey-page-form.tsx";
import { sayToRespondent } from "#app/texts/respondent-texts.ts";
import { sayIn } from "#app/texts/texts.ts";
import type { Audience, LanguageCode } from "#db/schema.ts";
import type { Preview } from "#surveys/answering/preview.server.ts";
import type { DataController } from "#surveys/initiative/data-controller.ts";
import { isProblem, type Problem } from "#surveys/problem.ts";
import { respondentLanguageCodes, respondentLanguages } from "#surveys/respondent-language.ts";

interface PreviewPageProps {
  preview: Preview | Problem;
  who: { initiative: string; place: string; audience: Audience };
  controller: DataController | null;
  /** Language of the one who makes the survey. */
  reader: LanguageCode;
}

/** The very page a citizen would meet, under a bar that says that it is only tried out. */
export function PreviewPage({ preview, who, controller, reader }: PreviewPageProps) {
  const say = sayIn(reader);
  if (isProblem(preview)) {
    return (
      <RespondentFrame>
        <p lang={reader} dir="ltr" className="notice">
          {say(
            preview.problem === "definition.no-questions" ? "editor:preview.empty" : `problem:${preview.problem}`,
            preview.values,
          )}
        </p>
      </RespondentFrame>
    );
  }
  const { asked, state, sent, firstNew, isHidden } = preview;
  const sayAsked = sayToRespondent(asked.language);
  return (
    <RespondentFrame
      languages={
        <>
          <DefaultButton asked={asked} />
          <LanguageSwitch asked={asked} say={sayAsked} />
        </>
      }
    >
      <PreviewBar preview={preview} reader={reader} />
      <input type="hidden" form={pageFormId} name="preview-state" value={JSON.stringify(state)} />
      {sent ? (
        <p className="notice" role="status" lang={reader} dir="ltr">
          {say("editor:preview.sent")}
        </p>
      ) : null}
      {isHidden ? (
        <p className="notice" lang={reader} dir="ltr">
          {say("editor:preview.hidden")}
        </p>
      ) : null}
      <h1>{asked.survey.title || who.initiative}</h1>
      {asked.number === 1 && asked.problems.length === 0 ? (
        <SurveyIntro asked={asked} who={who} controller={controller} path="" say={sayAsked} />
      ) : null}
      <SurveyPageForm asked={asked} firstNew={firstNew} say={sayAsked} />
    </RespondentFrame>
  );
}

/** Pages, language and wave to choose between; the buttons belong to the page's own form, so that what is answered comes along. */
function PreviewBar({ preview: { asked, pages, state }, reader }: { preview: Preview; reader: LanguageCode }) {
  const say = sayIn(reader);
  return (
    <details className="notice preview-bar" lang={reader} dir="ltr">
      <summary>{say("editor:preview.banner")}</summary>
      <p>{say("editor:preview.page")}</p>
      <p className="preview-bar__buttons">
        {pages.map((title, i) => (
          <button
            key={`${i} ${title}`}
            className="link-button"
            form={pageFormId}
            name="preview"
            value={`page:${i + 1}`}
            aria-current={i + 1 === asked.number ? "page" : undefined}
          >
            {i + 1}. {title}
          </button>
        ))}
      </p>
      <p>{say("editor:preview.language")}</p>
      <p className="preview-bar__buttons">
        {respondentLanguageCodes.map((code) => (
          <button
            key={code}
            className="link-button"
            form={pageFormId}
            name="preview"
            value={`language:${code}`}
            lang={code}
            aria-current={code === state.language ? "true" : undefined}
          >
            {respondentLanguages[code].ownName}
          </button>
        ))}
      </p>
      <p>{say("editor:preview.wave")}</p>
      <p className="preview-bar__buttons">
        {([0, 1] as const).map((wave) => (
          <button
            key={wave}
            className="link-button"
            form={pageFormId}
            name="preview"
            value={`wave:${wave}`}
            aria-current={wave === state.wave ? "true" : undefined}
          >
            {say(`editor:preview.wave-${wave}`)}
          </button>
        ))}
      </p>
    </details>
  );
}
