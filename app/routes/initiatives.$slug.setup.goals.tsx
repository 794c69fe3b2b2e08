import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { GoalSentence } from "#app/components/goal-sentence.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { pageTitle } from "#app/texts/page-title.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import { expectationsWithWords } from "#surveys/initiative/expectation.server.ts";
import { goalsOf, type ListedGoal } from "#surveys/initiative/goal.server.ts";
import { setupSteps } from "#surveys/initiative/setup-steps.server.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "setup:step.goals");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative, path } = await requireCoordinator(args);
  return {
    path,
    goals: await goalsOf(args.context.db, initiative.id),
    expectations: await expectationsWithWords(args.context.db, initiative.id),
    steps: await setupSteps(args.context.db, initiative),
  };
}

export default function Goals() {
  const { path, goals, expectations, steps } = useLoaderData<typeof loader>();
  const say = useSay();
  const language = useLanguage();
  return (
    <>
      <SetupHeading title={say("setup:step.goals")} lead={say("setup:goal.lead")} />
      {steps.surveys === 0 ? (
        <p className="notice notice--warn">
          {say("setup:goal.survey-first")} <Link to={`${path}/surveys`}>{say("setup:step.surveys")}</Link>
        </p>
      ) : null}
      {goals.length > 0 || steps.seal !== "none" ? <SealNotice seal={steps.seal} path={path} /> : null}
      <h2>{say("setup:goal.list")}</h2>
      {goals.length === 0 ? <p>{say("setup:goal.none")}</p> : null}
      <ul className="card-grid">
        {goals.map((goal) => (
          <li className="card" key={goal.id}>
            <h3>
              <Link to={`${path}/goals/${goal.id}`}>{goal.title}</Link>
            </h3>
            <GoalSentence goal={goal} />
            <GoalBadges goal={goal} />
            {goal.endorsedBy.length > 0 ? (
              <p className="quiet">{say("setup:goal.endorsed-by", { names: goal.endorsedBy.join(", ") })}</p>
            ) : null}
          </li>
        ))}
      </ul>
      {steps.surveys > 0 ? (
        <p className="buttons">
          <Link className="button" to={`${path}/goals/new`}>
            {say("setup:goal.add")}
          </Link>
        </p>
      ) : null}
      <h2>{say("setup:expectation.list")}</h2>
      <p>{say("setup:expectation.lead")}</p>
      {expectations.length === 0 ? <p className="quiet">{say("setup:expectation.none")}</p> : null}
      <ul>
        {expectations.map(({ id, statement, about }) => (
          <li key={id}>
            <Link to={`${path}/expectations/${id}`}>{statement}</Link>
            {about ? <span className="quiet"> · {about.map((word) => word[language]).join(" ↔ ")}</span> : null}
          </li>
        ))}
      </ul>
      <p className="buttons">
        <Link className="button button--secondary" to={`${path}/expectations/new`}>
          {say("setup:expectation.add")}
        </Link>
      </p>
    </>
  );
}

function SealNotice({ seal, path }: { seal: "none" | "sealed" | "changed"; path: string }) {
  const say = useSay();
  return (
    <p className={seal === "sealed" ? "notice notice--good" : "notice notice--warn"}>
      {say(`setup:seal.state.${seal}`)}{" "}
      <Link to={`${path}/seal`}>{say(seal === "sealed" ? "setup:seal.history" : "setup:step.seal")}</Link>
    </p>
  );
}

function GoalBadges({ goal }: { goal: Pick<ListedGoal, "changedAfterBaseline"> & { indicator?: unknown } }) {
  const say = useSay();
  return (
    <>
      {goal.indicator ? null : <p className="badge badge--bad">{say("setup:goal.indicator-gone")}</p>}
      {goal.changedAfterBaseline ? <p className="badge badge--warn">{say("setup:goal.changed-after")}</p> : null}
    </>
  );
}
