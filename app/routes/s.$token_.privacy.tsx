import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PrivacyText } from "#app/components/answering/privacy-text.tsx";
import { personalHeaders, respondentLinks } from "#app/components/answering/respondent-page.ts";
import { statementLanguageIn } from "#app/texts/asked-language.server.ts";
import { sayToRespondent } from "#app/texts/respondent-texts.ts";
import { findRespondent } from "#surveys/answering/respondent.server.ts";
import { dataControllerOf } from "#surveys/initiative/data-controller.server.ts";
import { isProblem } from "#surveys/problem.ts";

export const handle = { plain: true };
export const links = respondentLinks;
export const headers = personalHeaders;
export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: shown ? sayToRespondent(shown.language)("trust:privacy.title") : "Ringvirk" },
];

/** The same words as for everybody, with whom to ask and the way to withdraw. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const token = params.token as string;
  const respondent = await findRespondent(context.db, token, context.clock());
  if (isProblem(respondent)) throw redirect("/privacy");
  const controller = await dataControllerOf(context.db, respondent.initiativeId);
  const kiosk = respondent.openLink?.kiosk ? { name: respondent.openLink.name, token } : null;
  return { language: statementLanguageIn(request, respondent.language), controller, path: `/s/${token}`, kiosk };
}

export default function OwnPrivacyPage() {
  const { language, controller, path, kiosk } = useLoaderData<typeof loader>();
  return <PrivacyText say={sayToRespondent(language)} controller={controller} path={path} kiosk={kiosk} />;
}
