import { type AppLoadContext, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useParams, useSearchParams } from "@remix-run/react";
import type { PostedAnswers } from "#app/answer-post.ts";
import { KioskBar } from "#app/components/answering/kiosk-page.tsx";
import { LanguageSwitch } from "#app/components/answering/language-switch.tsx";
import { RefusedPage, refusedKey } from "#app/components/answering/refused-page.tsx";
import { RespondentFrame } from "#app/components/answering/respondent-frame.tsx";
import { personalHeaders, respondentLinks } from "#app/components/answering/respondent-page.ts";
import { SurveyIntro } from "#app/components/answering/survey-intro.tsx";
import { DefaultButton, SurveyPageForm } from "#app/components/answering/survey-page-form.tsx";
import { languageIn } from "#app/texts/asked-language.server.ts";
import { sayToRespondent } from "#app/texts/respondent-texts.ts";
import type { RespondentLanguage } from "#db/schema.ts";
import { type AskedPage, showPage } from "#surveys/answering/answering.server.ts";
import { findRespondent, type Respondent } from "#surveys/answering/respondent.server.ts";
import { dataControllerOf } from "#surveys/initiative/data-controller.server.ts";
import type { DataController } from "#surveys/initiative/data-controller.ts";
import { isProblem, type Problem, problem, problems } from "#surveys/problem.ts";

type Shown =
  | {
      kind: "page";
      language: RespondentLanguage;
      asked: AskedPage;
      who: Who;
      controller: DataController | null;
      kiosk: Kiosk;
      notStored: boolean;
    }
  | { kind: "refused"; language: RespondentLanguage; problem: Problem };
type Who = { initiative: string; place: string; audience: Respondent["audience"] };
type Kiosk = { name: string } | null;

export const handle = { plain: true };
export const links = respondentLinks;
export const headers = personalHeaders;

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => {
  if (!shown) return [{ title: "Ringvirk" }];
  const say = sayToRespondent(shown.language);
  if (shown.kind === "refused") return [{ title: say(`answer:refused.${refusedKey(shown.problem)}.title`) }];
  const { survey, number, of, problems: wrong } = shown.asked;
  const key = wrong.length > 0 ? "answer:page-title-problem" : "answer:page-title";
  return [{ title: say(key, { survey: survey.title || shown.who.initiative, number, of }) }];
};

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  if (context.posted) return showPosted(context.posted);
  const respondent = await findRespondent(context.db, params.token as string);
  if (isProblem(respondent)) return refuse(respondent, languageIn(request));
  if (respondent.openLink?.kiosk && context.leftKiosk.isLeft(params.token as string)) {
    return refuse(problem("answer.left"), respondent.language);
  }
  const search = new URL(request.url).searchParams;
  const wanted = Number.parseInt(search.get("page") ?? "", 10);
  const asked = await showPage(context, respondent, wanted || null, search.get("because") === "problems");
  if (isProblem(asked)) return refuse(asked, languageIn(request, respondent.language));
  return data(pageOf(asked, respondent, await controllerFor(context, asked, respondent)));
}

/** Only the first page says who asks. */
async function controllerFor({ db }: Pick<AppLoadContext, "db">, asked: AskedPage, { initiativeId }: Respondent) {
  return asked.number === 1 ? dataControllerOf(db, initiativeId) : null;
}

/** A page that `app/answer-post.ts` could not take. */
function showPosted(posted: PostedAnswers) {
  if (isProblem(posted)) throw data(null, { status: problems[posted.problem] });
  const { asked, respondent, because } = posted;
  const notStored = because === "not-stored";
  const status = because === "look" ? 200 : problems[notStored ? "answer.not-stored" : "answer.invalid"];
  return data(pageOf(asked, respondent, null, notStored), { status });
}

function pageOf(asked: AskedPage, respondent: Respondent, controller: DataController | null, notStored = false): Shown {
  const who = { initiative: respondent.initiativeName, place: respondent.place, audience: respondent.audience };
  const kiosk = respondent.openLink?.kiosk ? { name: respondent.openLink.name } : null;
  return { kind: "page", language: asked.language, asked, who, controller, kiosk, notStored };
}

function refuse(refused: Problem, language: RespondentLanguage) {
  const shown: Shown = { kind: "refused", language, problem: refused };
  return data(shown, { status: problems[refused.problem] });
}

export default function AnswerPage() {
  const shown = useLoaderData<typeof loader>() as Shown;
  const [search] = useSearchParams();
  const token = useParams().token ?? "";
  const path = `/s/${token}`;
  if (shown.kind === "refused") return <RefusedPage problem={shown.problem} language={shown.language} path={path} />;
  const { asked, who, controller, kiosk, language, notStored } = shown;
  const say = sayToRespondent(language);
  const isLast = search.get("because") === "last-page" && asked.problems.length === 0;
  const firstNew = asked.problems.length === 0 ? Number(search.get("new")) : 0;
  return (
    <RespondentFrame
      languages={
        <>
          <DefaultButton asked={asked} />
          <LanguageSwitch asked={asked} say={say} />
        </>
      }
    >
      <h1>{asked.survey.title || who.initiative}</h1>
      {notStored ? (
        <p className="problem-summary" role="alert">
          {say("answer:notice.not-stored")}
        </p>
      ) : null}
      {asked.number === 1 && asked.problems.length === 0 && !notStored ? (
        <SurveyIntro asked={asked} who={who} controller={controller} path={path} say={say} />
      ) : null}
      {isLast ? (
        <p className="notice" role="status">
          {say("answer:notice.last-page")}
        </p>
      ) : null}
      <SurveyPageForm asked={asked} firstNew={firstNew} say={say} />
      {kiosk ? <KioskBar name={kiosk.name} token={token} say={say} /> : null}
    </RespondentFrame>
  );
}
