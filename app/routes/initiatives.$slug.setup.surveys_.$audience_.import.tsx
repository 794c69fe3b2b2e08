import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { DeedButton } from "#app/components/deed-button.tsx";
import { FileField, ProblemSummary, TextField } from "#app/components/form-field.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { SurveyOutline } from "#app/components/survey-outline.tsx";
import { TransferReportView } from "#app/components/transfer-report-view.tsx";
import { filesIn, readMultipart } from "#app/multipart.server.ts";
import { done, readForm, refuse, typed } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import type { Audience } from "#db/schema.ts";
import { outlineOf } from "#surveys/definition/exchange/outline.ts";
import { exchangeLimits } from "#surveys/definition/exchange/read-survey-files.server.ts";
import {
  draftStagedSurvey,
  stagedSurvey,
  stageSurvey,
  takeStagedSurvey,
} from "#surveys/fieldwork/survey-upload.server.ts";
import { cancelUpload } from "#surveys/fieldwork/upload.server.ts";
import { isAudience } from "#surveys/initiative/audience.ts";
import { isProblem, problems } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "exchange:page.title");

/** Without a query the form; with `upload` what would become the audience's survey. */
export async function loader(args: LoaderFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const audience = audienceOf(args.params.audience);
  const shown = { audience, path: `${path}/surveys/${audience}/import`, megabytes: exchangeLimits.megabytes };
  const uploadId = new URL(args.request.url).searchParams.get("upload");
  if (uploadId === null) return { ...shown, preview: null, gone: null };
  const survey = await stagedSurvey(args.context.db, deed, { audience, uploadId });
  if (isProblem(survey)) return data({ ...shown, preview: null, gone: survey }, { status: problems[survey.problem] });
  const { title, definition, report, languages } = survey;
  return { ...shown, preview: { uploadId, title, outline: outlineOf(definition), report, languages }, gone: null };
}

export async function action(args: ActionFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const audience = audienceOf(args.params.audience);
  const { request, context } = args;
  const withFiles = request.headers.get("Content-Type")?.startsWith("multipart/form-data") ?? false;
  const form = withFiles ? await readMultipart(request) : await readForm(request);
  if (isProblem(form)) return refuse({ ...form, field: "files" }, new FormData());
  const uploadId = typed(form, "upload");
  switch (typed(form, "deed")) {
    case "confirm": {
      const used = await takeStagedSurvey(context.db, deed, { audience, uploadId, title: typed(form, "title") });
      return isProblem(used) ? refuse(used, form) : done(`${path}/surveys`, "survey-chosen");
    }
    case "draft": {
      const draft = await draftStagedSurvey(context.db, deed, { audience, uploadId });
      return isProblem(draft) ? refuse(draft, form) : redirect(`${path}/surveys/${audience}/editor`);
    }
    case "cancel":
      await cancelUpload(context.db, deed, uploadId);
      return redirect(`${path}/surveys/${audience}/import`);
    default: {
      const files = (await filesIn(form, "files")).map(({ fileName, content }) => ({ name: fileName, content }));
      const staged = await stageSurvey(context.db, deed, { audience, files });
      return isProblem(staged)
        ? refuse({ ...staged, field: "files" }, form)
        : redirect(`${path}/surveys/${audience}/import?upload=${staged.uploadId}`);
    }
  }
}

function audienceOf(text: string | undefined): Audience {
  if (!isAudience(text)) throw new Response(null, { status: 404 });
  return text;
}

export default function ImportSurvey() {
  const { preview, audience, megabytes, gone } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  if (preview) return <Preview />;
  const labels = { files: say("exchange:page.files") };
  return (
    <>
      <SetupHeading
        title={say("exchange:page.title")}
        lead={say("exchange:page.lead")}
        under={{ path: `surveys/${audience}`, name: say(`setup:survey.${audience}-choose`) }}
      />
      <ProblemSummary problem={refusal?.problem ?? gone} labels={labels} controls={{ files: "file" }} />
      <PageForm deed="read" send={say("exchange:page.read")} withFile>
        <FileField
          name="files"
          label={labels.files}
          hint={say("exchange:page.files-hint", { megabytes })}
          problem={refusal?.problem}
          accept=".json,.ts,.js,.xlsx,.csv,.lss,application/json,text/csv"
          multiple
          required
        />
      </PageForm>
    </>
  );
}

function Preview() {
  const { preview, audience, path } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  if (!preview) return null;
  const { uploadId, title, outline, report, languages } = preview;
  const labels = { title: say("exchange:page.name") };
  return (
    <>
      <SetupHeading
        title={say("exchange:page.preview-title")}
        lead={say("exchange:page.preview-lead")}
        under={{ path: `surveys/${audience}`, name: say(`setup:survey.${audience}-choose`) }}
      />
      <ProblemSummary problem={refusal?.problem} labels={labels} />
      <PageForm deed="confirm" send={say("exchange:page.confirm")}>
        <input type="hidden" name="upload" value={uploadId} />
        <TextField
          name="title"
          label={labels.title}
          value={refusal?.typed.title ?? title}
          problem={refusal?.problem}
          required
        />
      </PageForm>
      <div className="buttons">
        <DeedButton deed="draft" label={say("exchange:page.draft")} values={{ upload: uploadId }} look="secondary" />
        <DeedButton deed="cancel" label={say("exchange:page.cancel")} values={{ upload: uploadId }} look="secondary" />
      </div>
      <TransferReportView report={report} languages={languages} />
      <SurveyOutline pages={outline} />
      <p>
        <a href={`${path}-report?upload=${uploadId}`} download>
          {say("exchange:page.csv")}
        </a>
      </p>
    </>
  );
}
