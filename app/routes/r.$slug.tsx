import {
  data,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { respondentLinks } from "#app/components/answering/respondent-page.ts";
import publicPageCss from "#app/components/public/public-page.css?url";
import { PublicPage } from "#app/components/public/public-page.tsx";
import { languageIn } from "#app/texts/asked-language.server.ts";
import { sayToRespondent } from "#app/texts/respondent-texts.ts";
import type { LanguageCode } from "#db/schema.ts";
import { readPublished } from "#surveys/reporting/publish-results.server.ts";

export const handle = { plain: true };
export const links: LinksFunction = () => [...respondentLinks(), { rel: "stylesheet", href: publicPageCss }];
export const headers: HeadersFunction = ({ loaderHeaders, errorHeaders }) => errorHeaders ?? loaderHeaders;
export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  {
    title: shown
      ? sayToRespondent(shown.language)("public:page-title", { initiative: shown.page.initiative.name })
      : "Ringvirk",
  },
];

/** Asked for anew each time, so that a page that was taken down is gone from every cache. */
const fresh = { "Cache-Control": "no-cache" };
const unlisted = { "X-Robots-Tag": "noindex" };

/** The page's words are Danish or English; whoever reads another language gets English. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const language: LanguageCode = languageIn(request) === "da" ? "da" : "en";
  const published = await readPublished(context.db, params.slug as string, language);
  if (!published) throw data(null, { status: 404, headers: { ...fresh, ...unlisted } });
  const { page, publishedOn, listed } = published;
  return data({ language, page, publishedOn }, { headers: listed ? fresh : { ...fresh, ...unlisted } });
}

export default function PublicResultsPage() {
  const { page, language, publishedOn } = useLoaderData<typeof loader>();
  return <PublicPage page={page} language={language} publishedOn={publishedOn} />;
}
