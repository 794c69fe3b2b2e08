import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { requireCoordinator } from "#app/accounts/coordinator.server.ts";
import { DoneNotice } from "#app/components/done-notice.tsx";
import { setupSteps } from "#surveys/initiative/setup-steps.server.ts";
import { nextStep } from "#surveys/initiative/setup-steps.ts";

/** Around all set-up pages: the word that something was done, and what to do next. Each page asks for its own role again. */
export async function loader(args: LoaderFunctionArgs) {
  const { initiative, path } = await requireCoordinator(args);
  const wasDone = new URL(args.request.url).searchParams.has("done");
  return { path, next: wasDone ? nextStep(await setupSteps(args.context.db, initiative)) : null };
}

export default function Setup() {
  const { path, next } = useLoaderData<typeof loader>();
  return (
    <>
      <DoneNotice path={path} next={next} />
      <Outlet />
    </>
  );
}
