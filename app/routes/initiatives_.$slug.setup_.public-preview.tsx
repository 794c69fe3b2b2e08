import type { HeadersFunction, LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { personalHeaders, respondentLinks } from "#app/components/answering/respondent-page.ts";
import publicPageCss from "#app/components/public/public-page.css?url";
import { PublicPage } from "#app/components/public/public-page.tsx";
import { languageIn } from "#app/texts/asked-language.server.ts";
import { sayToRespondent } from "#app/texts/respondent-texts.ts";
import type { LanguageCode } from "#db/schema.ts";
import { previewPublication } from "#surveys/reporting/publish-results.server.ts";

export const handle = { plain: true };
export const links: LinksFunction = () => [...respondentLinks(), { rel: "stylesheet", href: publicPageCss }];
export const headers: HeadersFunction = personalHeaders;
export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: shown ? sayToRespondent(shown.language)("public:setup.see-preview") : "Ringvirk" },
];

/** The public page as it would be put forward now, for the coordinator alone. */
export async function loader(args: LoaderFunctionArgs) {
  const { initiative } = await requireCoordinator(args);
  const language: LanguageCode = languageIn(args.request) === "da" ? "da" : "en";
  const preview = await previewPublication(args.context.db, initiative, args.context.sayIn);
  return { language, page: preview[language] };
}

export default function PublicPreview() {
  const { page, language } = useLoaderData<typeof loader>();
  return <PublicPage page={page} language={language} publishedOn={null} />;
}
