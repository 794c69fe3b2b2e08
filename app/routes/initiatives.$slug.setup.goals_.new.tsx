import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { GoalFields, goalFields } from "#app/components/goal-fields.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { goalIn } from "#app/goal-form.server.ts";
import { done, readForm, refuse } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { addGoal } from "#surveys/initiative/goal.server.ts";
import { goalSetting } from "#surveys/initiative/goal-setting.server.ts";
import { isProblem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "setup:goal.add");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative } = await requireCoordinator(args);
  return goalSetting(args.context.db, initiative.id);
}

export async function action(args: ActionFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const form = await readForm(args.request);
  const added = await addGoal(args.context.db, { ...deed, goal: goalIn(form) });
  return isProblem(added) ? refuse(added, form) : done(`${path}/goals`, "goal-added");
}

export default function NewGoal() {
  const setting = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  return (
    <>
      <SetupHeading
        title={say("setup:goal.add")}
        lead={say("setup:goal.form-lead")}
        under={{ path: "goals", name: say("setup:step.goals") }}
      />
      <ProblemSummary
        problem={refusal?.problem}
        labels={Object.fromEntries(goalFields.map((name) => [name, say(`setup:goal.${name}`)]))}
        controls={{ indicator: "choice" }}
      />
      <PageForm send={say("setup:goal.add")}>
        <GoalFields setting={setting} values={refusal?.typed ?? {}} problem={refusal?.problem} />
      </PageForm>
    </>
  );
}
