import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { DeedButton } from "#app/components/deed-button.tsx";
import { ProblemSummary, RadioField, SelectField, TextField } from "#app/components/form-field.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { done, readForm, refuse, typed } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { expectationSetting } from "#surveys/initiative/expectation.server.ts";
import { type GrantedRole, grantRole, revokeRole, rolesOf } from "#surveys/initiative/role.server.ts";
import { initiativeRoles } from "#surveys/initiative/role.ts";
import { isProblem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "setup:people.title");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative } = await requireCoordinator(args);
  return {
    people: await rolesOf(args.context.db, initiative.id),
    actors: (await expectationSetting(args.context.db, initiative.id)).actors,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const form = await readForm(args.request);
  if (typed(form, "deed") === "revoke") {
    const refused = await revokeRole(args.context.db, { ...deed, grantId: typed(form, "grantId") });
    return refused ? refuse(refused, form) : done(`${path}/people`, "role-revoked");
  }
  const granted = await grantRole(args.context.db, {
    ...deed,
    email: typed(form, "email"),
    name: typed(form, "name"),
    role: typed(form, "role"),
    organisationId: typed(form, "organisationId"),
  });
  return isProblem(granted) ? refuse(granted, form) : done(`${path}/people`, "role-granted");
}

export default function People() {
  const { people, actors } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  const fields = ["email", "name", "role", "organisationId"];
  const labels = Object.fromEntries(fields.map((name) => [name, say(`setup:people.${name}`)]));
  const field = (name: string) => ({
    ...{ name, label: labels[name] ?? name, value: refusal?.typed[name], problem: refusal?.problem },
  });
  const roles = initiativeRoles.map((role) => ({ value: role, label: say(`setup:people.may-${role}`) }));
  return (
    <>
      <SetupHeading title={say("setup:people.title")} lead={say("setup:people.lead")} />
      <ProblemSummary
        problem={refusal?.problem}
        labels={labels}
        controls={{ role: "choice", organisationId: "choice" }}
      />
      <PeopleList people={people} />
      <h2>{say("setup:people.add")}</h2>
      <PageForm deed="grant" send={say("setup:people.send")}>
        <TextField {...field("email")} hint={say("setup:people.email-hint")} type="email" autoComplete="off" required />
        <TextField {...field("name")} autoComplete="off" required />
        <RadioField {...field("role")} choices={roles} />
        <SelectField
          {...field("organisationId")}
          hint={say("setup:people.organisationId-hint")}
          none={say("setup:choose")}
          groups={[{ choices: actors.map(({ id, name }) => ({ value: id, label: name })) }]}
        />
      </PageForm>
    </>
  );
}

/** One card a role: an email address and a button side by side are too wide for a table on a phone. */
function PeopleList({ people }: { people: GrantedRole[] }) {
  const say = useSay();
  return (
    <>
      <h2>{say("setup:people.table")}</h2>
      <div className="card">
        <ul className="plain-list">
          {people.map(({ grantId, name, email, role, organisation }) => (
            <li className="deed-line" key={grantId}>
              <span>
                <strong>{name}</strong> · {say(`setup:role.${role}`)}
                {organisation ? ` · ${organisation}` : null}
                <br />
                <span className="quiet typed">{email}</span>
              </span>
              <DeedButton
                deed="revoke"
                values={{ grantId }}
                label={say("setup:people.revoke")}
                about={`${name}, ${say(`setup:role.${role}`)}`}
                look="danger"
              />
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
