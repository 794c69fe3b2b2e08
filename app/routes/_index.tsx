import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { accountOf } from "#app/accounts/session.server.ts";
import { PageHeading } from "#app/components/page-heading.tsx";
import { useSay } from "#app/texts/use-texts.ts";

export const meta: MetaFunction = () => [{ title: "Ringvirk" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  return { signedIn: (await accountOf(context, request)) !== null };
}

export default function Home() {
  const { signedIn } = useLoaderData<typeof loader>();
  const say = useSay();
  return (
    <>
      <PageHeading title={say("common:home.title")} lead={say("common:home.lead")} />
      <p className="buttons">
        <Link className="button" to={signedIn ? "/initiatives" : "/sign-in"}>
          {say(signedIn ? "common:home.initiatives" : "common:home.sign-in")}
        </Link>
      </p>
      <section className="card">
        <h2>{say("common:home.citizen-title")}</h2>
        <p>{say("common:home.citizen")}</p>
        <p>
          <a href="/kode">{say("common:home.code")}</a>
        </p>
      </section>
    </>
  );
}
