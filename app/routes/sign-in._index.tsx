import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData } from "@remix-run/react";
import { rememberReturn } from "#app/accounts/return-path.server.ts";
import { accountOf } from "#app/accounts/session.server.ts";
import { askForSignIn } from "#app/accounts/sign-in.server.ts";
import { PageHeading } from "#app/components/page-heading.tsx";
import { readForm } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { problems } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "account:sign-in.title");

export async function loader({ request, context }: LoaderFunctionArgs) {
  if (await accountOf(context, request)) return redirect("/initiatives");
  const remember = await rememberReturn(request);
  return data(null, remember === null ? {} : { headers: { "Set-Cookie": remember } });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const email = String((await readForm(request)).get("email") ?? "").trim();
  const refused = await askForSignIn(context, email);
  if (refused) return data({ email, problem: refused.problem }, { status: problems[refused.problem] });
  return { email, problem: null };
}

export default function SignIn() {
  const done = useActionData<typeof action>();
  const say = useSay();
  if (done && !done.problem) {
    return (
      <>
        <PageHeading title={say("account:sign-in.sent-title")} />
        <p>{say("account:sign-in.sent", { email: done.email })}</p>
        <p>{say("account:sign-in.again")}</p>
      </>
    );
  }
  return (
    <>
      <PageHeading title={say("account:sign-in.title")} lead={say("account:sign-in.lead")} />
      <Form method="post" noValidate>
        <div className={done?.problem ? "field field--bad" : "field"}>
          <label htmlFor="email">{say("account:sign-in.email")}</label>
          {done?.problem ? (
            <span className="field__problem" id="email-problem">
              {say(`problem:${done.problem}`)}
            </span>
          ) : null}
          <input
            id="email"
            name="email"
            type="email"
            autoComplete="email"
            required
            defaultValue={done?.email}
            aria-invalid={done?.problem ? true : undefined}
            aria-describedby={done?.problem ? "email-problem" : undefined}
          />
        </div>
        <p className="buttons">
          <button className="button">{say("account:sign-in.send")}</button>
        </p>
      </Form>
    </>
  );
}
