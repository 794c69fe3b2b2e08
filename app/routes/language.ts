import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { localPath } from "#app/accounts/local-path.ts";
import { readForm } from "#app/refusal.server.ts";
import { isLanguage, rememberLanguage } from "#app/texts/language.server.ts";

export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request);
  const language = form.get("language");
  if (!isLanguage(language)) throw new Response(null, { status: 400 });
  return redirect(localPath(form.get("back")), { headers: { "Set-Cookie": await rememberLanguage(language) } });
}
