import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { TextField } from "#app/components/form-field.tsx";
import { SetupHeading } from "#app/components/setup-heading.tsx";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { findPeople } from "#surveys/fieldwork/person.server.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "setup:person.find");

export async function loader(args: LoaderFunctionArgs) {
  const { initiative, path } = await requireCoordinator(args);
  const words = new URL(args.request.url).searchParams.get("words")?.slice(0, 200) ?? "";
  return { path, words, found: await findPeople(args.context.db, initiative.id, words) };
}

export default function FindPerson() {
  const { path, words, found } = useLoaderData<typeof loader>();
  const say = useSay();
  return (
    <>
      <SetupHeading
        title={say("setup:person.find")}
        lead={say("setup:person.find-what")}
        under={{ path: "participants", name: say("setup:step.participants") }}
      />
      <Form method="get" reloadDocument>
        <TextField name="words" label={say("setup:person.words")} value={words} />
        <p className="buttons">
          <button className="button">{say("setup:person.search")}</button>
        </p>
      </Form>
      {words.trim() !== "" && found.length === 0 ? <p role="status">{say("setup:person.none")}</p> : null}
      {found.length > 0 ? (
        <>
          <ul>
            {found.map(({ id, audience, name, email, key }) => (
              <li key={id}>
                <Link to={`${path}/participants/person/${id}`}>{name || say("setup:person.unnamed")}</Link>
                {` · ${email || key} · ${say(`setup:audience.${audience}`)}`}
              </li>
            ))}
          </ul>
          {found.length === 20 ? <p className="quiet">{say("setup:person.many")}</p> : null}
        </>
      ) : null}
    </>
  );
}
