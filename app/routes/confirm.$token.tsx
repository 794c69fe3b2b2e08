import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { ConfirmForm } from "#app/components/answering/confirm-form.tsx";
import { refusedKey } from "#app/components/answering/refused-page.tsx";
import { RespondentFrame } from "#app/components/answering/respondent-frame.tsx";
import { personalHeaders, respondentLinks } from "#app/components/answering/respondent-page.ts";
import { readForm, refuse } from "#app/refusal.server.ts";
import { readConfirmation } from "#app/report-form.server.ts";
import { formatDay } from "#app/texts/figure-format.ts";
import { isLanguage, languageOf } from "#app/texts/language.server.ts";
import { sayIn } from "#app/texts/texts.ts";
import type { LanguageCode } from "#db/schema.ts";
import {
  answerConfirmation,
  type ConfirmableReport,
  findConfirmation,
} from "#surveys/answering/confirmation-link.server.ts";
import { claimsOf } from "#surveys/impact/workflows/workflow-deeds.server.ts";
import { isProblem, type Problem, problems } from "#surveys/problem.ts";
import { claimWords } from "#surveys/reporting/workflow-words.ts";
import type { Say } from "#surveys/texts.ts";

export const handle = { plain: true };
export const links = respondentLinks;
export const headers = personalHeaders;
export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: shown ? `${sayIn(shown.language)(titleKey(shown.problem))} · Ringvirk` : "Ringvirk" },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const asked = await findConfirmation(context.db, params.token as string, context.clock());
  const wished = new URL(request.url).searchParams.get("lang");
  if (isProblem(asked)) {
    const language = isLanguage(wished) ? wished : await languageOf(request);
    return data({ language, problem: asked, asked: null }, { status: problems[asked.problem] });
  }
  const { initiative, organisation, endsOn, report, said, subject } = asked;
  const language = isLanguage(wished) ? wished : asked.language;
  const told = "process" in subject ? await claimsOf(context.db, asked.initiativeId, subject) : null;
  const reader = { language, say: sayIn(language) };
  const process = told && { name: told.label[language], claims: claimWords(told.claims, reader) };
  return data({ language, problem: null, asked: { initiative, organisation, endsOn, report, process, said } });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const token = params.token as string;
  const confirmation = readConfirmation(form);
  const refused = await answerConfirmation(context.db, { token, now: context.clock(), confirmation });
  if (refused) return refuse(refused, form);
  const wished = new URL(request.url).searchParams.get("lang");
  return redirect(`/confirm/${encodeURIComponent(token)}?said=1${isLanguage(wished) ? `&lang=${wished}` : ""}`);
}

export default function ConfirmPage() {
  const { language, problem, asked } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  const say = sayIn(language);
  if (problem || !asked) return <Refused problem={problem} say={say} />;
  const { initiative, organisation, endsOn, report, process, said } = asked;
  const day = formatDay(endsOn, language);
  const other = language === "da" ? "en" : "da";
  const isThanked = search.get("said") === "1" && said !== null && !refused;
  return (
    <RespondentFrame>
      <p>
        <a href={`?lang=${other}`} lang={other}>
          {say("partner:confirm.other-language")}
        </a>
      </p>
      <h1>{say("partner:confirm.title")}</h1>
      {isThanked ? (
        <p className="notice" role="status">
          {say("partner:confirm.thanks")} {say("partner:confirm.thanks-more", { day })}
        </p>
      ) : (
        <p>
          {report
            ? say("partner:confirm.lead", { reporting: report.organisation, initiative, organisation })
            : say("partner:confirm.lead-process", { initiative, organisation })}{" "}
          {say("partner:confirm.amend", { day })}
        </p>
      )}
      {report ? <ReportedChange report={report} language={language} say={say} /> : null}
      {process ? <ChangedProcess process={process} say={say} /> : null}
      <ConfirmForm
        values={refused?.typed ?? said ?? {}}
        problem={refused?.problem ?? null}
        again={said !== null}
        say={say}
      />
    </RespondentFrame>
  );
}

/** Nothing but text: what somebody wrote is shown as it is, and is never HTML. */
function ReportedChange({ report, language, say }: { report: ConfirmableReport; language: LanguageCode; say: Say }) {
  const facts = [
    [say("partner:confirm.who"), report.whoChanged],
    [say("partner:confirm.when"), formatDay(report.happenedOn, language)],
    [say("partner:confirm.where"), report.place],
    [say("partner:confirm.evidence"), report.evidence],
  ].filter(([, value]) => value !== "");
  return (
    <section aria-labelledby="report">
      <h2 id="report">{say("partner:confirm.report", { reporting: report.organisation })}</h2>
      <p className="notice words">{report.what}</p>
      <dl>
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd className="words">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Which way a process went, without a figure: the link needs no sign-in. */
function ChangedProcess({ process, say }: { process: { name: string; claims: string[] }; say: Say }) {
  return (
    <section aria-labelledby="process">
      <h2 id="process">{say("partner:confirm.process")}</h2>
      <p>{say("workflow:claim.about", { process: process.name })}</p>
      <ul className="notice">
        {process.claims.map((claim) => (
          <li key={claim}>{claim}</li>
        ))}
      </ul>
    </section>
  );
}

function Refused({ problem, say }: { problem: Problem | null; say: Say }) {
  return (
    <RespondentFrame>
      <h1>{say(titleKey(problem))}</h1>
      {problem ? <p>{say(`partner:confirm.refused.${refusedKey(problem)}.what`)}</p> : null}
    </RespondentFrame>
  );
}

function titleKey(problem: Problem | null): string {
  return problem ? `partner:confirm.refused.${refusedKey(problem)}.title` : "partner:confirm.title";
}
