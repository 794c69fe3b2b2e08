import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { DeedButton } from "#app/components/deed-button.tsx";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { GoalFields, goalFields } from "#app/components/goal-fields.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { goalFormOf, goalIn } from "#app/goal-form.server.ts";
import { done, readForm, refuse, typed } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { changeGoal, goalsOf, removeGoal } from "#surveys/initiative/goal.server.ts";
import { goalSetting } from "#surveys/initiative/goal-setting.server.ts";
import { isProblem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "setup:goal.change");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative } = await requireCoordinator(args);
  const goal = (await goalsOf(args.context.db, initiative.id)).find(({ id }) => id === args.params.goalId);
  if (!goal) throw new Response(null, { status: 404 });
  return { goal, values: goalFormOf(goal), setting: await goalSetting(args.context.db, initiative.id) };
}

export async function action(args: ActionFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const form = await readForm(args.request);
  const about = { ...deed, goalId: args.params.goalId ?? "" };
  if (typed(form, "deed") === "remove") {
    const refused = await removeGoal(args.context.db, about);
    return refused ? refuse(refused, form) : done(`${path}/goals`, "goal-removed");
  }
  const changed = await changeGoal(args.context.db, { ...about, goal: goalIn(form) });
  return isProblem(changed) ? refuse(changed, form) : done(`${path}/goals`, "goal-changed");
}

export default function ChangeGoal() {
  const { goal, values, setting } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  return (
    <>
      <SetupHeading
        title={goal.title}
        lead={say("setup:goal.change-lead")}
        under={{ path: "goals", name: say("setup:step.goals") }}
      />
      <ProblemSummary
        problem={refusal?.problem}
        labels={Object.fromEntries(goalFields.map((name) => [name, say(`setup:goal.${name}`)]))}
        controls={{ indicator: "choice" }}
      />
      {goal.endorsedBy.length > 0 ? <p className="notice notice--warn">{say("setup:goal.endorsements-fall")}</p> : null}
      <PageForm deed="change" send={say("setup:save")}>
        <GoalFields setting={setting} values={refusal?.typed ?? values} problem={refusal?.problem} />
      </PageForm>
      <hr />
      <p>{say("setup:goal.remove-what")}</p>
      <DeedButton deed="remove" label={say("setup:goal.remove")} look="danger" />
    </>
  );
}
