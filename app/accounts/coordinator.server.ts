import type { LoaderFunctionArgs } from "@remix-run/node";
import type { AccountTable, InitiativeTable } from "#db/schema.ts";
import type { Deed } from "#surveys/initiative/audit.server.ts";
import { requireRole } from "./access.server.ts";

export interface Coordinating {
  initiative: InitiativeTable;
  account: AccountTable;
  /** Who does what follows, where and when. */
  deed: Deed;
  /** Address of the set-up pages, without a slash at the end. */
  path: string;
}

/** The coordinator (or an administrator) whose request it is; everybody else is refused as `requireRole` does. */
export async function requireCoordinator({
  request,
  context,
  params,
}: Pick<LoaderFunctionArgs, "request" | "context" | "params">): Promise<Coordinating> {
  const { account, initiative } = await requireRole(request, context, params.slug, ["coordinator"]);
  return {
    initiative,
    account,
    deed: { initiativeId: initiative.id, accountId: account.id, now: context.clock() },
    path: `/initiatives/${initiative.slug}/setup`,
  };
}
