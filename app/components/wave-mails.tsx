import { formatCount } from "#app/texts/figure-format.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import type { ContactMessageCounts, TroubledMessage } from "#surveys/fieldwork/message.server.ts";
import { contactKinds, messageStates } from "#surveys/fieldwork/message.ts";
import { DeedButton } from "./deed-button.tsx";
import { ScrollBox } from "./scroll-box.tsx";

interface WaveMailsProps {
  mails: ContactMessageCounts;
  troubled: TroubledMessage[];
}

/** How a wave's mails stand, and those that a person must decide about. */
export function WaveMails({ mails, troubled }: WaveMailsProps) {
  const say = useSay();
  const language = useLanguage();
  const kinds = contactKinds.filter(
    (kind) => kind === "invitation" || messageStates.some((state) => mails[kind][state] > 0),
  );
  const states = messageStates.filter((state) => kinds.some((kind) => mails[kind][state] > 0));
  return (
    <>
      <h2>{say("setup:mail.title")}</h2>
      <ScrollBox name={say("setup:mail.title")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say("setup:mail.state")}</th>
              {kinds.map((kind) => (
                <th scope="col" className="number" key={kind}>
                  {say(`setup:mail.kind-${kind}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {states.map((state) => (
              <tr key={state}>
                <th scope="row">{say(`setup:mail.state-${state}`)}</th>
                {kinds.map((kind) => (
                  <td className="number" key={kind}>
                    {formatCount(mails[kind][state], language)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {troubled.length > 0 ? <TroubledMails troubled={troubled} /> : null}
    </>
  );
}

function TroubledMails({ troubled }: { troubled: TroubledMessage[] }) {
  const say = useSay();
  return (
    <>
      <h3>{say("setup:mail.troubled")}</h3>
      <p>{say("setup:mail.troubled-what")}</p>
      {troubled.filter(({ state }) => state === "failed").length > 1 ? (
        <>
          <p>{say("setup:mail.requeue-failed-what")}</p>
          <DeedButton deed="requeue-failed" label={say("setup:mail.requeue-failed")} look="secondary" />
        </>
      ) : null}
      <div className="card">
        <ul className="plain-list">
          {troubled.map(({ id, email, state, problem }) => (
            <li className="deed-line" key={id}>
              <span>
                <strong className="typed">{email}</strong>
                <br />
                <span className="quiet">
                  {say(`setup:mail.state-${state}`)}
                  {problem ? `. ${say(`mail:problem.${problem}`)}` : ""}
                </span>
              </span>
              <DeedButton
                deed="requeue"
                values={{ messageId: id }}
                label={say("setup:mail.requeue")}
                about={email}
                look="secondary"
              />
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
