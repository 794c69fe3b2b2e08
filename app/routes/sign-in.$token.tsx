import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { returnOf } from "#app/accounts/return-path.server.ts";
import { beginSession } from "#app/accounts/session.server.ts";
import { isSignInLinkGood, redeemSignInLink } from "#app/accounts/sign-in.server.ts";
import { PageHeading } from "#app/components/page-heading.tsx";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { isProblem, problems } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "account:sign-in.title");

export async function loader({ params, context }: LoaderFunctionArgs) {
  const good = await isSignInLinkGood(context, params.token ?? "");
  return data({ good }, { status: good ? 200 : problems["account.sign-in-link-bad"] });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const redeemed = await redeemSignInLink(context, params.token ?? "");
  if (isProblem(redeemed)) return data(null, { status: problems[redeemed.problem] });
  const { path, forget } = await returnOf(request);
  const begun = await beginSession(context, redeemed.accountId);
  return redirect(path, {
    headers: [
      ["Set-Cookie", begun],
      ["Set-Cookie", forget],
    ],
  });
}

export default function ConfirmSignIn() {
  const { good } = useLoaderData<typeof loader>();
  const say = useSay();
  if (!good) {
    return (
      <>
        <PageHeading title={say("account:confirm.bad-title")} lead={say("account:confirm.bad")} />
        <p className="buttons">
          <Link className="button" to="/sign-in">
            {say("account:confirm.new")}
          </Link>
        </p>
      </>
    );
  }
  return (
    <>
      <PageHeading title={say("account:confirm.title")} lead={say("account:confirm.what")} />
      <Form method="post" reloadDocument>
        <button className="button">{say("account:confirm.button")}</button>
      </Form>
    </>
  );
}
