import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { DeedButton } from "#app/components/deed-button.tsx";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { UploadProblems, UploadSample } from "#app/components/upload-preview.tsx";
import { done, readForm, refuse, typed } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { cancelUpload, confirmUpload, previewUpload } from "#surveys/fieldwork/upload.server.ts";
import { isProblem, problems } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "setup:participant.preview");

export async function loader(args: LoaderFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const preview = await previewUpload(args.context.db, deed, args.params.uploadId ?? "");
  if (isProblem(preview)) return data({ path, preview: null, problem: preview }, { status: problems[preview.problem] });
  return { path, preview, problem: null };
}

export async function action(args: ActionFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const form = await readForm(args.request);
  const uploadId = args.params.uploadId ?? "";
  if (typed(form, "deed") === "cancel") {
    await cancelUpload(args.context.db, deed, uploadId);
    return done(`${path}/participants`, "upload-cancelled");
  }
  const stored = await confirmUpload(args.context.db, deed, uploadId);
  return isProblem(stored) ? refuse(stored, form) : done(`${path}/participants`, "upload-confirmed");
}

export default function PreviewUpload() {
  const { path, preview, problem } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  const under = { path: "participants", name: say("setup:step.participants") };
  if (!preview) {
    return (
      <>
        <SetupHeading title={say("setup:participant.preview")} under={under} />
        <ProblemSummary problem={problem} labels={{}} />
        <p>
          <Link to={`${path}/participants`}>{say("setup:participant.upload")}</Link>
        </p>
      </>
    );
  }
  const good = preview.created + preview.renewed;
  return (
    <>
      <SetupHeading
        title={say("setup:participant.preview")}
        lead={say("setup:participant.nothing-yet")}
        under={under}
      />
      <ProblemSummary problem={refusal?.problem} labels={{}} />
      <dl className="facts">
        <dt>{say("setup:participant.file")}</dt>
        <dd>{preview.fileName}</dd>
        <dt>{say("setup:participant.audience-name")}</dt>
        <dd>{say(`setup:audience.${preview.audience}`)}</dd>
        <dt>{say("setup:participant.rows")}</dt>
        <dd>{preview.rows}</dd>
        <dt>{say("setup:participant.created")}</dt>
        <dd>{preview.created}</dd>
        <dt>{say("setup:participant.renewed")}</dt>
        <dd>{preview.renewed}</dd>
        <dt>{say("setup:participant.left")}</dt>
        <dd>{preview.problemCount}</dd>
      </dl>
      {preview.withdrawn > 0 ? (
        <p className="notice">{say("setup:participant.withdrawn-rows", { count: preview.withdrawn })}</p>
      ) : null}
      {preview.leftOut.length > 0 ? (
        <p className="notice">{say("setup:participant.left-out", { columns: preview.leftOut.join(", ") })}</p>
      ) : null}
      <UploadProblems problems={preview.problems} count={preview.problemCount} someGood={good > 0} />
      <UploadSample preview={preview} />
      <div className="buttons">
        {good > 0 ? <DeedButton deed="confirm" label={say("setup:participant.confirm", { count: good })} /> : null}
        <DeedButton deed="cancel" label={say("setup:participant.cancel")} look="secondary" />
      </div>
      <p className="quiet">{say("setup:participant.forgotten")}</p>
    </>
  );
}
