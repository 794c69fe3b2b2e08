import { useLocation } from "@remix-run/react";
import { Fragment } from "react";
import { useSay } from "#app/texts/use-texts.ts";
import type { HeldPerson } from "#surveys/fieldwork/person.server.ts";

/** What is held of a participant, and a way to hand it to them. */
export function PersonFacts({ person }: { person: HeldPerson }) {
  const say = useSay();
  const { pathname } = useLocation();
  const { careOf, street, postcode, town } = person.address;
  const address = [careOf, street, [postcode, town].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  const groups = Object.entries(person.segments).map(([name, value]) => `${name}: ${value}`);
  const weight = person.baseWeight === 1 ? "" : String(person.baseWeight);
  const facts: Array<[string, string]> = [
    [say("setup:participant.email"), person.email],
    [say("setup:person.address"), address],
    [say("setup:person.key"), person.key],
    [say("setup:participant.language"), person.language],
    [say("setup:person.organisation"), person.organisation ?? ""],
    [say("setup:person.groups"), groups.join(", ")],
    [say("setup:person.drawn"), [person.cluster, person.stratum, weight].filter(Boolean).join(", ")],
    [say("setup:person.invited"), person.invitedTo.join(", ")],
  ];
  return (
    <section className="card">
      <h2>{say("setup:person.held")}</h2>
      <dl className="facts">
        {facts
          .filter(([, value]) => value !== "")
          .map(([name, value]) => (
            <Fragment key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </Fragment>
          ))}
      </dl>
      <p className="quiet">{say("setup:person.not-answers")}</p>
      <p>
        <a href={`${pathname}/export`} download>
          {say("setup:person.file")}
        </a>
      </p>
    </section>
  );
}
