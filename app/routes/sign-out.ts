import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { endSession } from "#app/accounts/session.server.ts";

export async function action({ request, context }: ActionFunctionArgs) {
  return redirect("/", { headers: { "Set-Cookie": await endSession(context, request) } });
}
