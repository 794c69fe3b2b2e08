import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  type SerializeFrom,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { requireRole } from "#app/accounts/access.server.ts";
import { HiddenNote } from "#app/components/figure.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { Corroborated, DecisionNote, RippleMarks, RippleSentence } from "#app/components/ripple-card.tsx";
import { RippleChecklist } from "#app/components/ripple-checklist.tsx";
import { RippleCoding } from "#app/components/ripple-coding.tsx";
import { RippleFigures } from "#app/components/ripple-figures.tsx";
import { RippleForms } from "#app/components/ripple-forms.tsx";
import { RippleHistory } from "#app/components/ripple-history.tsx";
import { TrendLink } from "#app/components/tide-list.tsx";
import { readForm, refuse } from "#app/refusal.server.ts";
import { rippleDeed } from "#app/ripple-form.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { readerOf } from "#app/texts/reader.server.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { readRipples } from "#surveys/impact/ripples/ripples.server.ts";
import { ripplePage } from "#surveys/reporting/ripple-page.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "results:page.ripples.title");

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const access = await requireRole(request, context, params.slug, ["coordinator", "analyst", "partner"]);
  const { initiative, account, roles } = access;
  const inbox = await readRipples(context.db, initiative.id);
  const page = ripplePage(inbox, params.address ?? "", await readerOf(request, context, account));
  if (!page) throw new Response(null, { status: 404 });
  const mayDecide = roles.includes("analyst") || roles.includes("administrator");
  return { slug: initiative.slug, floor: inbox.results.floor, mayDecide, page };
}

/** Analysts decide; coordinators and partners see (docs/decisions/012-one-inbox-of-ripples.md). */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { account, initiative } = await requireRole(request, context, params.slug, ["analyst"]);
  const form = await readForm(request);
  const address = params.address ?? "";
  const deed = { initiativeId: initiative.id, accountId: account.id, now: context.clock(), address };
  const done = await rippleDeed(context.db, form, deed);
  if ("problem" in done) return refuse(done, form);
  return redirect(`/initiatives/${initiative.slug}/ripples/candidate/${encodeURIComponent(address)}?done=${done.done}`);
}

type Loaded = SerializeFrom<typeof loader>;

export default function RippleCandidatePage() {
  const { slug, floor, mayDecide, page } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  const { card } = page;
  return (
    <>
      <PageHeading
        title={card.title}
        trail={[{ name: say("results:page.ripples.title"), to: `/initiatives/${slug}/ripples` }]}
      />
      <DoneNote />
      <RippleMarks card={card} />
      <RippleSentence card={card} />
      <DecisionNote card={card} />
      <Evidence page={page} />
      {card.figures ? (
        <section aria-labelledby="figures">
          <h2 id="figures">{say("inbox:page.figures")}</h2>
          <RippleFigures group={card.figures} />
          <TrendLink slug={slug} group={card.figures} />
        </section>
      ) : null}
      {page.present ? <RippleChecklist slug={slug} points={page.checklist} /> : null}
      <RippleCoding coding={card.coding} proposed={page.proposed} />
      {mayDecide && page.present ? <RippleForms page={page} refusal={refusal} /> : null}
      {mayDecide ? null : <p className="notice">{say("inbox:page.analyst-decides")}</p>}
      <RippleHistory history={page.history} />
      <HiddenNote floor={floor} />
    </>
  );
}

const deeds = ["accepted", "dismissed", "reopened", "recoded", "linked", "unlinked"] as const;

/** Says that the form before was done, which stands in the address after the redirect. */
function DoneNote() {
  const say = useSay();
  const [search] = useSearchParams();
  const deed = deeds.find((known) => known === search.get("done"));
  if (!deed) return null;
  return (
    <p className="notice notice--good" role="status">
      {say(`inbox:done.${deed}`)}
    </p>
  );
}

/** What speaks for it, and by which rule it is corroborated. */
function Evidence({ page: { card } }: Pick<Loaded, "page">) {
  const say = useSay();
  return (
    <section aria-labelledby="evidence">
      <h2 id="evidence">{say("inbox:page.evidence")}</h2>
      <ul>
        {card.evidence.map((evidence) => (
          <li key={evidence}>{say(`inbox:evidence.${evidence}`)}</li>
        ))}
      </ul>
      <Corroborated card={card} />
      <p className="quiet">{say("inbox:life.corroborated")}</p>
    </section>
  );
}
