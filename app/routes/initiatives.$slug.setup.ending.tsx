import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { ProblemSummary, TextField } from "#app/components/form-field.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { done, readForm, refuse, typed } from "#app/refusal.server.ts";
import { formatDay } from "#app/texts/figure-format.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import { destroyLinkKey, linkStanding, setRetention } from "#surveys/answering/link-key.server.ts";
import { isProblem, problem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "setup:ending.title");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative } = await requireCoordinator(args);
  return { slug: initiative.slug, standing: await linkStanding(args.context.db, initiative.id) };
}

export async function action(args: ActionFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const form = await readForm(args.request);
  const { db } = args.context;
  switch (typed(form, "deed")) {
    case "retention": {
      const refused = await setRetention(db, deed, typed(form, "endsOn"));
      return isProblem(refused) ? refuse(refused, form) : done(`${path}/ending`, "retention-set");
    }
    case "destroy": {
      const refused = await destroyLinkKey(db, deed, typed(form, "slug"));
      return isProblem(refused) ? refuse(refused, form) : done(`${path}/ending`, "link-key-destroyed");
    }
    default:
      return refuse(problem("request.unreadable"), form);
  }
}

const goes = ["people", "key", "drafts"] as const;
const stays = ["answers", "figures", "copies"] as const;
const noMore = ["answering", "deleting", "back"] as const;

export default function Ending() {
  const { slug, standing } = useLoaderData<typeof loader>();
  const { linked, waves, people, endsOn } = standing;
  const refusal = useActionData<typeof action>();
  const say = useSay();
  const language = useLanguage();
  const labels = { endsOn: say("setup:ending.ends-on"), slug: say("setup:ending.typed", { slug }) };
  const list = (part: string, names: readonly string[]) => (
    <>
      <h3>{say(`setup:ending.${part}.title`)}</h3>
      <ul>
        {names.map((name) => (
          <li key={name}>{say(`setup:ending.${part}.${name}`)}</li>
        ))}
      </ul>
    </>
  );
  return (
    <>
      <SetupHeading title={say("setup:ending.title")} lead={say("setup:ending.lead")} />
      <ProblemSummary problem={refusal?.problem} labels={labels} />
      {linked ? null : <p className="notice notice--good">{say("setup:ending.gone")}</p>}
      <section className="card">
        <h2>{say(linked ? "setup:ending.what" : "setup:ending.what-was")}</h2>
        {list("goes", goes)}
        {list("stays", stays)}
        {list("no-more", noMore)}
      </section>
      {linked ? (
        <>
          <section className="card">
            <h2>{say("setup:ending.later")}</h2>
            <p>
              {endsOn ? say("setup:ending.day-set", { day: formatDay(endsOn, language) }) : say("setup:ending.no-day")}
            </p>
            <PageForm deed="retention" send={say("setup:save")}>
              <TextField
                name="endsOn"
                type="date"
                label={labels.endsOn}
                hint={say("setup:ending.ends-on-hint")}
                value={refusal?.typed.endsOn ?? endsOn ?? ""}
                problem={refusal?.problem}
              />
            </PageForm>
          </section>
          <section className="card">
            <h2>{say("setup:ending.now")}</h2>
            {waves.open > 0 ? (
              <p>{say("setup:ending.wave-open", { count: waves.open })}</p>
            ) : (
              <>
                <p>{say("setup:ending.about", { count: people })}</p>
                {waves.planned > 0 ? <p>{say("setup:ending.wave-planned", { count: waves.planned })}</p> : null}
                <p className="notice notice--warn">{say("setup:ending.for-good")}</p>
                <PageForm deed="destroy" send={say("setup:ending.send")} look="danger">
                  <TextField
                    name="slug"
                    label={labels.slug}
                    hint={say("setup:ending.typed-hint")}
                    value={refusal?.typed.slug}
                    problem={refusal?.problem}
                    required
                  />
                </PageForm>
              </>
            )}
          </section>
        </>
      ) : null}
    </>
  );
}
