import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireRole } from "#app/accounts/access.server.ts";
import { EndorsementList } from "#app/components/endorsement-list.tsx";
import { HiddenNote } from "#app/components/figure.tsx";
import { GoalCard } from "#app/components/goal-card.tsx";
import { GoalCautionNote } from "#app/components/goal-caution-note.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { SpillOverTable } from "#app/components/spill-over-table.tsx";
import { pageTitle } from "#app/texts/page-title.ts";
import { readerOf } from "#app/texts/reader.server.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { readResults } from "#surveys/impact/results.server.ts";
import { endorsementsOf } from "#surveys/initiative/endorsement.server.ts";
import { indicatorsToChoose } from "#surveys/initiative/indicator-choice.server.ts";
import { comparisonNote } from "#surveys/reporting/difference-words.ts";
import { goalFindings, withUnmeasured } from "#surveys/reporting/finding.ts";
import { goalCaution } from "#surveys/reporting/goal-caution.ts";
import { spillOver, spillOverSentence } from "#surveys/reporting/spill-over.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "results:page.goals.title");

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const access = await requireRole(request, context, params.slug, ["coordinator", "analyst", "partner"]);
  const reader = await readerOf(request, context, access.account);
  const asked = await indicatorsToChoose(context.db, access.initiative.id);
  const results = withUnmeasured(await readResults(context.db, access.initiative.id), asked);
  const endorsements = await endorsementsOf(context.db, access.initiative.id);
  const goals = goalFindings(results, reader).map((finding) => {
    const spill = spillOver(results, finding.goal);
    return {
      finding,
      caution: goalCaution(results, finding.goal, reader),
      spill: spill ? { spill, sentence: spillOverSentence(spill, reader) } : null,
      endorsements: endorsements.get(finding.goal.id) ?? [],
    };
  });
  return { floor: results.floor, comparison: comparisonNote(results, reader), goals };
}

export default function Goals() {
  const { floor, comparison, goals } = useLoaderData<typeof loader>();
  const say = useSay();
  return (
    <>
      <PageHeading title={say("results:page.goals.title")} lead={say("results:page.goals.lead")} />
      {goals.length === 0 ? <p>{say("results:page.goals.none")}</p> : <p>{say("results:page.changed-not-caused")}</p>}
      <p>
        <Link to="../seals" relative="path">
          {say("bias:seals.link")}
        </Link>
      </p>
      {comparison ? <p className="notice">{comparison}</p> : null}
      {goals.map(({ finding, caution, spill, endorsements }) => (
        <GoalCard key={finding.goal.id} finding={finding}>
          <EndorsementList endorsements={endorsements} />
          {spill ? <SpillOverTable {...spill} goal={finding.goal.title} /> : null}
          {caution ? <GoalCautionNote caution={caution} /> : null}
        </GoalCard>
      ))}
      <Explanations />
      <HiddenNote floor={floor} />
    </>
  );
}

const explained = ["interval", "probability", "detectable", "holm", "sealed"] as const;

function Explanations() {
  const say = useSay();
  return (
    <details>
      <summary>{say("results:page.goals.explain.title")}</summary>
      <dl className="facts">
        {explained.map((key) => (
          <div key={key} className="facts__pair">
            <dt>{say(`results:page.goals.${key}`)}</dt>
            <dd>{say(`results:page.goals.explain.${key}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
