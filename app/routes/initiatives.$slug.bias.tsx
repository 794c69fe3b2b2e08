import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireRole } from "#app/accounts/access.server.ts";
import { BiasCard, BiasGlance } from "#app/components/bias-card.tsx";
import { HiddenNote } from "#app/components/figure.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { pageTitle } from "#app/texts/page-title.ts";
import { readerOf } from "#app/texts/reader.server.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { readResults } from "#surveys/impact/results.server.ts";
import { biasFindings } from "#surveys/reporting/bias-words.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "bias:page.title");

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const access = await requireRole(request, context, params.slug, ["coordinator", "analyst", "partner"]);
  const reader = await readerOf(request, context, access.account);
  const results = await readResults(context.db, access.initiative.id);
  return { floor: results.floor, findings: biasFindings(results, reader) };
}

export default function Bias() {
  const { floor, findings } = useLoaderData<typeof loader>();
  const say = useSay();
  return (
    <>
      <PageHeading title={say("bias:page.title")} lead={say("bias:page.lead")} />
      {findings.length === 0 ? <p>{say("bias:page.none")}</p> : null}
      <BiasGlance findings={findings} />
      {findings.map((finding, at) => (
        <BiasCard
          key={`${finding.bias.audience} ${finding.bias.from} ${finding.bias.to}`}
          finding={finding}
          open={findings.findIndex(({ bias }) => bias.audience === finding.bias.audience) === at}
        />
      ))}
      <Explanations />
      <HiddenNote floor={floor} />
    </>
  );
}

const explained = ["response", "loss", "way", "wording", "season"] as const;

function Explanations() {
  const say = useSay();
  return (
    <details>
      <summary>{say("bias:page.how")}</summary>
      <dl className="facts">
        {explained.map((key) => (
          <div key={key} className="facts__pair">
            <dt>{say(`bias:page.explain.${key}.title`)}</dt>
            <dd>{say(`bias:page.explain.${key}.text`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
