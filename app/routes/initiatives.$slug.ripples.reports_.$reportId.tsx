import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { requireRole } from "#app/accounts/access.server.ts";
import { AskFields, askFields } from "#app/components/ask-fields.tsx";
import { ProblemSummary, RadioField, SelectField } from "#app/components/form-field.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { ConfirmationList, ReportFacts, ReportHead } from "#app/components/report-facts.tsx";
import { RequestList } from "#app/components/request-list.tsx";
import { StandingBadges } from "#app/components/standing-badges.tsx";
import { done, readForm, refuse, typed } from "#app/refusal.server.ts";
import { readAsk } from "#app/report-form.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { dayOf } from "#surveys/clock.ts";
import { askAboutReport, sendRequestAgain } from "#surveys/fieldwork/confirmation-request.server.ts";
import { organisationsTakingPart } from "#surveys/fieldwork/participant.server.ts";
import { readReports, readRequests } from "#surveys/impact/reports/reports.server.ts";
import { type ReportedChange, type ReportResult, reportedChanges } from "#surveys/impact/reports/reports.ts";
import { changeDepths, changeKinds, changeRings } from "#surveys/initiative/change-report.ts";
import { codeReport } from "#surveys/initiative/report-coding.server.ts";
import type { Problem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "partner:changes.title");

const team = ["coordinator", "analyst"] as const;
const shortWords = 90;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const access = await requireRole(request, context, params.slug, [...team, "partner"]);
  const { initiative, roles } = access;
  const now = context.clock();
  const reports = await readReports(context.db, initiative.id);
  const change = reportedChanges(reports).find((one) => one.reports.some(({ id }) => id === params.reportId));
  const report = change?.reports.find(({ id }) => id === params.reportId);
  if (!change || !report) throw new Response(null, { status: 404 });
  const requests = await readRequests(context.db, initiative.id, now);
  const organisations = await organisationsTakingPart(context.db, initiative.id, dayOf(now));
  return {
    slug: initiative.slug,
    mayCode: roles.some((role) => role !== "partner"),
    report,
    change,
    requests: requests.filter(({ about }) => about.reportId === report.id).map(({ result }) => result),
    organisations: organisations.filter(({ id }) => id !== report.organisation.id),
    others: reports
      .filter(({ id }) => id !== report.id)
      .map(({ id, organisation, what }) => ({ id, organisation: organisation.name, what: what.slice(0, shortWords) })),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { account, initiative } = await requireRole(request, context, params.slug, team);
  const form = await readForm(request);
  const reportId = params.reportId ?? "";
  const deed = { initiativeId: initiative.id, accountId: account.id, now: context.clock() };
  const path = `/initiatives/${initiative.slug}/ripples/reports/${encodeURIComponent(reportId)}`;
  if (typed(form, "deed") === "ask") {
    const { secret } = context.settings;
    const asking = { reportId, ask: readAsk(form), secret, language: account.language };
    const refused = await askAboutReport(context.db, { ...deed, ...asking });
    return refused ? refuse(refused, form) : done(path, "asked");
  }
  if (typed(form, "deed") === "again") {
    const refused = await sendRequestAgain(context.db, deed, typed(form, "request"));
    return refused ? refuse(refused, form) : done(path, "again");
  }
  const coding = {
    ...{ kind: typed(form, "kind"), depth: typed(form, "depth"), ring: typed(form, "ring") },
    sameAs: typed(form, "sameAs"),
  };
  const refused = await codeReport(context.db, { ...deed, reportId, coding });
  return refused ? refuse(refused, form) : done(path, "coded");
}

const deeds = ["coded", "asked", "again"] as const;

export default function Report() {
  const { slug, mayCode, report, change, requests, organisations, others } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  const say = useSay();
  const deed = deeds.find((known) => known === search.get("done"));
  const labels = {
    ...Object.fromEntries(askFields.map((name) => [name, say(`partner:report.${name}`)])),
    ...Object.fromEntries(["kind", "depth", "ring"].map((name) => [name, say(`partner:report.${name}`)])),
    sameAs: say("partner:change.sameAs"),
  };
  const controls = { kind: "choice", depth: "choice", ring: "choice", sameAs: "choice", confirmer: "choice" } as const;
  return (
    <>
      <PageHeading
        title={say("partner:change.title", { organisation: report.organisation.name })}
        trail={[{ name: say("inbox:tabs.reports"), to: `/initiatives/${slug}/ripples/reports` }]}
      />
      {deed && !refused ? (
        <p className="notice notice--good" role="status">
          {say(`partner:change.done-${deed}`)}
        </p>
      ) : null}
      <ProblemSummary problem={refused?.problem} labels={labels} controls={controls} />
      <article className="card">
        <ReportHead report={report} showOrganisation={false} />
        <ReportFacts report={report} />
        <p>
          <StandingBadges change={change} /> {say("partner:changes.voices", { count: change.voices.length })}
        </p>
      </article>
      <SameChange slug={slug} report={report} change={change} />
      <h2>{say("partner:said.title")}</h2>
      <ConfirmationList confirmations={report.confirmations} />
      <h2>{say("partner:change.links")}</h2>
      <RequestList requests={requests} mayResend={mayCode} />
      {mayCode ? (
        <>
          <h2>{say("partner:change.ask")}</h2>
          <p>{say("partner:change.ask-what")}</p>
          <PageForm deed="ask" send={say("partner:change.ask-send")}>
            <AskFields
              none={say("partner:change.ask-none")}
              organisations={organisations}
              values={refused?.typed ?? {}}
              problem={refused?.problem}
            />
          </PageForm>
          <CodingForm report={report} others={others} refused={refused} />
        </>
      ) : null}
    </>
  );
}

function SameChange({ slug, report, change }: { slug: string; report: ReportResult; change: ReportedChange }) {
  const say = useSay();
  const others = change.reports.filter(({ id }) => id !== report.id);
  if (others.length === 0) return null;
  return (
    <>
      <h2>{say("partner:change.same")}</h2>
      {report.sameAs ? <p className="quiet">{say(`partner:change.saidBy-${report.sameAs.saidBy}`)}</p> : null}
      <ul className="plain-list">
        {others.map((other) => (
          <li className="card" key={other.id}>
            <ReportHead report={other} showOrganisation />
            <p className="typed">{other.what}</p>
            <p>
              <Link to={`/initiatives/${slug}/ripples/reports/${other.id}`}>
                {say("partner:changes.open")}
                <span className="visually-hidden"> {say("partner:reports.about", { what: other.what })}</span>
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

interface CodingFormProps {
  report: ReportResult;
  others: Array<{ id: string; organisation: string; what: string }>;
  refused: { problem: Problem; typed: Record<string, string> } | undefined;
}

function CodingForm({ report, others, refused }: CodingFormProps) {
  const say = useSay();
  const wasCoding = refused?.typed.deed === "code";
  const values: Record<string, string> = wasCoding
    ? refused.typed
    : {
        kind: report.coded.kind,
        depth: report.coded.depth ?? "",
        ring: report.coded.ring ?? "",
        sameAs: report.sameAs?.saidBy === "analyst" ? report.sameAs.id : "as-reported",
      };
  const chosen = (name: "kind" | "depth" | "ring", choices: readonly string[]) => ({
    ...{ name, label: say(`partner:report.${name}`), value: values[name], problem: refused?.problem },
    choices: choices.map((value) => ({ value, label: say(`partner:${name}.${value}`) })),
  });
  return (
    <>
      <h2>{say("partner:change.coding")}</h2>
      <p>{say("partner:change.coding-what")}</p>
      <PageForm deed="code" send={say("partner:change.save")}>
        <RadioField {...chosen("kind", changeKinds)} />
        <RadioField {...chosen("depth", changeDepths)} />
        <RadioField {...chosen("ring", changeRings)} />
        <SelectField
          name="sameAs"
          label={say("partner:change.sameAs")}
          value={values.sameAs}
          problem={refused?.problem}
          groups={[
            {
              choices: ["as-reported", "apart"].map((value) => ({ value, label: say(`partner:change.${value}`) })),
            },
            {
              name: say("inbox:tabs.reports"),
              choices: others.map(({ id, ...words }) => ({
                value: id,
                label: say("partner:report.sameAs-choice", words),
              })),
            },
          ]}
        />
      </PageForm>
    </>
  );
}
