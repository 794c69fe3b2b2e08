import { randomUUID } from "node:crypto";
import type { AccountTable, Database, LanguageCode, Role } from "#db/schema.ts";
import { firstProblem, type Problem, problem, problemAt } from "#surveys/problem.ts";
import { recordAudit } from "./audit.server.ts";
import { checkText, maxLengths } from "./field-check.ts";

export interface ListedAccount extends Omit<AccountTable, "language"> {
  roles: AccountRole[];
}

interface AccountRole {
  grantId: string;
  role: Role;
  /** Null for administrators: the whole installation. */
  initiative: { slug: string; name: string } | null;
  organisation: string | null;
}

/** Every account by name, each with all its roles. */
export async function accountsWithRoles(db: Database): Promise<ListedAccount[]> {
  const accounts = await db.selectFrom("account").select(["id", "email", "name"]).orderBy("name").execute();
  const grants = await db
    .selectFrom("role_grant")
    .leftJoin("initiative", "initiative.id", "role_grant.initiative_id")
    .leftJoin("organisation", "organisation.id", "role_grant.organisation_id")
    .select(["role_grant.id", "account_id", "role", "initiative.slug", "initiative.name"])
    .select("organisation.name as organisation")
    .orderBy("initiative.name")
    .orderBy("role")
    .execute();
  const byAccount = Map.groupBy(grants, (grant) => grant.account_id);
  return accounts.map((account) => ({
    ...account,
    roles: (byAccount.get(account.id) ?? []).map(({ id, role, slug, name, organisation }) => ({
      grantId: id,
      role,
      initiative: slug !== null && name !== null ? { slug, name } : null,
      organisation,
    })),
  }));
}

/**
 * Makes a person administrator of the whole installation; an address that nobody has becomes an account.
 * Refused: "field.missing", "field.too-long", "account.email-wrong", "role.already-granted".
 */
export async function appointAdministrator(
  db: Database,
  {
    email,
    name,
    accountId,
    now,
    language = "da",
  }: { email: string; name: string; accountId: string | null; now: Date; language?: LanguageCode },
): Promise<Problem | null> {
  const address = email.trim().toLowerCase();
  const refusal = firstProblem([
    checkText("email", email, maxLengths.line) ?? checkAddress(address),
    checkText("name", name, maxLengths.name),
  ]);
  if (refusal) return refusal;
  return db.transaction().execute(async (trx) => {
    const known = await trx.selectFrom("account").select("id").where("email", "=", address).executeTakeFirst();
    const id = known?.id ?? randomUUID();
    if (!known) {
      await trx.insertInto("account").values({ id, email: address, name: name.trim(), language }).execute();
    }
    const held = await trx
      .selectFrom("role_grant")
      .select("id")
      .where("account_id", "=", id)
      .where("initiative_id", "is", null)
      .executeTakeFirst();
    if (held) return problemAt("email", "role.already-granted");
    await trx
      .insertInto("role_grant")
      .values({ id: randomUUID(), account_id: id, initiative_id: null, role: "administrator", organisation_id: null })
      .execute();
    const detail = { to: id, role: "administrator" };
    await recordAudit(trx, { at: now, accountId, initiativeId: null, action: "role.granted", detail });
    return null;
  });
}

/**
 * Takes a role back, in whichever initiative. Refused: "role.not-found"; "role.last-administrator" and "role.last-coordinator", for
 * somebody must be able to let others in.
 */
export async function dismiss(
  db: Database,
  { grantId, accountId, now }: { grantId: string; accountId: string; now: Date },
): Promise<Problem | null> {
  return db.transaction().execute(async (trx) => {
    const grant = await trx.selectFrom("role_grant").selectAll().where("id", "=", grantId).executeTakeFirst();
    if (!grant) return problem("role.not-found");
    const peers = await trx
      .selectFrom("role_grant")
      .select("id")
      .where("role", "=", grant.role)
      .where("initiative_id", grant.initiative_id === null ? "is" : "=", grant.initiative_id)
      .execute();
    if (peers.length === 1 && grant.role === "administrator") return problem("role.last-administrator");
    if (peers.length === 1 && grant.role === "coordinator") return problem("role.last-coordinator");
    await trx.deleteFrom("role_grant").where("id", "=", grantId).execute();
    const detail = { from: grant.account_id, role: grant.role };
    await recordAudit(trx, { at: now, accountId, initiativeId: grant.initiative_id, action: "role.revoked", detail });
    return null;
  });
}

export interface AuditLine {
  id: string;
  at: string;
  /** Null where nobody was signed in. */
  who: string | null;
  initiative: string | null;
  action: string;
}

/** A page of the audit log, newest first; `page` counts from 1. The details stay in the database. */
export async function auditPage(
  db: Database,
  { page, linesPerPage }: { page: number; linesPerPage: number },
): Promise<{ lines: AuditLine[]; pages: number }> {
  const lines = await db
    .selectFrom("audit")
    .leftJoin("account", "account.id", "audit.account_id")
    .leftJoin("initiative", "initiative.id", "audit.initiative_id")
    .select(["audit.id", "at", "action", "account.name as who", "initiative.name as initiative"])
    .orderBy("at", "desc")
    .orderBy("audit.id")
    .limit(linesPerPage)
    .offset((page - 1) * linesPerPage)
    .execute();
  const { count } = await db
    .selectFrom("audit")
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return { lines, pages: Math.max(1, Math.ceil(count / linesPerPage)) };
}

function checkAddress(address: string): Problem | null {
  return /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;.]+$/.test(address) ? null : problemAt("email", "account.email-wrong");
}
