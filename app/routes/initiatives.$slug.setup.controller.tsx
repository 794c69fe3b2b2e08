import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { ProblemSummary, TextField } from "#app/components/form-field.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { done, readForm, refuse, typed } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { dataControllerOf, nameDataController } from "#surveys/initiative/data-controller.server.ts";
import { isProblem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "trust:controller.title");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative } = await requireCoordinator(args);
  return { controller: await dataControllerOf(args.context.db, initiative.id) };
}

export async function action(args: ActionFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const form = await readForm(args.request);
  const controller = { name: typed(form, "name"), email: typed(form, "email"), phone: typed(form, "phone") };
  const refused = await nameDataController(args.context.db, deed, controller);
  return isProblem(refused) ? refuse(refused, form) : done(`${path}/controller`, "controller-named");
}

export default function Controller() {
  const { controller } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  const values: Partial<Record<string, string>> = refusal?.typed ?? { ...controller };
  const field = (name: "name" | "email" | "phone") => ({
    ...{ name, label: say(`trust:controller.${name}`), value: values[name], problem: refusal?.problem },
  });
  return (
    <>
      <SetupHeading title={say("trust:controller.title")} lead={say("trust:controller.lead")} />
      <ProblemSummary
        problem={refusal?.problem}
        labels={Object.fromEntries(["name", "email", "phone"].map((name) => [name, say(`trust:controller.${name}`)]))}
      />
      {controller ? null : <p className="notice notice--warn">{say("trust:controller.missing")}</p>}
      <PageForm send={say("trust:controller.send")}>
        <TextField {...field("name")} hint={say("trust:controller.name-hint")} required />
        <p>{say("trust:controller.one-of")}</p>
        <div className="field-row">
          <TextField {...field("email")} type="email" />
          <TextField {...field("phone")} />
        </div>
      </PageForm>
    </>
  );
}
