import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireRole } from "#app/accounts/access.server.ts";
import { HiddenNote } from "#app/components/figure.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { RippleList } from "#app/components/ripple-list.tsx";
import { TideSentences } from "#app/components/tide-sentences.tsx";
import { pageTitle } from "#app/texts/page-title.ts";
import { readerOf } from "#app/texts/reader.server.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { readResults } from "#surveys/impact/results.server.ts";
import { rippleGroups, tideFindings } from "#surveys/reporting/finding.ts";
import { nextStep } from "#surveys/reporting/next-step.ts";
import { rippleChecks } from "#surveys/reporting/ripple-words.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "results:page.ripples.title");

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const access = await requireRole(request, context, params.slug, ["coordinator", "analyst", "partner"]);
  const { initiative, account } = access;
  const results = await readResults(context.db, initiative.id);
  return {
    slug: initiative.slug,
    floor: results.floor,
    measured: nextStep(results) === null,
    tides: tideFindings(results),
    ...rippleGroups(results, await readerOf(request, context, account)),
  };
}

export default function Ripples() {
  const { slug, floor, measured, tides, ripples, withTide } = useLoaderData<typeof loader>();
  const say = useSay();
  return (
    <>
      <PageHeading title={say("results:page.ripples.title")} lead={say("results:page.ripples.what")} />
      <p>{say("results:page.changed-not-caused")}</p>
      <div className="card-grid card-grid--wide">
        <section className="notice" aria-labelledby="checklist">
          <h2 id="checklist">{say("results:ripple.check.title")}</h2>
          <ul>
            {rippleChecks.map((point) => (
              <li key={point}>{say(`results:ripple.check.${point}`)}</li>
            ))}
          </ul>
        </section>
        <section className="notice" aria-labelledby="tide">
          <h2 id="tide">{say("results:page.tide.title")}</h2>
          <p>{say("results:page.tide.what")}</p>
          <TideSentences tides={tides} />
        </section>
      </div>
      <section aria-labelledby="found">
        <h2 id="found">{say("results:page.ripples.found", { count: ripples.length })}</h2>
        {ripples.length === 0 ? (
          <p className="quiet">{say(`results:page.ripples.${measured ? "none" : "not-yet"}`)}</p>
        ) : null}
        <RippleList slug={slug} groups={ripples} />
      </section>
      <section aria-labelledby="with-tide">
        <h2 id="with-tide">{say("results:page.ripples.with-tide")}</h2>
        <p>{say("results:page.ripples.with-tide-what")}</p>
        {withTide.length === 0 ? <p className="quiet">{say("results:page.ripples.with-tide-none")}</p> : null}
        <RippleList slug={slug} groups={withTide} />
      </section>
      <HiddenNote floor={floor} />
    </>
  );
}
