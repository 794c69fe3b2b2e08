import { randomBytes, randomUUID } from "node:crypto";
import type { Database, DatabaseTransaction, InitiativeTable, Role } from "#db/schema.ts";
import { firstProblem, type Problem, problem, problemAt } from "#surveys/problem.ts";
import { type Deed, recordDeed } from "./audit.server.ts";
import { checkDay, checkText, maxLengths } from "./field-check.ts";
import { isSlug, slugOf } from "./slug.ts";

export interface InitiativeInput {
  name: string;
  challenge: string;
  district: string;
  place: string;
  /** Days, `YYYY-MM-DD`. */
  startsOn: string;
  endsOn: string;
}

/**
 * Makes an initiative with its link key (32 random bytes, hex) and gives its maker the role of coordinator. Without `slug` the address is
 * made from the name, with a number after it where the name is taken.
 * Refused: "field.missing", "field.too-long", "field.not-a-date", "initiative.dates-wrong", "initiative.slug-bad", "initiative.slug-taken".
 */
export async function createInitiative(
  db: Database,
  input: InitiativeInput & { slug?: string; createdBy: string; now: Date },
  randomKey: () => string = () => randomBytes(32).toString("hex"),
): Promise<InitiativeTable | Problem> {
  const refusal = checkInitiative(input);
  if (refusal) return refusal;
  return db.transaction().execute(async (trx) => {
    const slug = input.slug === undefined ? await freeSlug(trx, slugOf(input.name)) : input.slug;
    if (!isSlug(slug)) return problemAt("slug", "initiative.slug-bad");
    if (await slugTaken(trx, slug)) return problemAt("slug", "initiative.slug-taken", { slug });
    const initiative: InitiativeTable = { id: randomUUID(), slug, ...columnsOf(input) };
    await trx.insertInto("initiative").values(initiative).execute();
    await trx.insertInto("link_key").values({ initiative_id: initiative.id, key: randomKey() }).execute();
    await trx
      .insertInto("role_grant")
      .values({ id: randomUUID(), account_id: input.createdBy, initiative_id: initiative.id, role: "coordinator" })
      .execute();
    const deed = { initiativeId: initiative.id, accountId: input.createdBy, now: input.now };
    await recordDeed(trx, deed, "initiative.created", { slug, name: initiative.name });
    return initiative;
  });
}

/** Changes challenge, places and period; the address stays, for it stands in people's mails. Refused as in `createInitiative`. */
export async function changeInitiative(
  db: Database,
  { initiativeId, accountId, now, ...input }: InitiativeInput & Deed,
): Promise<InitiativeTable | Problem> {
  const refusal = checkInitiative(input);
  if (refusal) return refusal;
  return db.transaction().execute(async (trx) => {
    const changed = await trx
      .updateTable("initiative")
      .set(columnsOf(input))
      .where("id", "=", initiativeId)
      .returningAll()
      .executeTakeFirst();
    if (!changed) return problem("initiative.not-found");
    await recordDeed(trx, { initiativeId, accountId, now }, "initiative.changed", columnsOf(input));
    return changed;
  });
}

/** Refused: "initiative.not-found". */
export async function initiativeBySlug(db: Database, slug: string): Promise<InitiativeTable | Problem> {
  const found = await db.selectFrom("initiative").selectAll().where("slug", "=", slug).executeTakeFirst();
  return found ?? problem("initiative.not-found");
}

/**
 * The initiatives an account has a role in, each with the roles, newest start first. An administrator of the installation gets all of
 * them.
 */
export async function initiativesOf(
  db: Database,
  accountId: string,
): Promise<Array<InitiativeTable & { roles: Role[] }>> {
  const grants = await db.selectFrom("role_grant").selectAll().where("account_id", "=", accountId).execute();
  const everywhere = grants.some((grant) => grant.role === "administrator" && grant.initiative_id === null);
  const own = grants.flatMap((grant) => grant.initiative_id ?? []);
  const initiatives = await db
    .selectFrom("initiative")
    .selectAll()
    .$if(!everywhere, (query) => query.where("id", "in", own))
    .orderBy("starts_on", "desc")
    .orderBy("name")
    .execute();
  return initiatives.map((initiative) => ({
    ...initiative,
    roles: [
      ...new Set(
        grants.filter((g) => g.initiative_id === null || g.initiative_id === initiative.id).map((grant) => grant.role),
      ),
    ],
  }));
}

function checkInitiative(input: InitiativeInput): Problem | null {
  const dates = firstProblem([checkDay("startsOn", input.startsOn), checkDay("endsOn", input.endsOn)]);
  return firstProblem([
    checkText("name", input.name, maxLengths.name),
    checkText("challenge", input.challenge, maxLengths.text),
    checkText("district", input.district, maxLengths.line),
    checkText("place", input.place, maxLengths.line),
    dates ?? (input.endsOn < input.startsOn ? problemAt("endsOn", "initiative.dates-wrong") : null),
  ]);
}

function columnsOf(input: InitiativeInput): Omit<InitiativeTable, "id" | "slug"> {
  return {
    name: input.name.trim(),
    challenge: input.challenge.trim(),
    district: input.district.trim(),
    place: input.place.trim(),
    starts_on: input.startsOn,
    ends_on: input.endsOn,
  };
}

async function freeSlug(trx: DatabaseTransaction, wanted: string): Promise<string> {
  let slug = wanted;
  for (let number = 2; await slugTaken(trx, slug); number += 1) slug = `${wanted}-${number}`;
  return slug;
}

async function slugTaken(trx: DatabaseTransaction, slug: string): Promise<boolean> {
  const found = await trx.selectFrom("initiative").select("id").where("slug", "=", slug).executeTakeFirst();
  return found !== undefined;
}

/** The secret that turns the initiative's participants into pseudonyms; null once it is destroyed: nobody can answer then. */
export async function linkKeyOf(db: Database | DatabaseTransaction, initiativeId: string): Promise<string | null> {
  const row = await db
    .selectFrom("link_key")
    .select("key")
    .where("initiative_id", "=", initiativeId)
    .executeTakeFirst();
  return row?.key ?? null;
}

/** Whether the link key is still there. */
export async function isLinked(db: Database | DatabaseTransaction, initiativeId: string): Promise<boolean> {
  return (await linkKeyOf(db, initiativeId)) !== null;
}
