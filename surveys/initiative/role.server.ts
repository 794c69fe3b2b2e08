import { randomUUID } from "node:crypto";
import type { AccountTable, Database, DatabaseTransaction, LanguageCode, Role } from "#db/schema.ts";
import { firstProblem, type Problem, problem, problemAt } from "#surveys/problem.ts";
import { type Deed, type DeedOfAnyone, recordDeed } from "./audit.server.ts";
import { checkChoice, checkEmail, checkText, maxLengths } from "./field-check.ts";
import { hasBeenActor } from "./organisation.server.ts";
import { initiativeRoles } from "./role.ts";

/** A role that a person has in an initiative. */
export interface GrantedRole {
  grantId: string;
  role: Role;
  name: string;
  email: string;
  organisation: string | null;
}

/** Who has which role in the initiative, by role and name; administrators of the whole installation are not among them. */
export function rolesOf(db: Database, initiativeId: string): Promise<GrantedRole[]> {
  return db
    .selectFrom("role_grant")
    .innerJoin("account", "account.id", "role_grant.account_id")
    .leftJoin("organisation", "organisation.id", "role_grant.organisation_id")
    .select(["role_grant.id as grantId", "role", "account.name", "account.email", "organisation.name as organisation"])
    .where("initiative_id", "=", initiativeId)
    .orderBy("role")
    .orderBy("account.name")
    .execute();
}

/**
 * Gives a person a role in the initiative; an address that nobody has becomes an account. A partner speaks for one of its actors.
 * Refused: "field.missing", "field.too-long", "account.email-wrong", "field.not-a-choice", "organisation.not-found", "role.already-granted".
 */
export async function grantRole(
  db: Database,
  person: DeedOfAnyone & { email: string; name: string; role: string; organisationId: string; language?: LanguageCode },
): Promise<{ accountId: string } | Problem> {
  const { initiativeId, accountId, now } = person;
  const refusal = checkPerson(person);
  if (refusal) return refusal;
  return db.transaction().execute(async (trx) => {
    const organisationId = person.role === "partner" ? person.organisationId : null;
    if (organisationId !== null && !(await hasBeenActor(trx, initiativeId, organisationId))) {
      return problemAt("organisationId", "organisation.not-found");
    }
    const account = await accountFor(trx, person);
    const role = person.role as Role;
    if (await hasRole(trx, account.id, initiativeId, role)) return problemAt("email", "role.already-granted");
    await trx
      .insertInto("role_grant")
      .values({
        id: randomUUID(),
        account_id: account.id,
        initiative_id: initiativeId,
        role,
        organisation_id: organisationId,
      })
      .execute();
    await recordDeed(trx, { initiativeId, accountId, now }, "role.granted", { to: account.id, role, organisationId });
    return { accountId: account.id };
  });
}

/** Takes a role back. Refused: "role.not-found", "role.last-coordinator": somebody must be able to set the initiative up. */
export async function revokeRole(
  db: Database,
  { grantId, ...deed }: Deed & { grantId: string },
): Promise<Problem | null> {
  return db.transaction().execute(async (trx) => {
    const grants = await trx
      .selectFrom("role_grant")
      .selectAll()
      .where("initiative_id", "=", deed.initiativeId)
      .execute();
    const grant = grants.find((entry) => entry.id === grantId);
    if (!grant) return problem("role.not-found");
    const others = grants.filter((entry) => entry.role === "coordinator" && entry.id !== grantId);
    if (grant.role === "coordinator" && others.length === 0) return problem("role.last-coordinator");
    await trx.deleteFrom("role_grant").where("id", "=", grantId).execute();
    await recordDeed(trx, deed, "role.revoked", { from: grant.account_id, role: grant.role });
    return null;
  });
}

/** Who may make a new initiative: administrators, and coordinators of another one. */
export async function mayCreateInitiatives(db: Database, accountId: string): Promise<boolean> {
  const grant = await db
    .selectFrom("role_grant")
    .select("id")
    .where("account_id", "=", accountId)
    .where("role", "in", ["administrator", "coordinator"])
    .executeTakeFirst();
  return grant !== undefined;
}

function checkPerson(person: { email: string; name: string; role: string; organisationId: string }): Problem | null {
  return firstProblem([
    checkEmail("email", person.email),
    checkText("name", person.name, maxLengths.name),
    checkChoice("role", person.role, initiativeRoles),
    person.role === "partner" ? checkText("organisationId", person.organisationId, maxLengths.name) : null,
  ]);
}

async function accountFor(
  trx: DatabaseTransaction,
  { email, name, language = "da" }: { email: string; name: string; language?: LanguageCode },
): Promise<Pick<AccountTable, "id">> {
  const address = email.trim().toLowerCase();
  const known = await trx.selectFrom("account").select("id").where("email", "=", address).executeTakeFirst();
  if (known) return known;
  const account = { id: randomUUID(), email: address, name: name.trim(), language };
  await trx.insertInto("account").values(account).execute();
  return account;
}

async function hasRole(
  trx: DatabaseTransaction,
  accountId: string,
  initiativeId: string,
  role: Role,
): Promise<boolean> {
  const grant = await trx
    .selectFrom("role_grant")
    .select("id")
    .where("account_id", "=", accountId)
    .where("initiative_id", "=", initiativeId)
    .where("role", "=", role)
    .executeTakeFirst();
  return grant !== undefined;
}
