import type { LoaderFunctionArgs, MetaFunction, SerializeFrom } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireRole } from "#app/accounts/access.server.ts";
import { HiddenNote } from "#app/components/figure.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { RingView } from "#app/components/ring-view.tsx";
import { RippleCards } from "#app/components/ripple-card.tsx";
import { RippleFilter } from "#app/components/ripple-filter.tsx";
import { TideList } from "#app/components/tide-list.tsx";
import { TideSentences } from "#app/components/tide-sentences.tsx";
import { pageTitle } from "#app/texts/page-title.ts";
import { readerOf } from "#app/texts/reader.server.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { readRipples } from "#surveys/impact/ripples/ripples.server.ts";
import { tideFindings } from "#surveys/reporting/finding.ts";
import { nextStep } from "#surveys/reporting/next-step.ts";
import { type RingPicture, ringPictures } from "#surveys/reporting/ring-picture.ts";
import { tideGroups } from "#surveys/reporting/ripple-finding.ts";
import { rippleList } from "#surveys/reporting/ripple-list.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "results:page.ripples.title");

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const access = await requireRole(request, context, params.slug, ["coordinator", "analyst", "partner"]);
  const { initiative, account } = access;
  const inbox = await readRipples(context.db, initiative.id);
  const reader = await readerOf(request, context, account);
  const asked = new URL(request.url).searchParams;
  const wished = (name: string) => asked.get(name) ?? "";
  const filter = { kind: wished("kind"), source: wished("source"), type: wished("type"), ring: wished("ring") };
  return {
    slug: initiative.slug,
    floor: inbox.results.floor,
    measured: nextStep(inbox.results) === null,
    tides: tideFindings(inbox.results),
    withTide: tideGroups(inbox.results, reader),
    filter,
    list: rippleList(inbox, filter, reader),
    picture: ringPictures(inbox, reader).at(-1) ?? null,
  };
}

type Loaded = SerializeFrom<typeof loader>;

export default function Ripples() {
  const loaded = useLoaderData<typeof loader>();
  const { slug, floor, tides, withTide } = loaded;
  const say = useSay();
  return (
    <>
      <PageHeading title={say("results:page.ripples.title")} lead={say("inbox:list.lead")} />
      <p>{say("results:page.changed-not-caused")}</p>
      {loaded.picture ? <Picture slug={slug} picture={loaded.picture} /> : null}
      <Life />
      <Inbox {...loaded} />
      <section aria-labelledby="with-tide">
        <h2 id="with-tide">{say("results:page.ripples.with-tide")}</h2>
        <p>{say("results:page.tide.what")}</p>
        <TideSentences tides={tides} />
        <p>{say("results:page.ripples.with-tide-what")}</p>
        {withTide.length === 0 ? <p className="quiet">{say("results:page.ripples.with-tide-none")}</p> : null}
        <TideList slug={slug} groups={withTide} />
      </section>
      <HiddenNote floor={floor} />
    </>
  );
}

function Picture({ slug, picture }: { slug: string; picture: RingPicture }) {
  const say = useSay();
  return (
    <section aria-labelledby="picture">
      <h2 id="picture">{say("inbox:rings.title")}</h2>
      <RingView slug={slug} picture={picture} aboveCards />
      <p>
        <Link to={`/initiatives/${slug}/ripples/rings`}>{say("inbox:rings.see")}</Link>
      </p>
    </section>
  );
}

/** The rule by which a candidate moves on, for everybody to read. */
function Life() {
  const say = useSay();
  return (
    <details>
      <summary>{say("inbox:life.title")}</summary>
      <dl className="facts">
        {["candidate", "corroborated", "accepted", "dismissed", "reopened"].map((state) => (
          <div key={state} className="facts__pair">
            <dt>{say(`inbox:state.${state}`)}</dt>
            <dd>{say(`inbox:life.${state}`)}</dd>
          </div>
        ))}
      </dl>
      <p>{say("inbox:life.harms")}</p>
    </details>
  );
}

function Inbox({ slug, measured, list, filter }: Loaded) {
  const say = useSay();
  if (list.all === 0) return <p className="quiet">{say(`results:page.ripples.${measured ? "none" : "not-yet"}`)}</p>;
  return (
    <>
      <RippleFilter filter={filter} all={list.all} shown={list.shown} />
      {list.sections
        .filter(({ section, cards }) => cards.length > 0 || section === "open" || section === "dismissed-harms")
        .map(({ section, cards, weak }) => (
          <section aria-labelledby={section} key={section}>
            <h2 id={section}>
              {say(`inbox:section.${section}`)} ({cards.length + weak.length})
            </h2>
            <p>{say(`inbox:section.${section}-what`)}</p>
            <RippleCards slug={slug} cards={cards} />
            {weak.length > 0 ? (
              <details open={filter.source === "tie"}>
                <summary>{say("inbox:weak-ties", { count: weak.length })}</summary>
                <p>{say("inbox:weak-ties-what")}</p>
                <RippleCards slug={slug} cards={weak} />
              </details>
            ) : null}
          </section>
        ))}
    </>
  );
}
