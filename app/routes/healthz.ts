import type { LoaderFunctionArgs } from "@remix-run/node";

/** For the operator's monitoring: 200 when the database answers. */
export async function loader({ context }: LoaderFunctionArgs) {
  await context.db.selectFrom("initiative").select("id").limit(1).execute();
  return new Response("ok\n", { headers: { "Content-Type": "text/plain", "Cache-Control": "no-store" } });
}
