import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { DeedButton } from "#app/components/deed-button.tsx";
import { ProblemSummary, RadioField, TextField } from "#app/components/form-field.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { PublicationFacts } from "#app/components/publication-facts.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { publishDeed } from "#app/publish-deeds.server.ts";
import { done, readForm, refuse } from "#app/refusal.server.ts";
import { formatDay } from "#app/texts/figure-format.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { readerOf } from "#app/texts/reader.server.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import { pathOfSlug, publicationState } from "#surveys/initiative/publication.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { namedByHand } from "#surveys/reporting/publish-results.server.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "public:setup.title");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative, account, path } = await requireCoordinator(args);
  const { db } = args.context;
  return {
    state: await publicationState(db, initiative.id),
    ripples: await namedByHand(db, initiative.id, await readerOf(args.request, args.context, account)),
    publicPath: pathOfSlug(initiative.slug),
    previewPath: `${path}/public-preview`,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deed, path, initiative } = await requireCoordinator(args);
  const form = await readForm(args.request);
  const outcome = await publishDeed(args.context, deed, initiative, form);
  return isProblem(outcome) ? refuse(outcome, form) : done(`${path}/publish`, outcome);
}

export default function Publish() {
  const { state, ripples, publicPath, previewPath } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  const language = useLanguage();
  const standing = state === null ? "none" : state.published ? "published" : "down";
  const labels = Object.fromEntries(ripples.map(({ field, title }) => [field, title]));
  return (
    <>
      <SetupHeading title={say("public:setup.title")} lead={say("public:setup.lead")} />
      <ProblemSummary problem={refusal?.problem} labels={labels} />
      <p className="notice">
        {say(`public:setup.state-${standing}`, { day: state ? formatDay(state.publishedOn, language) : "" })}{" "}
        {state?.published ? <a href={publicPath}>{say("public:setup.see")}</a> : null}
      </p>
      <PublicationFacts />
      {ripples.length > 0 ? (
        <section className="card">
          <h2>{say("public:setup.headlines")}</h2>
          <p>{say("public:setup.headlines-what")}</p>
          <PageForm deed="headlines" send={say("public:setup.save-headlines")}>
            {ripples.map(({ field, title, headline }) => (
              <TextField
                key={field}
                name={field}
                label={title}
                value={refusal?.typed[field] ?? headline}
                problem={refusal?.problem}
              />
            ))}
          </PageForm>
        </section>
      ) : null}
      <p>
        <a href={`${previewPath}?lang=${language}`}>{say("public:setup.see-preview")}</a>
      </p>
      <PageForm deed="publish" send={say(state?.published ? "public:setup.republish" : "public:setup.publish")}>
        <RadioField
          name="listed"
          label={say("public:setup.listed")}
          value={state?.listed ? "yes" : "no"}
          choices={["no", "yes"].map((value) => ({ value, label: say(`public:setup.listed-${value}`) }))}
        />
      </PageForm>
      {state?.published ? <DeedButton deed="take-down" label={say("public:setup.take-down")} look="danger" /> : null}
    </>
  );
}
