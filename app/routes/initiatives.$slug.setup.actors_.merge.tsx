import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { DeedButton } from "#app/components/deed-button.tsx";
import { ProblemSummary, SelectField } from "#app/components/form-field.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { done, readForm, refuse, typed } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { actorsOf } from "#surveys/initiative/organisation.server.ts";
import { aliasesOf, mergeOrganisations, undoMerge } from "#surveys/initiative/organisation-alias.server.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "network:merge.title");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative } = await requireCoordinator(args);
  const actors = await actorsOf(args.context.db, initiative.id);
  return {
    actors: [...new Map(actors.map(({ organisationId, name }) => [organisationId, name]))],
    merged: await aliasesOf(args.context.db, initiative.id),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const form = await readForm(args.request);
  const organisationId = typed(form, "organisationId");
  if (typed(form, "deed") === "undo") {
    const refused = await undoMerge(args.context.db, { ...deed, organisationId });
    return refused ? refuse(refused, form) : done(`${path}/actors/merge`, "actors-unmerged");
  }
  const refused = await mergeOrganisations(args.context.db, { ...deed, organisationId, sameAs: typed(form, "sameAs") });
  return refused ? refuse(refused, form) : done(`${path}/actors/merge`, "actors-merged");
}

export default function MergeActors() {
  const { actors, merged } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  const choices = actors.map(([value, label]) => ({ value, label }));
  const labels = { organisationId: say("network:merge.organisation"), sameAs: say("network:merge.same-as") };
  const field = (name: "organisationId" | "sameAs") => ({
    ...{ name, label: labels[name], value: refusal?.typed[name], problem: refusal?.problem },
    ...{ none: say("setup:choose"), groups: [{ choices }], required: true },
  });
  return (
    <>
      <SetupHeading
        title={say("network:merge.title")}
        lead={say("network:merge.lead")}
        under={{ path: "actors", name: say("setup:step.actors") }}
      />
      <ProblemSummary
        problem={refusal?.problem}
        labels={labels}
        controls={{ organisationId: "choice", sameAs: "choice" }}
      />
      <PageForm deed="merge" send={say("network:merge.send")}>
        <SelectField {...field("organisationId")} hint={say("network:merge.organisation-hint")} />
        <SelectField {...field("sameAs")} hint={say("network:merge.same-as-hint")} />
      </PageForm>
      <h2>{say("network:merge.merged")}</h2>
      {merged.length === 0 ? <p className="quiet">{say("network:merge.none")}</p> : null}
      <ul className="plain-list">
        {merged.map(({ organisationId, name, sameAsName }) => (
          <li key={organisationId} className="card deed-line">
            <span>{say("network:merge.counts-as", { name, sameAs: sameAsName })}</span>
            <DeedButton
              deed="undo"
              label={say("network:merge.undo")}
              values={{ organisationId }}
              look="secondary"
              about={name}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
