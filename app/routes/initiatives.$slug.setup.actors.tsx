import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { ProblemSummary, SelectField, TextField } from "#app/components/form-field.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { ScrollBox } from "#app/components/scroll-box.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { done, readForm, refuse, typed } from "#app/refusal.server.ts";
import { formatDay } from "#app/texts/figure-format.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import { actorsOf, joinInitiative, organisations } from "#surveys/initiative/organisation.server.ts";
import { type Actor, organisationKinds } from "#surveys/initiative/organisation.ts";
import { isProblem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "setup:step.actors");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative, path } = await requireCoordinator(args);
  return {
    path,
    startsOn: initiative.starts_on,
    actors: await actorsOf(args.context.db, initiative.id),
    known: (await organisations(args.context.db)).map((organisation) => organisation.name),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const form = await readForm(args.request);
  const joined = await joinInitiative(args.context.db, {
    ...deed,
    name: typed(form, "name"),
    kind: typed(form, "kind"),
    joinedOn: typed(form, "joinedOn"),
    leftOn: typed(form, "leftOn"),
  });
  return isProblem(joined) ? refuse(joined, form) : done(`${path}/actors`, "actor-joined");
}

export default function Actors() {
  const { path, startsOn, actors, known } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  const field = (name: string) => ({
    ...{ name, label: say(`setup:actor.${name}`), value: refusal?.typed[name], problem: refusal?.problem },
  });
  const labels = Object.fromEntries(
    ["name", "kind", "joinedOn", "leftOn"].map((name) => [name, say(`setup:actor.${name}`)]),
  );
  const kinds = organisationKinds.map((kind) => ({ value: kind, label: say(`setup:organisation-kind.${kind}`) }));
  return (
    <>
      <SetupHeading title={say("setup:step.actors")} lead={say("setup:actor.lead")} />
      <ProblemSummary problem={refusal?.problem} labels={labels} controls={{ kind: "choice" }} />
      <ActorTable actors={actors} path={path} />
      {actors.length > 1 ? (
        <p>
          <Link to={`${path}/actors/merge`}>{say("network:merge.link")}</Link>
        </p>
      ) : null}
      <h2>{say("setup:actor.add")}</h2>
      <PageForm send={say("setup:actor.add")}>
        <TextField {...field("name")} hint={say("setup:actor.name-hint")} suggestions={known} required />
        <SelectField {...field("kind")} none={say("setup:choose")} groups={[{ choices: kinds }]} required />
        <div className="field-row">
          <TextField {...field("joinedOn")} type="date" value={refusal?.typed.joinedOn ?? startsOn} required />
          <TextField {...field("leftOn")} type="date" hint={say("setup:actor.leftOn-hint")} />
        </div>
      </PageForm>
    </>
  );
}

function ActorTable({ actors, path }: { actors: Actor[]; path: string }) {
  const say = useSay();
  const language = useLanguage();
  if (actors.length === 0) return <p>{say("setup:actor.none")}</p>;
  return (
    <ScrollBox name={say("setup:actor.table")}>
      <table>
        <caption>{say("setup:actor.table")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("setup:actor.name")}</th>
            <th scope="col">{say("setup:actor.kind")}</th>
            <th scope="col">{say("setup:actor.period")}</th>
            <th scope="col">
              <span className="visually-hidden">{say("setup:change")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {actors.map(({ organisationId, name, kind, joinedOn, leftOn }) => (
            <tr key={`${organisationId} ${joinedOn}`}>
              <th scope="row">{name}</th>
              <td>{say(`setup:organisation-kind.${kind}`)}</td>
              <td>
                {leftOn
                  ? say("setup:actor.from-to", { from: formatDay(joinedOn, language), to: formatDay(leftOn, language) })
                  : say("setup:actor.since", { from: formatDay(joinedOn, language) })}
              </td>
              <td>
                <Link to={`${path}/actors/${organisationId}/${joinedOn}`}>
                  {say("setup:actor.change-days")}
                  <span className="visually-hidden"> {name}</span>
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
