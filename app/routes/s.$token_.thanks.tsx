import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RespondentFrame } from "#app/components/answering/respondent-frame.tsx";
import { personalHeaders, respondentLinks } from "#app/components/answering/respondent-page.ts";
import { sayToRespondent } from "#app/texts/respondent-texts.ts";
import { findRespondent } from "#surveys/answering/respondent.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { isRespondentLanguage } from "#surveys/respondent-language.ts";

export const handle = { plain: true };
export const links = respondentLinks;
export const headers = personalHeaders;
export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: shown ? sayToRespondent(shown.language)("answer:thanks.title") : "Ringvirk" },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const respondent = await findRespondent(context.db, params.token as string);
  if (isProblem(respondent) || !respondent.answered) throw redirect(`/s/${params.token}`);
  const answeredIn = new URL(request.url).searchParams.get("lang");
  return { language: isRespondentLanguage(answeredIn) ? answeredIn : respondent.language, place: respondent.place };
}

export default function ThanksPage() {
  const { language, place } = useLoaderData<typeof loader>();
  const say = sayToRespondent(language);
  return (
    <RespondentFrame>
      <h1>{say("answer:thanks.title")}</h1>
      <p>{say("answer:thanks.what")}</p>
      <p>{say("answer:thanks.next", { place })}</p>
    </RespondentFrame>
  );
}
