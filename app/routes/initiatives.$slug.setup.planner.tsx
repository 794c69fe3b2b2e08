import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { PlannerFields } from "#app/components/planner-fields.tsx";
import { PlannerResult } from "#app/components/planner-result.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { plannerPage } from "#app/planner-form.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { readerOf } from "#app/texts/reader.server.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { readKnownFigures } from "#surveys/impact/planner/known-figures.server.ts";
import { plannerFields } from "#surveys/impact/planner/planner.ts";
import { indicatorsToChoose } from "#surveys/initiative/indicator-choice.server.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "bias:planner.title");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative, account } = await requireCoordinator(args);
  const { db } = args.context;
  const reader = await readerOf(args.request, args.context, account);
  const choices = await indicatorsToChoose(db, initiative.id);
  const { searchParams } = new URL(args.request.url);
  return { choices, ...plannerPage(searchParams, await readKnownFigures(db, initiative.id), choices, reader) };
}

export default function Planner() {
  const { choices, typed, fillers, problem, plan } = useLoaderData<typeof loader>();
  const say = useSay();
  return (
    <>
      <SetupHeading title={say("bias:planner.title")} lead={say("bias:planner.lead")} />
      <ProblemSummary
        problem={problem}
        labels={Object.fromEntries(plannerFields.map((field) => [field, say(`bias:planner.${field}`)]))}
      />
      {plan ? <PlannerResult plan={plan} /> : null}
      <PlannerFields choices={choices} typed={typed} fillers={fillers} problem={problem} />
      <details>
        <summary>{say("bias:planner.sources")}</summary>
        <ul>
          {(["correlation", "sd", "level", "rates"] as const).map((source) => (
            <li key={source}>{say(`bias:planner.source-${source}`)}</li>
          ))}
        </ul>
      </details>
    </>
  );
}
