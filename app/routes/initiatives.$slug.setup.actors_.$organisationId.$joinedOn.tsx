import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { ProblemSummary, TextField } from "#app/components/form-field.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { done, readForm, refuse, typed } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { actorsOf, changeMembership } from "#surveys/initiative/organisation.server.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "setup:actor.change-days");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative } = await requireCoordinator(args);
  const { organisationId, joinedOn } = args.params;
  const actors = await actorsOf(args.context.db, initiative.id);
  const actor = actors.find((entry) => entry.organisationId === organisationId && entry.joinedOn === joinedOn);
  if (!actor) throw new Response(null, { status: 404 });
  return actor;
}

export async function action(args: ActionFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const form = await readForm(args.request);
  const refused = await changeMembership(args.context.db, {
    ...deed,
    organisationId: args.params.organisationId ?? "",
    was: args.params.joinedOn ?? "",
    joinedOn: typed(form, "joinedOn"),
    leftOn: typed(form, "leftOn"),
  });
  return refused ? refuse(refused, form) : done(`${path}/actors`, "actor-changed");
}

export default function ActorDays() {
  const actor = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  const labels = { joinedOn: say("setup:actor.joinedOn"), leftOn: say("setup:actor.leftOn") };
  const values = refusal?.typed ?? { joinedOn: actor.joinedOn, leftOn: actor.leftOn ?? "" };
  const field = (name: "joinedOn" | "leftOn") => ({
    ...{ name, label: labels[name], value: values[name], problem: refusal?.problem, type: "date" as const },
  });
  return (
    <>
      <SetupHeading
        title={actor.name}
        lead={say("setup:actor.days-lead")}
        under={{ path: "actors", name: say("setup:step.actors") }}
      />
      <ProblemSummary problem={refusal?.problem} labels={labels} />
      <PageForm send={say("setup:save")}>
        <TextField {...field("joinedOn")} required />
        <TextField {...field("leftOn")} hint={say("setup:actor.leftOn-hint")} />
      </PageForm>
    </>
  );
}
