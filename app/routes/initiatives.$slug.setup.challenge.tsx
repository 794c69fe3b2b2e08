import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { InitiativeFields, initiativeFields } from "#app/components/initiative-fields.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { initiativeIn } from "#app/initiative-form.server.ts";
import { done, readForm, refuse } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { changeInitiative } from "#surveys/initiative/initiative.server.ts";
import { isProblem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "setup:step.challenge");

export async function loader(args: LoaderFunctionArgs) {
  const { name, challenge, district, place, starts_on, ends_on } = (await requireCoordinator(args)).initiative;
  return { name, challenge, district, place, startsOn: starts_on, endsOn: ends_on };
}

export async function action(args: ActionFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const form = await readForm(args.request);
  const changed = await changeInitiative(args.context.db, { ...deed, ...initiativeIn(form) });
  return isProblem(changed) ? refuse(changed, form) : done(path, "initiative-changed");
}

export default function Challenge() {
  const values = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  return (
    <>
      <SetupHeading title={say("setup:step.challenge")} lead={say("setup:step.challenge-what")} />
      <ProblemSummary
        problem={refusal?.problem}
        labels={Object.fromEntries(initiativeFields.map((name) => [name, say(`setup:initiative.${name}`)]))}
      />
      <PageForm send={say("setup:save")}>
        <InitiativeFields values={refusal?.typed ?? values} problem={refusal?.problem} />
      </PageForm>
    </>
  );
}
