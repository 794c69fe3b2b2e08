import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { DeedButton } from "#app/components/deed-button.tsx";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { SurveyContents } from "#app/components/survey-contents.tsx";
import { SurveyExport } from "#app/components/survey-export.tsx";
import { done, readForm, refuse, typed } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { audiences } from "#surveys/initiative/audience.ts";
import { type ChosenSurvey, chosenSurveys, renewRoster } from "#surveys/initiative/survey-choice.server.ts";
import { draftOf } from "#surveys/initiative/survey-draft.server.ts";
import { isProblem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "setup:step.surveys");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative, deed, path } = await requireCoordinator(args);
  const { db } = args.context;
  const drafts = await Promise.all(audiences.map((audience) => draftOf(db, initiative.id, audience)));
  return {
    path,
    surveys: await chosenSurveys(db, initiative.id, deed.now),
    drafts: drafts.flatMap((draft) => (draft ? [draft.audience] : [])),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const form = await readForm(args.request);
  const renewed = await renewRoster(args.context.db, { ...deed, surveyId: typed(form, "surveyId") });
  return isProblem(renewed) ? refuse(renewed, form) : done(`${path}/surveys`, "survey-chosen");
}

export default function Surveys() {
  const { path, surveys, drafts } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  return (
    <>
      <SetupHeading title={say("setup:step.surveys")} lead={say("setup:survey.lead")} />
      <ProblemSummary problem={refusal?.problem} labels={{}} />
      {audiences.map((audience) => {
        const own = surveys.filter((survey) => survey.audience === audience);
        return (
          <section className="card" key={audience} aria-labelledby={`survey-${audience}`}>
            <h2 id={`survey-${audience}`}>{say(`setup:survey.${audience}-title`)}</h2>
            {own.length === 0 ? <p>{say("setup:survey.none")}</p> : null}
            {own.map((survey) => (
              <ChosenSurveyPart key={survey.surveyId} survey={survey} path={path} />
            ))}
            <p className="buttons">
              <Link className="button" to={`${path}/surveys/${audience}/editor`} reloadDocument>
                {say(drafts.includes(audience) ? "editor:open-draft" : "editor:open")}
                <span className="visually-hidden"> {say(`setup:audience.${audience}`)}</span>
              </Link>
              <Link className="button button--secondary" to={`${path}/surveys/${audience}`}>
                {say(own.length === 0 ? "setup:survey.choose" : "setup:survey.choose-another")}
                <span className="visually-hidden"> {say(`setup:audience.${audience}`)}</span>
              </Link>
            </p>
          </section>
        );
      })}
    </>
  );
}

function ChosenSurveyPart({ survey, path }: { survey: ChosenSurvey; path: string }) {
  const say = useSay();
  return (
    <>
      <p>
        <strong>{survey.title}</strong>{" "}
        <span className="quiet">{say("setup:survey.version", { number: survey.number })}</span>
      </p>
      {survey.rosterOutOfDate ? (
        <div className="notice notice--warn">
          <p>{say("setup:survey.roster-old")}</p>
          <DeedButton
            deed="renew-roster"
            values={{ surveyId: survey.surveyId }}
            label={say("setup:survey.renew-roster")}
            look="secondary"
          />
        </div>
      ) : null}
      <SurveyContents codebook={survey.codebook} />
      {survey.key === survey.audience ? <SurveyExport path={`${path}/surveys/${survey.audience}`} /> : null}
    </>
  );
}
