import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { showCodeForm, takeCodeForm } from "#app/code-form.server.ts";
import { CodePage } from "#app/components/answering/code-page.tsx";
import { personalHeaders, respondentLinks } from "#app/components/answering/respondent-page.ts";
import { sayToRespondent } from "#app/texts/respondent-texts.ts";

export const handle = { plain: true };
export const links = respondentLinks;
export const headers = personalHeaders;
export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: shown ? `${sayToRespondent(shown.language)("way:code.title")} · Ringvirk` : "Ringvirk" },
];

export const loader = (args: LoaderFunctionArgs) => showCodeForm(args);

export const action = (args: ActionFunctionArgs) => takeCodeForm(args);

export default function Code() {
  const { language } = useLoaderData<typeof loader>();
  return <CodePage language={language} refused={useActionData<typeof action>() ?? null} />;
}
