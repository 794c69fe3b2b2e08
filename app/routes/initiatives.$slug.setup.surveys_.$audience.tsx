import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { type Coordinating, requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { FileField, ProblemSummary, TextAreaField, TextField } from "#app/components/form-field.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { SurveyLanguageTable } from "#app/components/survey-language-table.tsx";
import { fileIn, readMultipart } from "#app/multipart.server.ts";
import { done, refuse, typed } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import { surveyLanguages } from "#app/told-languages.server.ts";
import type { Audience, Database } from "#db/schema.ts";
import { type LibrarySurvey, librarySurveys } from "#surveys/definition/library.ts";
import { surveysOf, surveyVersion } from "#surveys/definition/survey.server.ts";
import { isAudience } from "#surveys/initiative/audience.ts";
import { chooseLibrarySurvey, chooseOwnSurvey, chosenSurveys } from "#surveys/initiative/survey-choice.server.ts";
import { isProblem, type Problem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "setup:survey.choose");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative, deed } = await requireCoordinator(args);
  const audience = audienceOf(args.params.audience);
  const surveys = await chosenSurveys(args.context.db, initiative.id, deed.now);
  const stored = (await surveysOf(args.context.db, initiative.id)).find((survey) => survey.audience === audience);
  const version = stored && (await surveyVersion(args.context.db, stored.versionId));
  return {
    audience,
    languages: version ? surveyLanguages(version.definition) : null,
    chosen: surveys.find((survey) => survey.key === audience)?.parts ?? [],
    library: librarySurveys
      .filter((survey) => survey.audience === audience)
      .map(({ key, role, title }): Pick<LibrarySurvey, "key" | "role" | "title"> => ({ key, role, title })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const coordinating = await requireCoordinator(args);
  const audience = audienceOf(args.params.audience);
  const form = await readMultipart(args.request);
  if (isProblem(form)) return refuse({ ...form, field: "file" }, new FormData());
  const choose = typed(form, "deed") === "own" ? chooseOwn : chooseFromLibrary;
  const stored = await choose(args.context.db, coordinating, audience, form);
  return isProblem(stored) ? refuse(stored, form) : done(`${coordinating.path}/surveys`, "survey-chosen");
}

function chooseFromLibrary(db: Database, { deed }: Coordinating, audience: Audience, form: FormData) {
  return chooseLibrarySurvey(db, { ...deed, audience, modules: form.getAll("modules").map(String) });
}

async function chooseOwn(db: Database, { deed }: Coordinating, audience: Audience, form: FormData) {
  const file = await fileIn(form, "file");
  const definition = file ? file.content.toString("utf8") : typed(form, "definition");
  const stored = await chooseOwnSurvey(db, { ...deed, audience, title: typed(form, "title"), definition });
  return isProblem(stored) && file ? atFile(stored) : stored;
}

/** What is wrong with a file is told at the field it was picked in. */
function atFile(found: Problem): Problem {
  const own = found.field === "definition" ? { ...found, field: "file" } : found;
  return own.also ? { ...own, also: own.also.map(atFile) } : own;
}

function audienceOf(text: string | undefined): Audience {
  if (!isAudience(text)) throw new Response(null, { status: 404 });
  return text;
}

export default function ChooseSurvey() {
  const { audience, library, chosen, languages } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  const language = useLanguage();
  const labels = {
    ...{ title: say("setup:survey.own-title"), definition: say("setup:survey.own-json") },
    file: say("setup:survey.own-file"),
  };
  const modules = library.filter((survey) => survey.role === "module");
  const own = { problem: refusal?.problem };
  return (
    <>
      <SetupHeading
        title={say(`setup:survey.${audience}-choose`)}
        lead={say("setup:survey.choose-lead")}
        under={{ path: "surveys", name: say("setup:step.surveys") }}
      />
      <ProblemSummary problem={refusal?.problem} labels={labels} />
      {languages ? (
        <>
          <h2>{say("setup:languages.title")}</h2>
          <p>{say("setup:languages.lead")}</p>
          <SurveyLanguageTable languages={languages} />
        </>
      ) : null}
      <h2>{say("setup:survey.library")}</h2>
      <PageForm deed="library" send={say("setup:survey.choose-library")} withFile>
        {library
          .filter((survey) => survey.role === "core")
          .map((survey) => (
            <p key={survey.key}>
              <strong>{survey.title[language]}</strong> · {say("setup:survey.core")}
            </p>
          ))}
        {modules.length > 0 ? (
          <fieldset>
            <legend>{say("setup:survey.modules")}</legend>
            {modules.map((survey) => (
              <label className="choice" key={survey.key}>
                <input type="checkbox" name="modules" value={survey.key} defaultChecked={chosen.includes(survey.key)} />
                <span>{survey.title[language]}</span>
              </label>
            ))}
          </fieldset>
        ) : null}
      </PageForm>
      <h2>{say("exchange:page.link")}</h2>
      <p>{say("exchange:page.link-what")}</p>
      <p className="buttons">
        <Link className="button button--secondary" to="import" relative="path">
          {say("exchange:page.link")}
        </Link>
      </p>
      <h2>{say("setup:survey.own")}</h2>
      <p>{say("setup:survey.own-what")}</p>
      <PageForm deed="own" send={say("setup:survey.choose-own")} withFile>
        <TextField {...own} name="title" label={labels.title} value={refusal?.typed.title} required />
        <FileField {...own} name="file" label={labels.file} accept=".json,application/json" />
        <TextAreaField
          {...own}
          name="definition"
          label={say("setup:survey.own-definition")}
          hint={say("setup:survey.own-definition-hint")}
          value={refusal?.typed.definition}
        />
      </PageForm>
    </>
  );
}
