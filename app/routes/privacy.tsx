import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PrivacyText } from "#app/components/answering/privacy-text.tsx";
import { respondentLinks } from "#app/components/answering/respondent-page.ts";
import { statementLanguageIn } from "#app/texts/asked-language.server.ts";
import { sayToRespondent } from "#app/texts/respondent-texts.ts";

export const handle = { plain: true };
export const links = respondentLinks;
export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: shown ? sayToRespondent(shown.language)("trust:privacy.title") : "Ringvirk" },
];

export function loader({ request }: LoaderFunctionArgs) {
  return { language: statementLanguageIn(request) };
}

export default function PrivacyPage() {
  const { language } = useLoaderData<typeof loader>();
  return <PrivacyText say={sayToRespondent(language)} />;
}
