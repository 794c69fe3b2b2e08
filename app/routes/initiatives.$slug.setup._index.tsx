import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { PageHeading } from "#app/components/page-heading.tsx";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { dataControllerOf } from "#surveys/initiative/data-controller.server.ts";
import { setupSteps } from "#surveys/initiative/setup-steps.server.ts";
import { isDone, nextStep, type SetupSteps, type StepName, stepNames } from "#surveys/initiative/setup-steps.ts";
import type { Say } from "#surveys/texts.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "setup:overview.title");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative, path } = await requireCoordinator(args);
  const { db } = args.context;
  return { path, steps: await setupSteps(db, initiative), controller: await dataControllerOf(db, initiative.id) };
}

export default function SetupOverview() {
  const { path, steps, controller } = useLoaderData<typeof loader>();
  const say = useSay();
  const next = nextStep(steps);
  return (
    <>
      <PageHeading title={say("setup:overview.title")} lead={say("setup:overview.lead")} />
      <ol className="setup-steps">
        {stepNames.map((name) => (
          <li className={name === next ? "card setup-step setup-step--next" : "card setup-step"} key={name}>
            <h2>
              <Link to={`${path}/${name}`}>{say(`setup:step.${name}`)}</Link>
            </h2>
            <StepBadge done={isDone(steps, name)} next={name === next} />
            <p>{say(`setup:step.${name}-what`)}</p>
            <p className="quiet">{stateText(say, steps, name)}</p>
          </li>
        ))}
      </ol>
      <section className="card">
        <h2>
          <Link to={`${path}/controller`}>{say("trust:controller.title")}</Link>
        </h2>
        <p>{say("trust:controller.lead")}</p>
        {controller ? <p className="quiet">{controller.name}</p> : <p>{say("trust:controller.missing")}</p>}
      </section>
      <section className="card">
        <h2>
          <Link to={`${path}/comparison`}>{say("change:group.title")}</Link>
        </h2>
        <p>{say("change:group.lead")}</p>
      </section>
      <section className="card">
        <h2>
          <Link to={`${path}/planner`}>{say("bias:planner.card")}</Link>
        </h2>
        <p>{say("bias:planner.card-what")}</p>
      </section>
      <section className="card">
        <h2>
          <Link to={`${path}/weights`}>{say("weight:list.title")}</Link>
        </h2>
        <p>{say("weight:list.lead")}</p>
      </section>
      <section className="card">
        <h2>
          <Link to={`${path}/publish`}>{say("public:setup.title")}</Link>
        </h2>
        <p>{say("public:setup.lead")}</p>
      </section>
      <section className="card">
        <h2>
          <Link to={`${path}/people`}>{say("setup:people.title")}</Link>
        </h2>
        <p>{say("setup:people.lead")}</p>
        <p className="quiet">{say("setup:overview.people", { count: steps.people })}</p>
      </section>
      <section className="card">
        <h2>
          <Link to={`${path}/ending`}>{say("setup:ending.title")}</Link>
        </h2>
        <p>{say("setup:ending.lead")}</p>
      </section>
    </>
  );
}

function StepBadge({ done, next }: { done: boolean; next: boolean }) {
  const say = useSay();
  if (done) return <span className="badge badge--good">{say("setup:overview.done")}</span>;
  return next ? (
    <span className="badge badge--warn">{say("setup:overview.next")}</span>
  ) : (
    <span className="badge">{say("setup:overview.waiting")}</span>
  );
}

function stateText(say: Say, steps: SetupSteps, name: StepName): string {
  if (name === "challenge") return say("setup:overview.challenge");
  if (name === "seal") return say(`setup:overview.seal-${steps.seal}`);
  if (name === "waves") return wavesText(say, steps.waves);
  const count = say(`setup:overview.${name}`, { count: steps[name] });
  if (name !== "goals") return count;
  return `${count} ${say("setup:overview.expectations", { count: steps.expectations })}`;
}

/** How many waves there are, and that the next is to be planned when none is under way. */
function wavesText(say: Say, waves: SetupSteps["waves"]): string {
  const counts = say("setup:overview.waves", waves);
  const waits = waves.closed > 0 && waves.planned + waves.open === 0;
  return waits ? `${counts} ${say("setup:overview.plan-next")}` : counts;
}
