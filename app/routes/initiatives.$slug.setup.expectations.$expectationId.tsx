import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { DeedButton } from "#app/components/deed-button.tsx";
import { ExpectationFields, expectationFields } from "#app/components/expectation-fields.tsx";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { expectationFormOf, expectationIn } from "#app/expectation-form.server.ts";
import { done, readForm, refuse, typed } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import {
  addExpectation,
  changeExpectation,
  expectationSetting,
  expectationsOf,
  removeExpectation,
} from "#surveys/initiative/expectation.server.ts";
import { isProblem } from "#surveys/problem.ts";

/** In place of an id: the expectation is not there yet. */
const newId = "new";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "setup:expectation.title");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative } = await requireCoordinator(args);
  const setting = await expectationSetting(args.context.db, initiative.id);
  if (args.params.expectationId === newId) return { setting, values: {}, isNew: true };
  const all = await expectationsOf(args.context.db, initiative.id);
  const expectation = all.find(({ id }) => id === args.params.expectationId);
  if (!expectation) throw new Response(null, { status: 404 });
  return { setting, values: expectationFormOf(expectation), isNew: false };
}

export async function action(args: ActionFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const { db } = args.context;
  const form = await readForm(args.request);
  const expectationId = args.params.expectationId ?? "";
  if (typed(form, "deed") === "remove") {
    const refused = await removeExpectation(db, { ...deed, expectationId });
    return refused ? refuse(refused, form) : done(`${path}/goals`, "expectation-removed");
  }
  const expectation = expectationIn(form);
  if (expectationId === newId) {
    const added = await addExpectation(db, { ...deed, expectation });
    return isProblem(added) ? refuse(added, form) : done(`${path}/goals`, "expectation-added");
  }
  const refused = await changeExpectation(db, { ...deed, expectationId, expectation });
  return refused ? refuse(refused, form) : done(`${path}/goals`, "expectation-changed");
}

export default function Expectation() {
  const { setting, values, isNew } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  return (
    <>
      <SetupHeading
        title={say(isNew ? "setup:expectation.add" : "setup:expectation.title")}
        lead={say("setup:expectation.lead")}
        under={{ path: "goals", name: say("setup:step.goals") }}
      />
      <ProblemSummary
        problem={refusal?.problem}
        labels={Object.fromEntries(expectationFields.map((name) => [name, say(`setup:expectation.${name}`)]))}
        controls={{ indicator: "choice" }}
      />
      <PageForm deed="keep" send={say(isNew ? "setup:expectation.add" : "setup:save")}>
        <ExpectationFields setting={setting} values={refusal?.typed ?? values} problem={refusal?.problem} />
      </PageForm>
      {isNew ? null : <DeedButton deed="remove" label={say("setup:expectation.remove")} look="danger" />}
    </>
  );
}
