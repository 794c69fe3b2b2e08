import { redirect } from "@remix-run/node";
import type { RingvirkContext } from "#app/load-context.ts";
import type { AccountTable, Database, InitiativeTable, Role } from "#db/schema.ts";
import { accountOf } from "./session.server.ts";

export interface Access {
  account: AccountTable;
  initiative: InitiativeTable;
  roles: Role[];
  /** The organisations a partner speaks for in this initiative. */
  organisationIds: string[];
}

/** The signed-in account; sends strangers to the sign-in page and back again afterwards. */
export async function requireAccount(request: Request, context: RingvirkContext): Promise<AccountTable> {
  const account = await accountOf(context, request);
  if (account) return account;
  const { pathname, search } = new URL(request.url);
  throw redirect(request.method === "GET" ? `/sign-in?next=${encodeURIComponent(pathname + search)}` : "/sign-in");
}

/**
 * The account with one of `roles` in the initiative (administrators of the whole installation included). Refuses by default. To somebody
 * without any role the initiative does not exist (404); with another role the page is refused (403).
 */
export async function requireRole(
  request: Request,
  context: RingvirkContext,
  slug: string | undefined,
  roles: readonly Role[],
): Promise<Access> {
  const account = await requireAccount(request, context);
  const initiative = await context.db
    .selectFrom("initiative")
    .selectAll()
    .where("slug", "=", slug ?? "")
    .executeTakeFirst();
  const grants = initiative ? await grantsOf(context.db, account.id, initiative.id) : [];
  if (!initiative || grants.length === 0) throw new Response(null, { status: 404 });
  const held = [...new Set(grants.map((grant) => grant.role))];
  if (!held.some((role) => role === "administrator" || roles.includes(role))) throw new Response(null, { status: 403 });
  const organisationIds = grants.flatMap((grant) => grant.organisation_id ?? []);
  return { account, initiative, roles: held, organisationIds };
}

/** An administrator of the whole installation. */
export async function requireAdministrator(request: Request, context: RingvirkContext): Promise<AccountTable> {
  const account = await requireAccount(request, context);
  if (!(await isAdministrator(context.db, account.id))) throw new Response(null, { status: 403 });
  return account;
}

export async function isAdministrator(db: Database, accountId: string): Promise<boolean> {
  const grant = await db
    .selectFrom("role_grant")
    .select("id")
    .where("account_id", "=", accountId)
    .where("role", "=", "administrator")
    .where("initiative_id", "is", null)
    .executeTakeFirst();
  return grant !== undefined;
}

function grantsOf(db: Database, accountId: string, initiativeId: string) {
  return db
    .selectFrom("role_grant")
    .select(["role", "organisation_id"])
    .where("account_id", "=", accountId)
    .where((where) =>
      where.or([
        where("initiative_id", "=", initiativeId),
        where.and([where("initiative_id", "is", null), where("role", "=", "administrator")]),
      ]),
    )
    .execute();
}
