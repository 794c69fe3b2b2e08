import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  type SerializeFrom,
} from "@remix-run/node";
import { Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { requirePartner } from "#app/accounts/partner.server.ts";
import { ChangeReportList } from "#app/components/change-report-list.tsx";
import { DeedButton } from "#app/components/deed-button.tsx";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { VerdictMark } from "#app/components/verdict-mark.tsx";
import { readForm, refuse, typed } from "#app/refusal.server.ts";
import { formatDay } from "#app/texts/figure-format.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import { ownInvitations } from "#surveys/fieldwork/own-invitation.server.ts";
import { readReports } from "#surveys/impact/reports/reports.server.ts";
import { readResults } from "#surveys/impact/results.server.ts";
import { endorseGoal, withdrawEndorsement } from "#surveys/initiative/endorsement.server.ts";
import { actorsOf } from "#surveys/initiative/organisation.server.ts";
import { publicPath } from "#surveys/initiative/publication.server.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "partner:page.title");

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { account, initiative, organisationId } = await requirePartner(request, context, params.slug);
  const { secret, baseUrl } = context.settings;
  const actors = await actorsOf(context.db, initiative.id);
  const reports = await readReports(context.db, initiative.id);
  const { goals } = await readResults(context.db, initiative.id);
  return {
    slug: initiative.slug,
    challenge: initiative.challenge,
    organisation: actors.find((actor) => actor.organisationId === organisationId)?.name ?? "",
    invitations: await ownInvitations(context.db, {
      initiativeId: initiative.id,
      email: account.email,
      secret,
      baseUrl,
      now: context.clock(),
    }),
    goals: goals
      .filter(({ withdrawn }) => !withdrawn)
      .map(({ id, title, wave, verdict, endorsedBy }) => ({
        ...{ id, title, endorsedBy },
        verdict: wave === null ? ("not-measured" as const) : verdict,
      })),
    organisationId,
    publicPath: await publicPath(context.db, initiative.id),
    ownReports: reports.filter((report) => report.organisation.id === organisationId),
    otherReports: reports.filter((report) => report.organisation.id !== organisationId),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { account, initiative, organisationId } = await requirePartner(request, context, params.slug);
  const form = await readForm(request);
  const withdraws = typed(form, "deed") === "withdraw";
  const change = withdraws ? withdrawEndorsement : endorseGoal;
  const refused = await change(context.db, {
    initiativeId: initiative.id,
    accountId: account.id,
    now: context.clock(),
    goalId: typed(form, "goal"),
    organisationId,
  });
  if (refused) return refuse(refused, form);
  return redirect(`/initiatives/${initiative.slug}/partner?goal=${withdraws ? "withdrawn" : "endorsed"}#goals`);
}

export default function PartnerPage() {
  const loaded = useLoaderData<typeof loader>();
  const { slug, challenge, organisation, organisationId, invitations, goals, ownReports, otherReports } = loaded;
  const confirming = { path: `/initiatives/${slug}/partner/confirm`, organisationId };
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  const say = useSay();
  return (
    <>
      <PageHeading title={say("partner:page.heading", { organisation })} lead={challenge} />
      {search.get("reported") === "1" || search.get("confirmed") === "1" ? (
        <p className="notice notice--good" role="status">
          {say(search.get("confirmed") === "1" ? "partner:reports.done-confirmed" : "partner:report.thanks")}
        </p>
      ) : null}
      <ProblemSummary problem={refused?.problem} labels={{}} />
      <OwnSurveys invitations={invitations} />
      <section aria-labelledby="results">
        <h2 id="results">{say("partner:results.title")}</h2>
        <p>{say("partner:results.what")}</p>
        <p className="buttons">
          <Link className="button button--secondary" to={`/initiatives/${slug}`}>
            {say("partner:results.overview")}
          </Link>
          <Link className="button button--secondary" to={`/initiatives/${slug}/indicators`}>
            {say("partner:results.indicators")}
          </Link>
          <Link className="button button--secondary" to={`/initiatives/${slug}/ripples`}>
            {say("partner:results.ripples")}
          </Link>
          {loaded.publicPath ? (
            <a className="button button--secondary" href={loaded.publicPath}>
              {say("public:partner-link")}
            </a>
          ) : null}
        </p>
      </section>
      <Goals slug={slug} organisation={organisation} goals={goals} />
      <section aria-labelledby="reports">
        <h2 id="reports">{say("partner:reports.title")}</h2>
        <p>{say("partner:reports.what")}</p>
        <p className="buttons">
          <Link className="button" to={`/initiatives/${slug}/partner/report`}>
            {say("partner:reports.new")}
          </Link>
        </p>
        <h3>{say("partner:reports.own", { organisation })}</h3>
        <ChangeReportList reports={ownReports} />
        <h3>{say("partner:reports.others")}</h3>
        <ChangeReportList reports={otherReports} showOrganisation confirming={confirming} />
      </section>
    </>
  );
}

type Loaded = SerializeFrom<typeof loader>;

function OwnSurveys({ invitations }: Pick<Loaded, "invitations">) {
  const say = useSay();
  const language = useLanguage();
  return (
    <section className="card" aria-labelledby="own-survey">
      <h2 id="own-survey">{say("partner:survey.title")}</h2>
      {invitations.length === 0 ? <p>{say("partner:survey.none")}</p> : null}
      {invitations.map(({ waveName, audience, closesOn, link }) => {
        const values = { wave: waveName, day: formatDay(closesOn, language) };
        return link ? (
          <div key={`${waveName} ${audience}`}>
            <p>{say(`partner:survey.waits-${audience}`, values)}</p>
            <p className="buttons">
              <a className="button" href={link}>
                {say("partner:survey.answer")}
              </a>
            </p>
          </div>
        ) : (
          <p key={`${waveName} ${audience}`}>{say("partner:survey.answered", values)}</p>
        );
      })}
    </section>
  );
}

function Goals({ slug, organisation, goals }: Pick<Loaded, "slug" | "organisation" | "goals">) {
  const say = useSay();
  return (
    <section aria-labelledby="goals">
      <h2 id="goals">{say("partner:goals.title")}</h2>
      <p>{say("partner:goals.what")}</p>
      <GoalNotice />
      {goals.length === 0 ? <p className="quiet">{say("partner:goals.none")}</p> : null}
      {goals.map((goal) => (
        <article className="card" key={goal.id}>
          <h3>
            <Link to={`/initiatives/${slug}/goals#goal-${goal.id}`}>{goal.title}</Link>
          </h3>
          <p>
            <VerdictMark verdict={goal.verdict} />
          </p>
          <p>
            {goal.endorsedBy.length > 0
              ? say("partner:goals.endorsed-by", { names: goal.endorsedBy.join(", ") })
              : say("partner:goals.endorsed-by-none")}
          </p>
          <Endorsement goal={goal} endorsed={goal.endorsedBy.includes(organisation)} organisation={organisation} />
        </article>
      ))}
    </section>
  );
}

/** Says that the endorsement was taken or taken back; which of them stands in the address after the redirect. */
function GoalNotice() {
  const say = useSay();
  const [search] = useSearchParams();
  const done = search.get("goal");
  if (done !== "endorsed" && done !== "withdrawn") return null;
  return (
    <p className="notice notice--good" role="status">
      {say(done === "endorsed" ? "partner:goals.done-endorse" : "partner:goals.done-withdraw")}
    </p>
  );
}

function Endorsement({
  goal,
  endorsed,
  organisation,
}: {
  goal: Loaded["goals"][number];
  endorsed: boolean;
  organisation: string;
}) {
  const say = useSay();
  const deed = endorsed ? "withdraw" : "endorse";
  return (
    <DeedButton
      deed={deed}
      values={{ goal: goal.id }}
      label={say(`partner:goals.${deed}`)}
      about={say("partner:goals.about", { goal: goal.title, organisation })}
      look={endorsed ? "secondary" : "primary"}
    />
  );
}
