import { type AppLoadContext, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useParams, useSearchParams } from "@remix-run/react";
import type { PostedAnswers } from "#app/answer-post.ts";
import { KioskBar } from "#app/components/answering/kiosk-page.tsx";
import { LanguageSwitch } from "#app/components/answering/language-switch.tsx";
import { PagesForThePhone } from "#app/components/answering/pages-for-the-phone.tsx";
import { RefusedPage, refusedKey } from "#app/components/answering/refused-page.tsx";
import { RespondentFrame } from "#app/components/answering/respondent-frame.tsx";
import { personalHeaders, respondentLinks } from "#app/components/answering/respondent-page.ts";
import { SurveyIntro } from "#app/components/answering/survey-intro.tsx";
import { DefaultButton, SurveyPageForm } from "#app/components/answering/survey-page-form.tsx";
import { languageIn } from "#app/texts/asked-language.server.ts";
import { sayToRespondent } from "#app/texts/respondent-texts.ts";
import type { RespondentLanguage } from "#db/schema.ts";
import { type AskedPage, showPage, showPagesForThePhone } from "#surveys/answering/asked-page.server.ts";
import { findRespondent, type Respondent } from "#surveys/answering/respondent.server.ts";
import { waitingKey } from "#surveys/fieldwork/invitation-token.ts";
import { dataControllerOf } from "#surveys/initiative/data-controller.server.ts";
import type { DataController } from "#surveys/initiative/data-controller.ts";
import { isProblem, type Problem, problem, problems } from "#surveys/problem.ts";

type Shown =
  | {
      kind: "page";
      language: RespondentLanguage;
      phoneKey: string;
      asked: AskedPage;
      who: Who;
      controller: DataController | null;
      kiosk: Kiosk;
      notStored: boolean;
    }
  | { kind: "all"; language: RespondentLanguage; pages: AskedPage[] }
  | { kind: "refused"; language: RespondentLanguage; phoneKey: string; problem: Problem; kiosk: string | null };
type Who = { initiative: string; place: string; audience: Respondent["audience"] };
type Kiosk = { name: string } | null;

export const handle = { plain: true };
export const links = respondentLinks;
export const headers = personalHeaders;

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => {
  if (!shown) return [{ title: "Ringvirk" }];
  const say = sayToRespondent(shown.language);
  if (shown.kind === "all") return [];
  if (shown.kind === "refused") return [{ title: say(`answer:refused.${refusedKey(shown.problem)}.title`) }];
  const { survey, number, of, problems: wrong } = shown.asked;
  const key = wrong.length > 0 ? "answer:page-title-problem" : "answer:page-title";
  return [{ title: say(key, { survey: survey.title || shown.who.initiative, number, of }) }];
};

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const token = params.token as string;
  const phoneKey = waitingKey(token);
  if (context.posted) return showPosted(context.posted, phoneKey);
  const respondent = await findRespondent(context.db, token, context.clock());
  const leftAt = context.leftKiosk.leftAt(token);
  if (isProblem(respondent)) {
    return refuse(leftAt === null ? respondent : problem("answer.left"), languageIn(request), phoneKey, leftAt);
  }
  const kiosk = respondent.openLink?.kiosk ? respondent.openLink.name : null;
  if (kiosk !== null && leftAt !== null) return refuse(problem("answer.left"), respondent.language, phoneKey, kiosk);
  const search = new URL(request.url).searchParams;
  if (search.get("pages") === "all")
    return showAll(await showPagesForThePhone(context, respondent), respondent, phoneKey);
  const wanted = Number.parseInt(search.get("page") ?? "", 10);
  const asked = await showPage(context, respondent, wanted || null, search.get("because") === "problems");
  if (isProblem(asked)) return refuse(asked, languageIn(request, respondent.language), phoneKey, kiosk);
  return data(pageOf(asked, respondent, phoneKey, await controllerFor(context, asked, respondent)));
}

function showAll(pages: AskedPage[] | Problem, respondent: Respondent, phoneKey: string) {
  if (isProblem(pages)) return refuse(pages, respondent.language, phoneKey);
  const shown: Shown = { kind: "all", language: pages[0]?.language ?? respondent.language, pages };
  return data(shown);
}

/** Only the first page says who asks. */
async function controllerFor({ db }: Pick<AppLoadContext, "db">, asked: AskedPage, { initiativeId }: Respondent) {
  return asked.number === 1 ? dataControllerOf(db, initiativeId) : null;
}

/** A page that `app/answer-post.ts` could not take. */
function showPosted(posted: PostedAnswers, phoneKey: string) {
  if (isProblem(posted)) throw data(null, { status: problems[posted.problem] });
  const { asked, respondent, because } = posted;
  const notStored = because === "not-stored";
  const status = because === "look" ? 200 : problems[notStored ? "answer.not-stored" : "answer.invalid"];
  return data(pageOf(asked, respondent, phoneKey, null, notStored), { status });
}

function pageOf(
  asked: AskedPage,
  respondent: Respondent,
  phoneKey: string,
  controller: DataController | null,
  notStored = false,
): Shown {
  const who = { initiative: respondent.initiativeName, place: respondent.place, audience: respondent.audience };
  const kiosk = respondent.openLink?.kiosk ? { name: respondent.openLink.name } : null;
  return { kind: "page", language: asked.language, phoneKey, asked, who, controller, kiosk, notStored };
}

function refuse(refused: Problem, language: RespondentLanguage, phoneKey: string, kiosk: string | null = null) {
  const shown: Shown = { kind: "refused", language, phoneKey, problem: refused, kiosk };
  return data(shown, { status: problems[refused.problem] });
}

export default function AnswerPage() {
  const shown = useLoaderData<typeof loader>() as Shown;
  const [search] = useSearchParams();
  const token = useParams().token ?? "";
  const path = `/s/${token}`;
  if (shown.kind === "refused") return <RefusedPage {...shown} path={path} />;
  if (shown.kind === "all") return <PagesForThePhone pages={shown.pages} say={sayToRespondent(shown.language)} />;
  const { asked, who, controller, kiosk, language, notStored } = shown;
  const say = sayToRespondent(language);
  const isLast = search.get("because") === "last-page" && asked.problems.length === 0;
  const firstNew = asked.problems.length === 0 ? Number(search.get("new")) : 0;
  return (
    <RespondentFrame
      shared={kiosk !== null}
      // A screen that many people use keeps nothing of anybody.
      phone={kiosk ? undefined : { key: shown.phoneKey, say }}
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
        <SurveyIntro asked={asked} who={who} controller={controller} path={path} shared={kiosk !== null} say={say} />
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
