import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { requireRole } from "#app/accounts/access.server.ts";
import { requirePartner } from "#app/accounts/partner.server.ts";
import { AskFields, askFields } from "#app/components/ask-fields.tsx";
import { ConfirmFields, confirmFields } from "#app/components/confirm-fields.tsx";
import { HiddenNote } from "#app/components/figure.tsx";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { ConfirmationList } from "#app/components/report-facts.tsx";
import { RequestList } from "#app/components/request-list.tsx";
import { WorkflowCard } from "#app/components/workflow-card.tsx";
import { done, readForm, refuse, typed } from "#app/refusal.server.ts";
import { readAsk, readConfirmation } from "#app/report-form.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { readerOf } from "#app/texts/reader.server.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { dayOf } from "#surveys/clock.ts";
import { sendRequestAgain } from "#surveys/fieldwork/confirmation-request.server.ts";
import { organisationsTakingPart } from "#surveys/fieldwork/participant.server.ts";
import { askAboutWorkflow, confirmWorkflow, readWorkflow } from "#surveys/impact/workflows/workflow-deeds.server.ts";
import { workflowPage } from "#surveys/reporting/workflow-words.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "workflow:page.title");

const team = ["coordinator", "analyst"] as const;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const access = await requireRole(request, context, params.slug, [...team, "partner"]);
  const { initiative, account, roles, organisationIds } = access;
  const now = context.clock();
  const read = await readWorkflow(context.db, initiative.id, params.process ?? "", now);
  if (!read) throw new Response(null, { status: 404 });
  const reader = await readerOf(request, context, account);
  const { waves, workflow } = workflowPage(read.results, read.workflow, reader);
  const said = read.workflow.confirmations.find(({ organisation }) => organisation.id === organisationIds[0]);
  return {
    slug: initiative.slug,
    floor: read.results.floor,
    ...{ waves, workflow, requests: read.requests },
    organisations: await organisationsTakingPart(context.db, initiative.id, dayOf(now)),
    mayAsk: roles.some((role) => role !== "partner"),
    mayAnswer: roles.includes("partner"),
    said: said ?? null,
  };
}

/** Partners answer for their organisation; coordinator and analysts ask. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  await requireRole(request, context, params.slug, [...team, "partner"]);
  const form = await readForm(request);
  const process = params.process ?? "";
  const path = `/initiatives/${encodeURIComponent(params.slug ?? "")}/ripples/workflows/${encodeURIComponent(process)}`;
  const { db, settings } = context;
  const now = context.clock();
  if (typed(form, "deed") === "confirm") {
    const { account, initiative, organisationId } = await requirePartner(request, context, params.slug);
    const deed = { initiativeId: initiative.id, accountId: account.id, now };
    const confirmation = readConfirmation(form);
    const refused = await confirmWorkflow(db, { ...deed, process, organisationId, confirmation });
    return refused ? refuse(refused, form) : done(path, "confirmed");
  }
  const { account, initiative } = await requireRole(request, context, params.slug, team);
  const deed = { initiativeId: initiative.id, accountId: account.id, now };
  if (typed(form, "deed") === "again") {
    const refused = await sendRequestAgain(db, deed, typed(form, "request"));
    return refused ? refuse(refused, form) : done(path, "again");
  }
  const { secret } = settings;
  const ask = readAsk(form);
  const refused = await askAboutWorkflow(db, { ...deed, process, ask, secret, language: account.language });
  return refused ? refuse(refused, form) : done(path, "asked");
}

const deeds = ["asked", "again", "confirmed"] as const;

export default function Workflow() {
  const loaded = useLoaderData<typeof loader>();
  const { slug, floor, waves, workflow, requests, organisations, mayAsk, mayAnswer, said } = loaded;
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  const say = useSay();
  const deed = deeds.find((known) => known === search.get("done"));
  const labels = {
    ...Object.fromEntries(askFields.map((name) => [name, say(`partner:report.${name}`)])),
    ...Object.fromEntries(confirmFields.map((name) => [name, say(`partner:confirm.${name}`)])),
  };
  const controls = { confirmer: "choice", agreement: "choice", intended: "choice", contribution: "choice" } as const;
  const typedHere = refused?.typed ?? {};
  const answered = said ? { ...said, organisation: "", amendedOn: "" } : {};
  const sure = workflow.claims.length > 0;
  return (
    <>
      <PageHeading
        title={workflow.name}
        trail={[{ name: say("workflow:page.title"), to: `/initiatives/${slug}/ripples/workflows` }]}
      />
      {deed && !refused ? (
        <p className="notice notice--good" role="status">
          {deed === "confirmed" ? say("workflow:page.done-confirmed") : say(`partner:change.done-${deed}`)}
        </p>
      ) : null}
      <ProblemSummary problem={refused?.problem} labels={labels} controls={controls} />
      <WorkflowCard workflow={workflow} waves={waves} heading={say("workflow:page.now")} />
      <h2>{say("workflow:page.confirmed")}</h2>
      <ul>
        {workflow.claims.map((claim) => (
          <li key={claim}>{claim}</li>
        ))}
      </ul>
      {workflow.confirmations.length > 0 ? (
        <ConfirmationList confirmations={workflow.confirmations} />
      ) : (
        <p className="quiet">{say(sure ? "workflow:page.not-confirmed" : "workflow:page.nothing")}</p>
      )}
      {mayAnswer && sure ? (
        <>
          <h2>{say("workflow:page.answer")}</h2>
          <p className="quiet">{say("partner:confirm.seen")}</p>
          <PageForm deed="confirm" send={say(said ? "partner:confirm.send-again" : "partner:confirm.send")}>
            <ConfirmFields values={typedHere.deed === "confirm" ? typedHere : answered} problem={refused?.problem} />
          </PageForm>
        </>
      ) : null}
      <h2>{say("partner:change.links")}</h2>
      <RequestList requests={requests} mayResend={mayAsk} />
      {mayAsk && sure ? (
        <>
          <h2>{say("workflow:page.ask")}</h2>
          <p>{say("workflow:page.ask-what")}</p>
          <PageForm deed="ask" send={say("partner:change.ask-send")}>
            <AskFields
              none={say("partner:change.ask-none")}
              organisations={organisations}
              values={typedHere}
              problem={refused?.problem}
              insideOnly
            />
          </PageForm>
        </>
      ) : null}
      <HiddenNote floor={floor} />
    </>
  );
}
