import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireRole } from "#app/accounts/access.server.ts";
import { PageHeading } from "#app/components/page-heading.tsx";
import { SealCard } from "#app/components/seal-card.tsx";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { sealRecord } from "#surveys/initiative/seal-record.server.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "bias:seals.title");

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { initiative } = await requireRole(request, context, params.slug, ["coordinator", "analyst", "partner"]);
  return { path: `/initiatives/${initiative.slug}`, seals: await sealRecord(context.db, initiative.id) };
}

export default function Seals() {
  const { path, seals } = useLoaderData<typeof loader>();
  const say = useSay();
  return (
    <>
      <PageHeading
        title={say("bias:seals.title")}
        lead={say("bias:seals.lead")}
        trail={[{ name: say("results:page.tabs.goals"), to: `${path}/goals` }]}
      />
      {seals.length === 0 ? <p>{say("bias:seals.none")}</p> : null}
      {seals.map((seal) => (
        <SealCard key={seal.number} seal={seal} path={`${path}/seals/${seal.number}`} />
      ))}
      <section className="notice" aria-labelledby="verify">
        <h2 id="verify">{say("bias:seals.verify")}</h2>
        <p>{say("bias:seals.verify-what")}</p>
        <ol>
          {(["1", "2", "3"] as const).map((step) => (
            <li key={step}>{say(`bias:seals.verify-${step}`)}</li>
          ))}
        </ol>
      </section>
    </>
  );
}
