import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { accountOf } from "#app/accounts/session.server.ts";
import { DeedButton } from "#app/components/deed-button.tsx";
import { FileField, ProblemSummary, TextField } from "#app/components/form-field.tsx";
import { ImportReportView } from "#app/components/import-report-view.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { readImportForm } from "#app/import-form.server.ts";
import { readMultipart } from "#app/multipart.server.ts";
import { readForm, refuse, typed } from "#app/refusal.server.ts";
import { languageOf } from "#app/texts/language.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import type { ImportReport } from "#surveys/answering/import-report.ts";
import {
  confirmImport,
  importLimits,
  importReports,
  previewStagedImport,
  stageImport,
} from "#surveys/answering/import-upload.server.ts";
import { cancelUpload } from "#surveys/fieldwork/upload.server.ts";
import { isProblem, type Problem, problems } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "command:import.title");

/** Without a query the form; with `upload` what would be stored; with `wave` what was. */
export async function loader(args: LoaderFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const { db } = args.context;
  const search = new URL(args.request.url).searchParams;
  const reports = await importReports(db, deed.initiativeId);
  const shown = { path: `${path}/import`, megabytes: importLimits.megabytes, reports };
  const uploadId = search.get("upload");
  if (uploadId === null) return { ...shown, wave: search.get("wave"), preview: null, gone: null };
  const preview = await previewStagedImport(db, deed, uploadId);
  if (!isProblem(preview)) return { ...shown, wave: null, preview: { uploadId, report: preview }, gone: null };
  return data({ ...shown, wave: null, preview: null, gone: preview }, { status: problems[preview.problem] });
}

export async function action(args: ActionFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const { request, context } = args;
  const withFiles = request.headers.get("Content-Type")?.startsWith("multipart/form-data") ?? false;
  const form = withFiles ? await readMultipart(request) : await readForm(request);
  if (isProblem(form)) return refuse({ ...form, field: "answers" }, new FormData());
  const uploadId = typed(form, "upload");
  switch (typed(form, "deed")) {
    case "confirm": {
      const stored = await confirmImport(context.db, deed, uploadId);
      return isProblem(stored) ? refuse(stored, form) : redirect(`${path}/import?wave=${stored.waveId}`);
    }
    case "cancel":
      await cancelUpload(context.db, deed, uploadId);
      return redirect(`${path}/import`);
    default: {
      const account = await accountOf(context, request);
      const language = await languageOf(request, account?.language);
      const wave = await readImportForm(form, language, context.sayIn(language));
      const staged = isProblem(wave) ? wave : await stageImport(context.db, deed, wave);
      return isProblem(staged)
        ? refuse(allAtOneField(staged), form)
        : redirect(`${path}/import?upload=${staged.uploadId}`);
    }
  }
}

/** The mapping has one field for all that is wrong in it, so that each problem in the list leads there. */
function allAtOneField({ also = [], ...first }: Problem): Problem {
  return { ...first, also: also.map((one) => ({ field: first.field, ...one })) };
}

export default function ImportWave() {
  const { preview, wave, reports, path } = useLoaderData<typeof loader>();
  const say = useSay();
  const stored = reports.find(({ waveId }) => waveId === wave);
  if (preview) return <Preview {...preview} />;
  if (stored) return <Stored report={stored.report} path={path} />;
  return (
    <>
      <SetupHeading title={say("command:import.title")} lead={say("command:import.lead")} />
      <ImportForm />
      <Earlier />
    </>
  );
}

function ImportForm() {
  const { megabytes, gone } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  const names = ["answers", "mapping", "joins", "wave", "opens", "closes"];
  const labels = Object.fromEntries(names.map((name) => [name, say(`command:import.${name}`)]));
  const field = (name: string) => ({
    ...{ name, label: labels[name] ?? name, value: refusal?.typed[name], problem: refusal?.problem },
  });
  return (
    <>
      <ProblemSummary
        problem={refusal?.problem ?? gone}
        labels={labels}
        controls={{ answers: "file", mapping: "file" }}
      />
      <PageForm deed="read" send={say("command:import.read")} withFile>
        <FileField
          {...field("answers")}
          hint={say("command:import.answers-hint", { megabytes })}
          accept=".csv,text/csv"
        />
        <FileField {...field("mapping")} hint={say("command:import.mapping-hint")} accept=".json,application/json" />
        <FileField {...field("joins")} hint={say("command:import.joins-hint")} accept=".csv,text/csv" multiple />
        <TextField {...field("wave")} hint={say("command:import.overrule-hint")} />
        <div className="field-row">
          <TextField {...field("opens")} type="date" hint={say("command:import.overrule-hint")} />
          <TextField {...field("closes")} type="date" hint={say("command:import.overrule-hint")} />
        </div>
      </PageForm>
    </>
  );
}

function Preview({ uploadId, report }: { uploadId: string; report: ImportReport }) {
  const refusal = useActionData<typeof action>();
  const say = useSay();
  return (
    <>
      <SetupHeading title={say("command:import.preview-title")} lead={say("command:import.preview-lead")} />
      <ProblemSummary problem={refusal?.problem} labels={{}} />
      <div className="buttons">
        <DeedButton deed="confirm" label={say("command:import.confirm")} values={{ upload: uploadId }} />
        <DeedButton deed="cancel" label={say("command:import.cancel")} values={{ upload: uploadId }} look="secondary" />
      </div>
      <ImportReportView report={report} state="preview" />
    </>
  );
}

function Stored({ report, path }: { report: ImportReport; path: string }) {
  const say = useSay();
  return (
    <>
      <SetupHeading title={say("command:report.title")} />
      <p className="notice notice--good" role="status">
        {say("command:import.done", { name: report.wave.name, count: report.rowsStored })}
      </p>
      <ImportReportView report={report} state="stored" />
      <p className="buttons">
        <Link className="button button--secondary" to={path}>
          {say("command:import.back")}
        </Link>
      </p>
    </>
  );
}

function Earlier() {
  const { reports, path } = useLoaderData<typeof loader>();
  const say = useSay();
  if (reports.length === 0) return null;
  return (
    <section>
      <h2>{say("command:import.earlier")}</h2>
      <ul>
        {reports.map(({ waveId, report }) => (
          <li key={waveId}>
            <Link to={`${path}?wave=${waveId}`}>{report.wave.name}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
