import type { LoaderFunctionArgs, MetaFunction, SerializeFrom } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireRole } from "#app/accounts/access.server.ts";
import { HiddenNote } from "#app/components/figure.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { ResponseRates } from "#app/components/response-rates.tsx";
import { RippleMarks, RippleSentence, rippleAddress } from "#app/components/ripple-card.tsx";
import { TideSentences } from "#app/components/tide-sentences.tsx";
import { TrendPicture } from "#app/components/trend-panel.tsx";
import { VerdictMark } from "#app/components/verdict-mark.tsx";
import { pageTitle } from "#app/texts/page-title.ts";
import { readerOf } from "#app/texts/reader.server.ts";
import { useFigures } from "#app/texts/use-figures.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { readRipples } from "#surveys/impact/ripples/ripples.server.ts";
import { indicatorsToChoose } from "#surveys/initiative/indicator-choice.server.ts";
import { goalFindings, newestTides, withUnmeasured } from "#surveys/reporting/finding.ts";
import { nextStep } from "#surveys/reporting/next-step.ts";
import { rippleCard } from "#surveys/reporting/ripple-card.ts";
import { foremostRipples, rippleStanding } from "#surveys/reporting/ripple-list.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "results:page.tabs.overview");

const ripplesShown = 4;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const access = await requireRole(request, context, params.slug, ["coordinator", "analyst", "partner"]);
  const { initiative, roles, account } = access;
  const reader = await readerOf(request, context, account);
  const asked = await indicatorsToChoose(context.db, initiative.id);
  const inbox = await readRipples(context.db, initiative.id);
  const results = withUnmeasured(inbox.results, asked);
  return {
    slug: initiative.slug,
    challenge: initiative.challenge,
    maySetUp: roles.includes("coordinator") || roles.includes("administrator"),
    floor: results.floor,
    waves: results.waves,
    next: nextStep(results),
    goals: goalFindings(results, reader).map(({ goal: { id, title }, verdict, sentence, trend }) => ({
      ...{ id, title, verdict, sentence, trend },
    })),
    tides: newestTides(results),
    ripples: foremostRipples(inbox, ripplesShown).map((ripple) => rippleCard(inbox, ripple, reader)),
    standing: rippleStanding(inbox),
  };
}

type Loaded = SerializeFrom<typeof loader>;

export default function Overview() {
  const loaded = useLoaderData<typeof loader>();
  const say = useSay();
  return (
    <>
      <PageHeading title={say("results:page.tabs.overview")} lead={loaded.challenge} />
      {loaded.next ? <NextStep next={loaded.next} slug={loaded.slug} maySetUp={loaded.maySetUp} /> : null}
      <p>{say("results:page.changed-not-caused")}</p>
      <Goals slug={loaded.slug} goals={loaded.goals} />
      <Ripples {...loaded} />
      <section aria-labelledby="rates">
        <h2 id="rates">{say("results:page.rates.heading")}</h2>
        {loaded.waves.length === 0 ? (
          <p className="quiet">{say("results:page.rates.none")}</p>
        ) : (
          <ResponseRates waves={loaded.waves} />
        )}
        <HiddenNote floor={loaded.floor} />
      </section>
    </>
  );
}

/** Until two waves are closed there is no change to show: what must happen first, and where to do it. */
function NextStep({ next, slug, maySetUp }: { next: NonNullable<Loaded["next"]>; slug: string; maySetUp: boolean }) {
  const say = useSay();
  const figures = useFigures();
  const { wave } = next;
  const values = wave
    ? { wave: wave.name, opens: figures.day(wave.opensOn), closes: figures.day(wave.closesOn) }
    : undefined;
  return (
    <section className="notice" aria-labelledby="next">
      <h2 id="next">{say("results:page.next.title")}</h2>
      <p>{say(`results:page.next.${next.step}`, values)}</p>
      {maySetUp ? (
        <p className="buttons">
          <Link className="button" to={`/initiatives/${slug}/setup`}>
            {say("results:page.next.set-up")}
          </Link>
        </p>
      ) : null}
    </section>
  );
}

function Goals({ slug, goals }: Pick<Loaded, "slug" | "goals">) {
  const say = useSay();
  return (
    <section aria-labelledby="goals">
      <h2 id="goals">{say("results:page.goals.title")}</h2>
      {goals.length === 0 ? <p className="quiet">{say("results:page.goals.none")}</p> : null}
      <ul className="card-grid card-grid--wide">
        {goals.map(({ id, title, verdict, sentence, trend }) => (
          <li className="card" key={id}>
            <h3>
              <Link to={`/initiatives/${slug}/goals#goal-${id}`}>{title}</Link>
            </h3>
            <p>
              <VerdictMark verdict={verdict} />
            </p>
            <p>{sentence}</p>
            {trend ? <TrendPicture trend={trend} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Ripples({ slug, next, ripples, standing, tides }: Loaded) {
  const say = useSay();
  return (
    <section aria-labelledby="ripples">
      <h2 id="ripples">{say("results:page.ripples.title")}</h2>
      <p>{say("results:page.ripples.what")}</p>
      <TideSentences tides={tides} />
      {ripples.length === 0 ? (
        <p className="quiet">{say(`results:page.ripples.${next ? "not-yet" : "none"}`)}</p>
      ) : (
        <p>{say("inbox:overview.standing", standing)}</p>
      )}
      <ol className="card-grid card-grid--wide">
        {ripples.map((card) => (
          <li className={`card ripple ripple--${card.kind}`} key={card.address}>
            <h3>
              <Link to={rippleAddress(slug, card.address)}>{card.title}</Link>
            </h3>
            <RippleMarks card={card} />
            <RippleSentence card={card} />
          </li>
        ))}
      </ol>
      {ripples.length > 0 ? (
        <p>
          <Link to={`/initiatives/${slug}/ripples`}>{say("inbox:overview.see-all")}</Link>
        </p>
      ) : null}
    </section>
  );
}
