import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requirePartner } from "#app/accounts/partner.server.ts";
import { ProblemSummary, RadioField, TextAreaField, TextField } from "#app/components/form-field.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { readForm, refuse, typed } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { dayOf } from "#surveys/clock.ts";
import { reportChange } from "#surveys/initiative/change-report.server.ts";
import { betterAnswers, changeKinds, contributionAnswers, expectedAnswers } from "#surveys/initiative/change-report.ts";
import { isProblem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "partner:report.title");

const fields = [
  "what",
  "whoChanged",
  "happenedOn",
  "place",
  "kind",
  "expected",
  "better",
  "contribution",
  "evidence",
] as const;

const chosen = { kind: "choice", expected: "choice", better: "choice", contribution: "choice" } as const;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { initiative } = await requirePartner(request, context, params.slug);
  return { slug: initiative.slug, name: initiative.name, today: dayOf(context.clock()) };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { account, initiative, organisationId } = await requirePartner(request, context, params.slug);
  const form = await readForm(request);
  const entries = fields.map((field) => [field, typed(form, field)]);
  const report = Object.fromEntries(entries) as Record<(typeof fields)[number], string>;
  const deed = { initiativeId: initiative.id, accountId: account.id, now: context.clock() };
  const kept = await reportChange(context.db, { ...deed, organisationId, report });
  if (isProblem(kept)) return refuse(kept, form);
  return redirect(`/initiatives/${initiative.slug}/partner?reported=1`);
}

export default function ReportChange() {
  const { slug, today } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const say = useSay();
  const labels = Object.fromEntries(fields.map((field) => [field, say(`partner:report.${field}`)]));
  const tied = (name: (typeof fields)[number]) => ({
    name,
    label: labels[name] ?? name,
    value: refused?.typed[name],
    problem: refused?.problem,
  });
  const choicesOf = (field: "kind" | "expected" | "better" | "contribution", values: readonly string[]) =>
    values.map((value) => ({ value, label: say(`partner:${field}.${value}`) }));
  return (
    <>
      <PageHeading
        title={say("partner:report.title")}
        lead={say("partner:report.lead")}
        trail={[{ name: say("results:page.tabs.partner"), to: `/initiatives/${slug}/partner` }]}
      />
      <ProblemSummary problem={refused?.problem} labels={labels} controls={chosen} />
      <PageForm send={say("partner:report.send")}>
        <TextAreaField {...tied("what")} hint={say("partner:report.what-hint")} required />
        <TextField {...tied("whoChanged")} hint={say("partner:report.whoChanged-hint")} required />
        <TextField
          {...tied("happenedOn")}
          hint={say("partner:report.happenedOn-hint")}
          type="date"
          max={today}
          required
        />
        <TextField {...tied("place")} hint={say("partner:report.place-hint")} />
        <RadioField {...tied("better")} choices={choicesOf("better", betterAnswers)} />
        <RadioField {...tied("kind")} choices={choicesOf("kind", changeKinds)} />
        <RadioField {...tied("expected")} choices={choicesOf("expected", expectedAnswers)} />
        <RadioField {...tied("contribution")} choices={choicesOf("contribution", contributionAnswers)} />
        <TextAreaField {...tied("evidence")} hint={say("partner:report.evidence-hint")} />
      </PageForm>
    </>
  );
}
