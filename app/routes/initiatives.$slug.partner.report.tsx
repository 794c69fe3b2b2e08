import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requirePartner } from "#app/accounts/partner.server.ts";
import { AskFields, askFields } from "#app/components/ask-fields.tsx";
import { ProblemSummary, RadioField, SelectField, TextAreaField, TextField } from "#app/components/form-field.tsx";
import { PageForm } from "#app/components/page-form.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { readForm, refuse } from "#app/refusal.server.ts";
import { readAsk, readReport } from "#app/report-form.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { dayOf } from "#surveys/clock.ts";
import { organisationsTakingPart } from "#surveys/fieldwork/participant.server.ts";
import { reportAndAsk } from "#surveys/fieldwork/report-and-ask.server.ts";
import { changeReportsOf } from "#surveys/initiative/change-report.server.ts";
import {
  betterAnswers,
  changeDepths,
  changeKinds,
  changeRings,
  contributionAnswers,
  expectedAnswers,
} from "#surveys/initiative/change-report.ts";
import { isProblem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "partner:report.title");

const choices = {
  better: betterAnswers,
  kind: changeKinds,
  depth: changeDepths,
  ring: changeRings,
  expected: expectedAnswers,
  contribution: contributionAnswers,
};
type ChoiceName = keyof typeof choices;
const written = ["what", "whoChanged", "happenedOn", "place", "how", "evidence", "sameAs"] as const;
const fields = [...written, ...(Object.keys(choices) as ChoiceName[]), ...askFields];
const controls = Object.fromEntries(
  [...Object.keys(choices), "sameAs", "confirmer"].map((name) => [name, "choice" as const]),
);

/** So much of another's report as names it in a list. */
const shortWords = 90;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { initiative, organisationId } = await requirePartner(request, context, params.slug);
  const today = dayOf(context.clock());
  const reports = await changeReportsOf(context.db, initiative.id);
  return {
    slug: initiative.slug,
    today,
    others: (await organisationsTakingPart(context.db, initiative.id, today)).filter(({ id }) => id !== organisationId),
    reports: reports.map(({ id, organisation, what }) => ({ id, organisation, what: what.slice(0, shortWords) })),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { account, initiative, organisationId } = await requirePartner(request, context, params.slug);
  const form = await readForm(request);
  const kept = await reportAndAsk(context.db, {
    ...{ initiativeId: initiative.id, accountId: account.id, now: context.clock(), organisationId },
    ...{ report: readReport(form), ask: readAsk(form) },
    ...{ secret: context.settings.secret, language: account.language },
  });
  if (isProblem(kept)) return refuse(kept, form);
  return redirect(`/initiatives/${initiative.slug}/partner?reported=1`);
}

export default function ReportChange() {
  const { slug, today, others, reports } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const say = useSay();
  const labels = Object.fromEntries(fields.map((field) => [field, say(`partner:report.${field}`)]));
  const tied = (name: (typeof fields)[number]) => ({
    name,
    label: labels[name] ?? name,
    value: refused?.typed[name],
    problem: refused?.problem,
  });
  const chosen = (name: ChoiceName) => ({
    ...tied(name),
    choices: choices[name].map((value) => ({ value, label: say(`partner:${name}.${value}`) })),
  });
  const sameChoices = reports.map(({ id, ...words }) => ({
    value: id,
    label: say("partner:report.sameAs-choice", words),
  }));
  return (
    <>
      <PageHeading
        title={say("partner:report.title")}
        lead={say("partner:report.lead")}
        trail={[{ name: say("results:page.tabs.partner"), to: `/initiatives/${slug}/partner` }]}
      />
      <ProblemSummary problem={refused?.problem} labels={labels} controls={controls} />
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
        <RadioField {...chosen("better")} />
        <RadioField {...chosen("kind")} />
        <RadioField {...chosen("depth")} />
        <RadioField {...chosen("ring")} />
        <RadioField {...chosen("expected")} />
        <RadioField {...chosen("contribution")} />
        <TextAreaField {...tied("how")} hint={say("partner:report.how-hint")} />
        <TextAreaField {...tied("evidence")} hint={say("partner:report.evidence-hint")} />
        {sameChoices.length > 0 ? (
          <SelectField
            {...tied("sameAs")}
            hint={say("partner:report.sameAs-hint")}
            none={say("partner:report.sameAs-none")}
            groups={[{ choices: sameChoices }]}
          />
        ) : null}
        <h2>{say("partner:report.confirm-title")}</h2>
        <p>{say("partner:report.confirm-what")}</p>
        <AskFields
          none={say("partner:report.confirmer-none")}
          organisations={others}
          values={refused?.typed ?? {}}
          problem={refused?.problem}
        />
      </PageForm>
    </>
  );
}
