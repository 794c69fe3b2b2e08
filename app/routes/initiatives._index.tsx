import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireAccount } from "#app/accounts/access.server.ts";
import { PageHeading } from "#app/components/page-heading.tsx";
import { formatDay } from "#app/texts/figure-format.ts";
import { pageTitle } from "#app/texts/page-title.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import { initiativesOf } from "#surveys/initiative/initiative.server.ts";
import { mayCreateInitiatives } from "#surveys/initiative/role.server.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "setup:list.title");

export async function loader({ request, context }: LoaderFunctionArgs) {
  const account = await requireAccount(request, context);
  return {
    initiatives: await initiativesOf(context.db, account.id),
    mayCreate: await mayCreateInitiatives(context.db, account.id),
  };
}

export default function Initiatives() {
  const { initiatives, mayCreate } = useLoaderData<typeof loader>();
  const say = useSay();
  const language = useLanguage();
  return (
    <>
      <PageHeading title={say("setup:list.title")} lead={say("setup:list.lead")} />
      {initiatives.length === 0 ? (
        <p>{say("setup:list.none")}</p>
      ) : (
        <ul className="card-grid">
          {initiatives.map(({ id, slug, name, place, district, starts_on, ends_on, roles }) => (
            <li className="card" key={id}>
              <h2>
                <Link to={`/initiatives/${slug}`}>{name}</Link>
              </h2>
              <p>
                {place} · {district}
              </p>
              <p className="quiet">
                {say("setup:list.period", { from: formatDay(starts_on, language), to: formatDay(ends_on, language) })}
              </p>
              <p className="quiet">
                {say("setup:list.roles", { roles: roles.map((role) => say(`setup:role.${role}`)).join(", ") })}
              </p>
            </li>
          ))}
        </ul>
      )}
      {mayCreate ? (
        <p className="buttons">
          <Link className="button" to="/initiatives/new">
            {say("setup:new.title")}
          </Link>
        </p>
      ) : null}
    </>
  );
}
