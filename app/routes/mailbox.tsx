import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageHeading } from "#app/components/page-heading.tsx";
import { pageTitle } from "#app/texts/page-title.ts";
import { useSay } from "#app/texts/use-texts.ts";
import { readMailbox } from "#surveys/fieldwork/local-mailbox.server.ts";

const mostShown = 50;

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "common:mailbox.title");

/** Exists in the demo alone: in a real installation these mails hold other people's links. */
export async function loader({ context }: LoaderFunctionArgs) {
  if (context.settings.mode !== "demo") throw new Response(null, { status: 404 });
  return readMailbox(context.settings.mailboxDir, { most: mostShown });
}

export default function Mailbox() {
  const { mails, count } = useLoaderData<typeof loader>();
  const say = useSay();
  return (
    <>
      <PageHeading title={say("common:mailbox.title")} lead={say("common:mailbox.lead")} />
      <p className="quiet">
        {count === 0 ? say("common:mailbox.empty") : say("common:mailbox.shown", { shown: mails.length, count })}
      </p>
      {mails.map((mail) => (
        <article className="card" key={mail.id}>
          <h2>{mail.subject}</h2>
          <p className="quiet">
            {say("common:mailbox.to")}: {mail.to}
          </p>
          <pre className="mail-text">{mail.text}</pre>
          {mail.link ? (
            <a className="button button--secondary" href={mail.link}>
              {say("common:mailbox.open-link")}
            </a>
          ) : null}
        </article>
      ))}
    </>
  );
}
