import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useParams } from "@remix-run/react";
import { LanguageLinks } from "#app/components/answering/language-links.tsx";
import { RefusedPage } from "#app/components/answering/refused-page.tsx";
import { RespondentFrame } from "#app/components/answering/respondent-frame.tsx";
import { personalHeaders, respondentLinks } from "#app/components/answering/respondent-page.ts";
import { languageIn } from "#app/texts/asked-language.server.ts";
import { sayToRespondent } from "#app/texts/respondent-texts.ts";
import { stopMails } from "#surveys/answering/opt-out.server.ts";
import { findRespondent, refusalOf } from "#surveys/answering/respondent.server.ts";
import { isProblem, problems } from "#surveys/problem.ts";

export const handle = { plain: true };
export const links = respondentLinks;
export const headers = personalHeaders;
export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: shown ? sayToRespondent(shown.language)("answer:stop.title") : "Ringvirk" },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const respondent = await findRespondent(context.db, params.token as string, context.clock());
  if (isProblem(respondent)) {
    const language = await languageIn(request);
    return data(
      { language, problem: respondent, initiative: "", canAnswer: false },
      { status: problems[respondent.problem] },
    );
  }
  const canAnswer = refusalOf(respondent) === null;
  return data({
    language: languageIn(request, respondent.language),
    problem: null,
    initiative: respondent.initiativeName,
    canAnswer,
  });
}

/** The button of the page, or a mail program's one click (RFC 8058): any POST means stop. */
export async function action({ params, context }: ActionFunctionArgs) {
  const refused = await stopMails(context.db, params.token as string);
  return data({ stopped: refused === null }, { status: refused ? problems[refused.problem] : 200 });
}

export default function StopPage() {
  const { language, problem, initiative, canAnswer } = useLoaderData<typeof loader>();
  const stopped = useActionData<typeof action>()?.stopped === true;
  const { token } = useParams();
  const say = sayToRespondent(language);
  if (problem) return <RefusedPage problem={problem} language={language} />;
  return (
    <RespondentFrame languages={<LanguageLinks language={language} say={say} />}>
      <h1>{say(stopped ? "answer:stop.done-title" : "answer:stop.title")}</h1>
      <p>{say(stopped ? "answer:stop.done" : "answer:stop.what", { initiative })}</p>
      {stopped ? null : (
        <form method="post">
          <button className="button">{say("answer:stop.button")}</button>
        </form>
      )}
      <p>
        <a href={`/s/${token}/withdraw`}>{say("answer:stop.withdraw")}</a>
      </p>
      {stopped && canAnswer ? (
        <p>
          <a href={`/s/${token}`}>{say("answer:stop.answer-anyway")}</a>
        </p>
      ) : null}
    </RespondentFrame>
  );
}
