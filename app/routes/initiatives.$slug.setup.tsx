import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { DoneNotice } from "#app/components/done-notice.tsx";

/** Around all set-up pages: the word that something was done. Each page asks for its own role again. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCoordinator(args);
  return null;
}

export default function Setup() {
  return (
    <>
      <DoneNotice />
      <Outlet />
    </>
  );
}
