import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { DeedButton } from "#app/components/deed-button.tsx";
import { ProblemSummary, SelectField, TextField } from "#app/components/form-field.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { done, readForm, refuse, typed } from "#app/refusal.server.ts";
import { formatInstant } from "#app/texts/figure-format.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { segmentWords } from "#app/texts/segment-words.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import { comparisonSetting, nameComparisonGroup } from "#surveys/initiative/comparison-group.server.ts";
import { isProblem, type Problem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "change:group.title");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative } = await requireCoordinator(args);
  return comparisonSetting(args.context.db, initiative.id);
}

export async function action(args: ActionFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const form = await readForm(args.request);
  const removes = typed(form, "deed") === "remove";
  const named = await nameComparisonGroup(args.context.db, {
    ...deed,
    segment: removes ? null : typed(form, "segment"),
  });
  if (isProblem(named)) return refuse(named, form);
  return done(`${path}/comparison`, removes ? "comparison-removed" : "comparison-named");
}

export default function Comparison() {
  const { group, segments, history, opened } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  const language = useLanguage();
  const isSealed = group?.standing === "sealed" && opened;
  return (
    <>
      <SetupHeading title={say("change:group.title")} lead={say("change:group.lead")} />
      <p>{say("change:group.what")}</p>
      <ProblemSummary problem={refusal?.problem} labels={{ segment: say("change:group.segment") }} />
      <p className="notice">
        {group ? say("change:group.named", { group: segmentWords(group.segment, say) }) : say("change:group.none")}
      </p>
      {isSealed ? (
        <p>{say("change:group.sealed")}</p>
      ) : (
        <section className="card">
          <h2>{say("change:group.choose")}</h2>
          {opened ? <p className="notice notice--warn">{say("change:group.late")}</p> : null}
          <PageForm deed="name" send={say("change:group.send")}>
            <SegmentChoice
              segments={segments}
              value={refusal?.typed.segment ?? group?.segment}
              problem={refusal?.problem}
            />
          </PageForm>
          {group ? <DeedButton deed="remove" label={say("change:group.remove")} look="secondary" /> : null}
        </section>
      )}
      {history.length === 0 ? null : (
        <>
          <h2>{say("change:group.history")}</h2>
          <ul>
            {history.map(({ number, segment, named_at, name }) => (
              <li key={number}>
                {say(segment === "" ? "change:group.history-removed" : "change:group.history-named", {
                  ...{ group: segmentWords(segment, say), at: formatInstant(named_at, language), by: name },
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** Groups that are known are picked; before there are participants, a group is written as it will stand in their list. */
function SegmentChoice(made: { segments: string[]; value: string | undefined; problem: Problem | null | undefined }) {
  const say = useSay();
  const { segments, value, problem } = made;
  const field = { name: "segment", label: say("change:group.segment"), value, problem };
  if (segments.length === 0) return <TextField {...field} hint={say("setup:goal.segment-hint-typed")} />;
  const choices = segments.map((segment) => ({ value: segment, label: segmentWords(segment, say) }));
  return <SelectField {...field} none={say("setup:choose")} groups={[{ choices }]} required />;
}
