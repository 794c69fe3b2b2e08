import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireRole } from "#app/accounts/access.server.ts";
import { sealedText } from "#surveys/initiative/seal-record.server.ts";

/** A seal's text, byte for byte as it was hashed, for whoever wants to work out its fingerprint. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { initiative } = await requireRole(request, context, params.slug, ["coordinator", "analyst", "partner"]);
  const number = params.number ?? "";
  const text = /^[1-9]\d{0,8}$/.test(number) ? await sealedText(context.db, initiative.id, Number(number)) : undefined;
  if (text === undefined) throw new Response(null, { status: 404 });
  return new Response(text, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="seal-${number}.json"`,
    },
  });
}
