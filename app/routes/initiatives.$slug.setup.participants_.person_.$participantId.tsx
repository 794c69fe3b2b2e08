import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { DeedButton } from "#app/components/deed-button.tsx";
import { ProblemSummary } from "#app/components/form-field.tsx";
import { PersonFacts } from "#app/components/person-facts.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { done, readForm, refuse, typed } from "#app/refusal.server.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { eraseParticipant } from "#surveys/answering/withdrawal.server.ts";
import { heldPerson, tellGone } from "#surveys/fieldwork/person.server.ts";
import { isProblem, problem } from "#surveys/problem.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "setup:person.held");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative } = await requireCoordinator(args);
  const person = await heldPerson(args.context.db, initiative.id, args.params.participantId ?? "");
  if (!person) throw new Response(null, { status: 404 });
  return { person };
}

const goneBy = { moved: "moved", died: "dead", back: "" } as const;

export async function action(args: ActionFunctionArgs) {
  const { deed, path } = await requireCoordinator(args);
  const form = await readForm(args.request);
  const participantId = args.params.participantId ?? "";
  const asked = typed(form, "deed");
  if (asked === "erase") {
    const refused = await eraseParticipant(args.context.db, deed, participantId);
    return isProblem(refused) ? refuse(refused, form) : done(`${path}/participants`, "person-erased");
  }
  if (asked !== "moved" && asked !== "died" && asked !== "back") return refuse(problem("request.unreadable"), form);
  const refused = await tellGone(args.context.db, deed, { participantId, gone: goneBy[asked] });
  if (isProblem(refused)) return refuse(refused, form);
  return done(`${path}/participants/person/${participantId}`, asked === "back" ? "person-back" : "person-gone");
}

export default function Person() {
  const { person } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const say = useSay();
  return (
    <>
      <SetupHeading
        title={person.name || say("setup:person.unnamed")}
        under={{ path: "participants", name: say("setup:step.participants") }}
      />
      <ProblemSummary problem={refusal?.problem} labels={{}} />
      <PersonFacts person={person} />
      <section className="card">
        <h2>{say("setup:person.gone.title")}</h2>
        {person.gone !== "" ? (
          <>
            <p>{say(`setup:person.gone.is-${person.gone}`)}</p>
            <DeedButton deed="back" label={say("setup:person.gone.back")} look="secondary" />
          </>
        ) : person.optedOut ? (
          <p>{say("setup:person.stopped")}</p>
        ) : (
          <>
            <p>{say("setup:person.gone.what")}</p>
            <div className="buttons">
              <DeedButton deed="moved" label={say("setup:person.gone.moved")} look="secondary" />
              <DeedButton deed="died" label={say("setup:person.gone.dead")} look="secondary" />
            </div>
          </>
        )}
      </section>
      <section className="card">
        <h2>{say("setup:person.erase.title")}</h2>
        <p>{say("setup:person.erase.what")}</p>
        <p>{say("setup:person.erase.answers")}</p>
        <DeedButton deed="erase" label={say("setup:person.erase.send")} look="danger" />
      </section>
    </>
  );
}
