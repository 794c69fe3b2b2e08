import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { weighableWaves } from "#surveys/impact/weighting/weighable-wave.server.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "weight:list.title");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative, path } = await requireCoordinator(args);
  return { path, waves: await weighableWaves(args.context.db, initiative.id) };
}

export default function Weights() {
  const { path, waves } = useLoaderData<typeof loader>();
  const say = useSay();
  return (
    <>
      <SetupHeading title={say("weight:list.title")} lead={say("weight:list.lead")} />
      {waves.length === 0 ? <p>{say("weight:list.none")}</p> : null}
      <ul className="card-grid">
        {waves.map(({ waveId, audience, name, weighted }) => (
          <li className="card" key={`${waveId} ${audience}`}>
            <h2>
              <Link to={`${path}/weights/${waveId}/${audience}`}>
                {say("weight:wave.title", { wave: name, audience: say(`setup:audience.${audience}`) })}
              </Link>
            </h2>
            <p>
              <span className={weighted ? "badge badge--good" : "badge"}>
                {say(weighted ? "weight:list.in-use" : "weight:list.not-used")}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
