import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requirePartner } from "#app/accounts/partner.server.ts";
import { ConfirmFields, confirmFields } from "#app/components/confirm-fields.tsx";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { ReportFacts, ReportHead } from "#app/components/report-facts.tsx";
import { readForm, refuse } from "#app/refusal.server.ts";
import { readConfirmation } from "#app/report-form.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { readReport } from "#surveys/impact/reports/reports.server.ts";
import { confirmReport } from "#surveys/initiative/confirmation.server.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "partner:confirm.title");

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { initiative, organisationId } = await requirePartner(request, context, params.slug);
  const report = await readReport(context.db, initiative.id, params.reportId ?? "");
  if (!report) throw new Response(null, { status: 404 });
  if (report.organisation.id === organisationId) throw new Response(null, { status: 403 });
  const said = report.confirmations.find(({ organisation }) => organisation.id === organisationId) ?? null;
  return { slug: initiative.slug, report, said };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { account, initiative, organisationId } = await requirePartner(request, context, params.slug);
  const form = await readForm(request);
  const refused = await confirmReport(context.db, {
    ...{ initiativeId: initiative.id, accountId: account.id, now: context.clock(), organisationId },
    ...{ reportId: params.reportId ?? "", confirmation: readConfirmation(form) },
  });
  if (refused) return refuse(refused, form);
  return redirect(`/initiatives/${initiative.slug}/partner?confirmed=1#reports`);
}

export default function ConfirmReport() {
  const { slug, report, said } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const say = useSay();
  const labels = Object.fromEntries(confirmFields.map((field) => [field, say(`partner:confirm.${field}`)]));
  const controls = { agreement: "choice", intended: "choice", contribution: "choice" } as const;
  const values = refused?.typed ?? (said ? { ...said, organisation: "", amendedOn: "" } : {});
  return (
    <>
      <PageHeading
        title={say("partner:confirm.title")}
        trail={[{ name: say("results:page.tabs.partner"), to: `/initiatives/${slug}/partner` }]}
      />
      <ProblemSummary problem={refused?.problem} labels={labels} controls={controls} />
      <article className="card">
        <ReportHead report={report} showOrganisation />
        <ReportFacts report={report} />
      </article>
      <p className="quiet">{say("partner:confirm.seen")}</p>
      <PageForm send={say(said ? "partner:confirm.send-again" : "partner:confirm.send")}>
        <ConfirmFields values={values} problem={refused?.problem} />
      </PageForm>
    </>
  );
}
