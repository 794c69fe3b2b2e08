import { formatDay } from "#app/texts/figure-format.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import type { RequestResult } from "#surveys/impact/reports/reports.ts";
import { DeedButton } from "./deed-button.tsx";

/** The links that were sent to other organisations and how they stand: never an address, never the link itself. */
export function RequestList({ requests, mayResend }: { requests: RequestResult[]; mayResend: boolean }) {
  const say = useSay();
  const language = useLanguage();
  if (requests.length === 0) return <p className="quiet">{say("partner:change.links-none")}</p>;
  return (
    <ul className="plain-list">
      {requests.map(({ id, organisation, state, mail, askedOn, endsOn, askedAs }) => (
        <li className="deed-line" key={id}>
          <span>
            <strong>{organisation.name}</strong> · {say(`partner:change.state.${state}`)}
            <br />
            <span className="quiet">
              {say(`partner:change.link-${askedAs}`, { organisation: organisation.name })}{" "}
              {say("partner:change.link", { day: formatDay(askedOn, language), ends: formatDay(endsOn, language) })}{" "}
              {say("setup:mail.state")}: {say(`setup:mail.state-${mail}`)}.
            </span>
          </span>
          {mayResend && state === "waiting" && (mail === "failed" || mail === "unsure") ? (
            <DeedButton
              deed="again"
              values={{ request: id }}
              label={say("partner:change.again")}
              about={organisation.name}
              look="secondary"
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}
