import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { requireRole } from "#app/accounts/access.server.ts";
import { RippleTabs } from "#app/components/ripple-tabs.tsx";

/** Only the frame around the ripples' pages: each page asks for its own roles again. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { initiative, roles } = await requireRole(request, context, params.slug, ["coordinator", "analyst", "partner"]);
  return { slug: initiative.slug, roles };
}

export default function RipplesFrame() {
  const { slug, roles } = useLoaderData<typeof loader>();
  return (
    <>
      <RippleTabs slug={slug} roles={roles} />
      <Outlet />
    </>
  );
}
