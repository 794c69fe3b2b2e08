import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { KioskReturn } from "#app/components/answering/kiosk-page.tsx";
import { LanguageLinks } from "#app/components/answering/language-links.tsx";
import { RespondentFrame } from "#app/components/answering/respondent-frame.tsx";
import { personalHeaders, respondentLinks } from "#app/components/answering/respondent-page.ts";
import { languageIn } from "#app/texts/asked-language.server.ts";
import { dayForRespondent, sayToRespondent } from "#app/texts/respondent-texts.ts";
import { findRespondent } from "#surveys/answering/respondent.server.ts";
import { waitingKey } from "#surveys/fieldwork/invitation-token.ts";
import { publicPath } from "#surveys/initiative/publication.server.ts";
import { isProblem } from "#surveys/problem.ts";

export const handle = { plain: true };
export const links = respondentLinks;
export const headers = personalHeaders;
export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: shown ? sayToRespondent(shown.language)("answer:thanks.title") : "Ringvirk" },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const respondent = await findRespondent(context.db, params.token as string, context.clock());
  if (isProblem(respondent) || !respondent.answered) throw redirect(`/s/${params.token}`);
  return {
    language: languageIn(request, respondent.language),
    place: respondent.place,
    closesOn: respondent.waveState === "open" ? respondent.closesOn : null,
    path: `/s/${params.token}`,
    results: await publicPath(context.db, respondent.initiativeId),
    kiosk: respondent.openLink?.kiosk ? respondent.openLink.name : null,
    phoneKey: waitingKey(params.token as string),
  };
}

export default function ThanksPage() {
  const { language, place, closesOn, path, results, kiosk, phoneKey } = useLoaderData<typeof loader>();
  const say = sayToRespondent(language);
  return (
    <RespondentFrame
      finished
      shared={kiosk !== null}
      phone={{ key: phoneKey, say }}
      languages={<LanguageLinks language={language} say={say} />}
    >
      <h1>{say("answer:thanks.title")}</h1>
      <p>{say("answer:thanks.what")}</p>
      {kiosk ? (
        <KioskReturn name={kiosk} say={say} />
      ) : (
        <>
          <h2>{say("answer:thanks.next-title")}</h2>
          {closesOn ? <p>{say("answer:thanks.open-until", { day: dayForRespondent(closesOn, language) })}</p> : null}
          <p>{say("answer:thanks.next", { place })}</p>
          {results ? (
            <p>
              <a href={`${results}?lang=${language}`}>{say("answer:thanks.results")}</a>
            </p>
          ) : (
            <p>{say("answer:thanks.results-later")}</p>
          )}
          <h2>{say("answer:thanks.withdraw-title")}</h2>
          <p>{say("answer:thanks.keep-link")}</p>
          <p>
            <a href={`${path}/withdraw?lang=${language}`}>{say("answer:thanks.withdraw")}</a>
          </p>
        </>
      )}
    </RespondentFrame>
  );
}
