import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { WaveFacts } from "#app/components/wave-facts.tsx";
import { WaveFields, waveFields } from "#app/components/wave-fields.tsx";
import { done, readForm, refuse } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { wavePlanIn } from "#app/wave-form.server.ts";
import { surveysOf } from "#surveys/definition/survey.server.ts";
import { planWave } from "#surveys/fieldwork/wave.server.ts";
import { wavesOf } from "#surveys/fieldwork/wave-list.server.ts";
import { isProblem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "setup:step.waves");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative, path } = await requireCoordinator(args);
  return {
    path,
    waves: await wavesOf(args.context.db, initiative.id),
    surveys: await surveysOf(args.context.db, initiative.id),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const form = await readForm(args.request);
  const planned = await planWave(args.context.db, deed, wavePlanIn(form));
  return isProblem(planned) ? refuse(planned, form) : done(`${path}/waves`, "wave-planned");
}

export default function Waves() {
  const { path, waves, surveys } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  const suggested = Object.fromEntries(surveys.map(({ audience, versionId }) => [`survey-${audience}`, versionId]));
  return (
    <>
      <SetupHeading title={say("setup:step.waves")} lead={say("setup:wave.lead")} />
      <ProblemSummary
        problem={refusal?.problem}
        labels={Object.fromEntries(waveFields.map((name) => [name, say(`setup:wave.${name}`)]))}
      />
      {waves.length === 0 ? <p>{say("setup:wave.none")}</p> : null}
      <ul className="card-grid">
        {waves.map((wave) => (
          <li className="card" key={wave.id}>
            <h2>
              <Link to={`${path}/waves/${wave.id}`}>{wave.name}</Link>
            </h2>
            <WaveFacts wave={wave} />
          </li>
        ))}
      </ul>
      <h2>{say(waves.length === 0 ? "setup:wave.plan-baseline" : "setup:wave.plan-next")}</h2>
      {surveys.length === 0 ? (
        <p className="notice notice--warn">
          {say("setup:wave.survey-first")} <Link to={`${path}/surveys`}>{say("setup:step.surveys")}</Link>
        </p>
      ) : (
        <PageForm send={say("setup:wave.plan")}>
          <WaveFields surveys={surveys} values={refusal?.typed ?? suggested} problem={refusal?.problem} />
        </PageForm>
      )}
      <p>
        {say("setup:wave.import-what")} <Link to={`${path}/import`}>{say("command:import.title")}</Link>
      </p>
    </>
  );
}
