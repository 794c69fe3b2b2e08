import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { DeedButton } from "#app/components/deed-button.tsx";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { SealChanges } from "#app/components/seal-changes.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { done, refuse } from "#app/refusal.server.ts";
import { formatInstant } from "#app/texts/figure-format.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import { sealGoals, sealHistory, sealPreview } from "#surveys/initiative/seal.server.ts";
import { setupSteps } from "#surveys/initiative/setup-steps.server.ts";
import { isProblem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "setup:step.seal");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative, path } = await requireCoordinator(args);
  return {
    path,
    steps: await setupSteps(args.context.db, initiative),
    preview: await sealPreview(args.context.db, initiative.id),
    history: await sealHistory(args.context.db, initiative.id),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const sealed = await sealGoals(args.context.db, deed);
  return isProblem(sealed) ? refuse(sealed, new FormData()) : done(`${path}/seal`, "sealed");
}

export default function Seal() {
  const { path, steps, preview, history } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  const language = useLanguage();
  const baselineOpened = steps.waves.open + steps.waves.closed > 0;
  return (
    <>
      <SetupHeading title={say("setup:step.seal")} lead={say("setup:seal.lead")} />
      <ProblemSummary problem={refusal?.problem} labels={{}} />
      <p className={steps.seal === "sealed" ? "notice notice--good" : "notice notice--warn"}>
        {say(`setup:seal.state.${steps.seal}`)}
      </p>
      {steps.seal === "sealed" ? null : (
        <section className="card">
          <h2>{say("setup:seal.now")}</h2>
          {preview.content.goals.length === 0 ? (
            <p>
              {say("setup:seal.no-goals")} <Link to={`${path}/goals`}>{say("setup:step.goals")}</Link>
            </p>
          ) : (
            <>
              <SealChanges changes={preview.changes} />
              <SealedText sha256={preview.sha256} text={preview.text} />
              {baselineOpened ? <p className="notice notice--warn">{say("setup:seal.after-baseline")}</p> : null}
              <DeedButton deed="seal" label={say("setup:seal.send")} />
            </>
          )}
        </section>
      )}
      <h2>{say("setup:seal.history")}</h2>
      {history.length === 0 ? <p>{say("setup:seal.no-history")}</p> : <p>{say("setup:seal.history-lead")}</p>}
      {history.map((seal) => (
        <section className="card" key={seal.number}>
          <h3>
            {say("setup:seal.number", {
              number: seal.number,
              at: formatInstant(seal.sealedAt, language),
              by: seal.sealedBy,
            })}
          </h3>
          <SealChanges changes={seal.changes} />
          <SealedText sha256={seal.sha256} text={seal.text} />
        </section>
      ))}
    </>
  );
}

function SealedText({ sha256, text }: { sha256: string; text: string }) {
  const say = useSay();
  return (
    <>
      <p>
        {say("setup:seal.hash")}
        <br />
        <span className="hash">{sha256}</span>
      </p>
      <details>
        <summary>{say("setup:seal.text")}</summary>
        <p>{say("setup:seal.text-what")}</p>
        <pre className="sealed-text">{text}</pre>
      </details>
    </>
  );
}
