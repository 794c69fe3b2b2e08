import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireRole } from "#app/accounts/access.server.ts";
import { HiddenNote } from "#app/components/figure.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { WorkflowCard } from "#app/components/workflow-card.tsx";
import { pageTitle } from "#app/texts/page-title.ts";
import { readerOf } from "#app/texts/reader.server.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { readWorkflows } from "#surveys/impact/workflows/workflows.server.ts";
import { ledgerFinding } from "#surveys/reporting/workflow-words.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "workflow:page.title");

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const access = await requireRole(request, context, params.slug, ["coordinator", "analyst", "partner"]);
  const { initiative, account } = access;
  const { results, ...found } = await readWorkflows(context.db, initiative.id);
  const ledger = ledgerFinding(results, found, await readerOf(request, context, account));
  return { slug: initiative.slug, floor: results.floor, ledger };
}

export default function Workflows() {
  const { slug, floor, ledger } = useLoaderData<typeof loader>();
  const say = useSay();
  return (
    <>
      <PageHeading title={say("workflow:page.title")} lead={say("workflow:page.lead")} />
      <p>{say("results:page.changed-not-caused")}</p>
      {ledger.workflows.length === 0 ? (
        <p className="notice">{say("workflow:page.none")}</p>
      ) : (
        <section className="card" aria-labelledby="total">
          <h2 id="total">{say("workflow:page.total")}</h2>
          {ledger.total.sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <details>
            <summary>{say("workflow:page.method")}</summary>
            <p>{say("workflow:page.method-person")}</p>
            <p>{say("workflow:page.method-organisation")}</p>
            <p>{say("workflow:page.method-sum")}</p>
          </details>
        </section>
      )}
      {ledger.workflows.map((workflow) => (
        <WorkflowCard key={workflow.process} workflow={workflow} waves={ledger.waves}>
          <p className="buttons">
            <Link
              className="button button--secondary"
              to={`/initiatives/${slug}/ripples/workflows/${workflow.process}`}
            >
              {say("workflow:page.open")}
              <span className="visually-hidden"> {workflow.name}</span>
            </Link>
          </p>
        </WorkflowCard>
      ))}
      <HiddenNote floor={floor} />
    </>
  );
}
