import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { requireRole } from "#app/accounts/access.server.ts";
import { InitiativeTabs } from "#app/components/initiative-tabs.tsx";

/** Only the frame around an initiative's pages: each page asks for its own roles again. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { initiative, roles } = await requireRole(request, context, params.slug, ["coordinator", "analyst", "partner"]);
  return { slug: initiative.slug, name: initiative.name, roles };
}

export default function InitiativeFrame() {
  const { slug, name, roles } = useLoaderData<typeof loader>();
  return (
    <>
      <InitiativeTabs slug={slug} name={name} roles={roles} />
      <Outlet />
    </>
  );
}
