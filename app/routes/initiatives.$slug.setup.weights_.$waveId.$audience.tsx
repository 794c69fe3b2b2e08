import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { DeedButton } from "#app/components/deed-button.tsx";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { MarginFileForm, MarginTypedForm } from "#app/components/weight-forms.tsx";
import { WeightsSummaryView } from "#app/components/weights-summary.tsx";
import { readMultipart } from "#app/multipart.server.ts";
import { done, readForm, refuse, typed } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { weightsCarried, weightsInFile, weightsTyped } from "#app/weight-form.server.ts";
import { dimensionsOf, type WhichAnswers, weighableWave } from "#surveys/impact/weighting/weighable-wave.server.ts";
import { weightCaps } from "#surveys/impact/weighting/weight-margins.ts";
import {
  applyWeights,
  previewWeights,
  takeWeightsAway,
  weightsInUse,
} from "#surveys/impact/weighting/weighting.server.ts";
import { isProblem, problems } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "weight:list.title");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative, path } = await requireCoordinator(args);
  const { db } = args.context;
  const which = whichOf(initiative.id, args.params);
  const wave = await weighableWave(db, which);
  if (isProblem(wave)) throw new Response(null, { status: problems[wave.problem] });
  const inUse = await weightsInUse(db, which);
  return { path, wave, dimensions: await dimensionsOf(db, which), inUse, cap: weightCaps };
}

export async function action(args: ActionFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const { db } = args.context;
  const which = whichOf(deed.initiativeId, args.params);
  const own = `${path}/weights/${which.waveId}/${which.audience}`;
  const withFile = args.request.headers.get("Content-Type")?.startsWith("multipart/form-data") ?? false;
  const form = withFile ? await readMultipart(args.request) : await readForm(args.request);
  if (isProblem(form)) return refuse({ ...form, field: "margins" }, new FormData());
  switch (typed(form, "deed")) {
    case "use": {
      const chosen = weightsCarried(form);
      const used = isProblem(chosen) ? chosen : await applyWeights(db, deed, { ...which, ...chosen });
      return isProblem(used) ? refuse(used, form) : done(own, "weights-used");
    }
    case "take-away": {
      const refused = await takeWeightsAway(db, deed, which);
      return refused ? refuse(refused, form) : done(own, "weights-taken-away");
    }
    default: {
      const dimensions = await dimensionsOf(db, which);
      const chosen = withFile ? await weightsInFile(form, dimensions) : weightsTyped(form, dimensions);
      if (isProblem(chosen)) return refuse(chosen, form);
      const shown = await previewWeights(db, which, chosen);
      if (isProblem(shown)) return refuse(shown, form);
      return data({ problem: null, typed: {} as Record<string, string>, preview: { chosen, shown } });
    }
  }
}

function whichOf(initiativeId: string, { waveId = "", audience }: ActionFunctionArgs["params"]): WhichAnswers {
  return { initiativeId, waveId, audience: audience === "actor" ? "actor" : "resident" };
}

export default function WaveWeights() {
  const { path, wave, dimensions, inUse, cap } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const say = useSay();
  const preview = answer && "preview" in answer ? answer.preview : null;
  const own = `${path}/weights/${wave.waveId}/${wave.audience}`;
  return (
    <>
      <SetupHeading
        title={say("weight:wave.title", { wave: wave.name, audience: say(`setup:audience.${wave.audience}`) })}
        lead={say(preview ? "weight:preview.lead" : "weight:wave.lead")}
        under={{ path: "weights", name: say("weight:list.title") }}
      />
      <ProblemSummary
        problem={answer?.problem}
        labels={{ margins: say("weight:form.margins"), cap: say("weight:form.cap") }}
        controls={{ margins: "file" }}
      />
      {preview ? (
        <section className="card">
          <h2>{say("weight:preview.title")}</h2>
          <WeightsSummaryView shown={preview.shown} />
          <div className="buttons">
            <DeedButton
              deed="use"
              label={say("weight:preview.use")}
              values={{ chosen: JSON.stringify(preview.chosen) }}
            />
            <Link className="button button--secondary" to={own} reloadDocument>
              {say("weight:preview.leave")}
            </Link>
          </div>
          <p className="quiet">{say("weight:preview.consequence")}</p>
        </section>
      ) : null}
      {inUse && !preview ? (
        <section className="card">
          <h2>{say("weight:wave.in-use")}</h2>
          {inUse.shown ? <WeightsSummaryView shown={inUse.shown} /> : null}
          <DeedButton deed="take-away" label={say("weight:wave.take-away")} look="danger" />
          <p className="quiet">{say("weight:wave.take-away-what")}</p>
        </section>
      ) : null}
      {preview ? null : dimensions.length === 0 ? (
        <p className="notice">{say("weight:wave.no-groups")}</p>
      ) : (
        <>
          <MarginFileForm template={`${own}/template`} caps={cap} problem={answer?.problem} />
          <MarginTypedForm dimensions={dimensions} caps={cap} typed={answer?.typed ?? {}} />
        </>
      )}
    </>
  );
}
