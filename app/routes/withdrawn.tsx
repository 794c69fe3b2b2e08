import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RespondentFrame } from "#app/components/answering/respondent-frame.tsx";
import { personalHeaders, respondentLinks } from "#app/components/answering/respondent-page.ts";
import { languageIn } from "#app/texts/asked-language.server.ts";
import { sayToRespondent } from "#app/texts/respondent-texts.ts";

export const handle = { plain: true };
export const links = respondentLinks;
export const headers = personalHeaders;
export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: shown ? sayToRespondent(shown.language)("answer:withdraw.done-title") : "Ringvirk" },
];

/** After withdrawing. The same for everybody: it reads nothing but the language. */
export function loader({ request }: LoaderFunctionArgs) {
  return { language: languageIn(request) };
}

export default function WithdrawnPage() {
  const { language } = useLoaderData<typeof loader>();
  const say = sayToRespondent(language);
  return (
    <RespondentFrame finished>
      <h1>{say("answer:withdraw.done-title")}</h1>
      <p>{say("answer:withdraw.done")}</p>
      <p>{say("answer:withdraw.done-close")}</p>
    </RespondentFrame>
  );
}
