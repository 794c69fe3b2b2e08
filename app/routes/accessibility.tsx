import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ContactLines } from "#app/components/answering/contact-lines.tsx";
import { RespondentFrame } from "#app/components/answering/respondent-frame.tsx";
import { respondentLinks } from "#app/components/answering/respondent-page.ts";
import { statementLanguageIn } from "#app/texts/asked-language.server.ts";
import { dayForRespondent, sayToRespondent } from "#app/texts/respondent-texts.ts";

export const handle = { plain: true };
export const links = respondentLinks;
export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: shown ? sayToRespondent(shown.language)("trust:accessibility.title") : "Ringvirk" },
];

/** Whoever changes what the statement says, or finds it still true a year later, writes the day anew. */
const statedOn = "2026-11-30";
const supervision = "https://digst.dk/digital-inklusion/webtilgaengelighed/";

export function loader({ request, context }: LoaderFunctionArgs) {
  const { baseUrl, operator } = context.settings;
  return { language: statementLanguageIn(request), address: new URL(baseUrl).host, operator };
}

/** As the implementing decision (EU) 2018/1523 orders it: scope, status, what is missing, how it was tried, whom to tell, where to complain. */
export default function AccessibilityPage() {
  const { language, address, operator } = useLoaderData<typeof loader>();
  const say = sayToRespondent(language);
  const reachable = operator.email !== "" || operator.phone !== "";
  return (
    <RespondentFrame>
      <h1>{say("trust:accessibility.title")}</h1>
      <p>
        {operator.name
          ? say("trust:accessibility.operator", { operator: operator.name, address })
          : say("trust:accessibility.operator-unnamed", { address })}
      </p>
      {operator.statementUrl ? (
        <p>
          {say("trust:accessibility.official")} <a href={operator.statementUrl}>{operator.statementUrl}</a>
        </p>
      ) : null}
      <h2>{say("trust:accessibility.status-title")}</h2>
      <p>{say("trust:accessibility.status")}</p>
      <h2>{say("trust:accessibility.gaps-title")}</h2>
      <ul>
        {["untried", "browser", "authored", "network"].map((gap) => (
          <li key={gap}>{say(`trust:accessibility.gap.${gap}`)}</li>
        ))}
      </ul>
      <h2>{say("trust:accessibility.method-title")}</h2>
      <p>{say("trust:accessibility.method")}</p>
      <h2>{say("trust:accessibility.feedback-title")}</h2>
      <p>{say(reachable ? "trust:accessibility.feedback" : "trust:accessibility.feedback-unnamed")}</p>
      {reachable ? <ContactLines controller={operator} /> : null}
      <h2>{say("trust:accessibility.complain-title")}</h2>
      <p>
        {say("trust:accessibility.complain")} <a href={supervision}>digst.dk</a>
      </p>
      <p className="quiet">{say("trust:accessibility.day", { day: dayForRespondent(statedOn, language) })}</p>
    </RespondentFrame>
  );
}
