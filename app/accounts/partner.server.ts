import type { RingvirkContext } from "#app/load-context.ts";
import { type Access, requireRole } from "./access.server.ts";

/**
 * The account of a partner and the organisation it speaks for in the initiative. Not even an administrator passes without one: endorsing
 * and reporting are an organisation's own.
 */
export async function requirePartner(
  request: Request,
  context: RingvirkContext,
  slug: string | undefined,
): Promise<Access & { organisationId: string }> {
  const access = await requireRole(request, context, slug, ["partner"]);
  const [organisationId] = access.organisationIds;
  if (organisationId === undefined) throw new Response(null, { status: 403 });
  return { ...access, organisationId };
}
