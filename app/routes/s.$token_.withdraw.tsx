import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData, useParams } from "@remix-run/react";
import { RefusedPage } from "#app/components/answering/refused-page.tsx";
import { personalHeaders, respondentLinks } from "#app/components/answering/respondent-page.ts";
import { WithdrawForm } from "#app/components/answering/withdraw-form.tsx";
import { languageIn } from "#app/texts/asked-language.server.ts";
import { sayToRespondent } from "#app/texts/respondent-texts.ts";
import { findRespondent } from "#surveys/answering/respondent.server.ts";
import { withdraw, withdrawalScopes } from "#surveys/answering/withdrawal.server.ts";
import { waitingKey } from "#surveys/fieldwork/invitation-token.ts";
import { lookAtWeightsAgain } from "#surveys/impact/weighting/weights-after-withdrawal.server.ts";
import { isProblem, problems } from "#surveys/problem.ts";

export const handle = { plain: true };
export const links = respondentLinks;
export const headers = personalHeaders;
export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: shown ? sayToRespondent(shown.language)("answer:withdraw.title") : "Ringvirk" },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const respondent = await findRespondent(context.db, params.token as string, context.clock());
  if (isProblem(respondent)) {
    const language = languageIn(request);
    return data(
      { language, problem: respondent, initiative: "", findable: false, isVisitor: false, phoneKey: "" },
      { status: problems[respondent.problem] },
    );
  }
  const { initiativeName: initiative, pseudonym } = respondent;
  return data({
    language: languageIn(request, respondent.language),
    problem: null,
    initiative,
    findable: pseudonym !== null,
    isVisitor: respondent.openLink !== null,
    phoneKey: waitingKey(params.token as string),
  });
}

/** The same page follows whatever there was to delete, and it stands at an address that tells of nobody. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const token = params.token as string;
  const form = await request.formData().catch(() => new FormData());
  const scope = withdrawalScopes.find((known) => known === form.get("scope")) ?? "this-survey";
  const respondent = await findRespondent(context.db, token, context.clock());
  const language = languageIn(request, isProblem(respondent) ? undefined : respondent.language);
  const refused = await withdraw(context.db, { token, scope, now: context.clock(), afterwards: lookAtWeightsAgain });
  if (refused) return data(null, { status: problems[refused.problem] });
  return redirect(`/withdrawn?lang=${language}`, 303);
}

export default function WithdrawPage() {
  const { language, problem, initiative, findable, isVisitor, phoneKey } = useLoaderData<typeof loader>();
  const { token } = useParams();
  if (problem) return <RefusedPage problem={problem} language={language} />;
  return (
    <WithdrawForm
      initiative={initiative}
      findable={findable}
      isVisitor={isVisitor}
      path={`/s/${token}`}
      phoneKey={phoneKey}
      say={sayToRespondent(language)}
    />
  );
}
