import { randomUUID } from "node:crypto";
import type { Database, DatabaseTransaction, OrganisationTable } from "#db/schema.ts";
import { firstProblem, type Problem, problem, problemAt } from "#surveys/problem.ts";
import { type Deed, recordDeed } from "./audit.server.ts";
import { checkChoice, checkDay, checkText, maxLengths } from "./field-check.ts";
import { type Actor, organisationKinds } from "./organisation.ts";

export interface ActorInput {
  name: string;
  kind: string;
  joinedOn: string;
  /** "" while it takes part. */
  leftOn: string;
}

/** The initiative's actors by name, those that have left among them. */
export async function actorsOf(db: Database | DatabaseTransaction, initiativeId: string): Promise<Actor[]> {
  const rows = await db
    .selectFrom("membership")
    .innerJoin("organisation", "organisation.id", "membership.organisation_id")
    .select(["organisation.id", "organisation.name", "organisation.kind", "joined_on", "left_on"])
    .where("initiative_id", "=", initiativeId)
    .orderBy("organisation.name")
    .orderBy("joined_on")
    .execute();
  return rows.map(({ id, joined_on, left_on, ...organisation }) => ({
    organisationId: id,
    ...organisation,
    joinedOn: joined_on,
    leftOn: left_on,
  }));
}

/** Every organisation the installation knows, by name: for choosing one that has been in another initiative. */
export function organisations(db: Database): Promise<OrganisationTable[]> {
  return db.selectFrom("organisation").selectAll().orderBy("name").execute();
}

/**
 * Lets an organisation join. One of that name is taken as it is, whatever the case of the letters; else it is made.
 * Refused: "field.missing", "field.too-long", "field.not-a-choice", "field.not-a-date", "membership.dates-wrong", "membership.overlap".
 */
export async function joinInitiative(
  db: Database,
  { name, kind, joinedOn, leftOn, ...deed }: ActorInput & Deed,
): Promise<Actor | Problem> {
  const refusal = firstProblem([
    checkText("name", name, maxLengths.name),
    checkChoice("kind", kind, organisationKinds),
    checkPeriod(joinedOn, leftOn),
  ]);
  if (refusal) return refusal;
  return db.transaction().execute(async (trx) => {
    const organisation = await organisationNamed(trx, name.trim(), kind as OrganisationTable["kind"]);
    const period = { joinedOn, leftOn: leftOn === "" ? null : leftOn };
    if (await overlaps(trx, deed.initiativeId, organisation.id, period))
      return problemAt("joinedOn", "membership.overlap");
    await trx
      .insertInto("membership")
      .values({
        initiative_id: deed.initiativeId,
        organisation_id: organisation.id,
        joined_on: joinedOn,
        left_on: period.leftOn,
      })
      .execute();
    await recordDeed(trx, deed, "organisation.joined", { organisation: organisation.name, ...period });
    return { organisationId: organisation.id, name: organisation.name, kind: organisation.kind, ...period };
  });
}

/**
 * Mends the days of a membership: when it joined, and its last day ("" while it takes part). `was` names the membership by its first day.
 * Refused: "membership.not-found", "field.missing", "field.not-a-date", "membership.dates-wrong", "membership.overlap".
 */
export async function changeMembership(
  db: Database,
  {
    organisationId,
    was,
    joinedOn,
    leftOn,
    ...deed
  }: Deed & { organisationId: string; was: string; joinedOn: string; leftOn: string },
): Promise<Problem | null> {
  const refusal = checkPeriod(joinedOn, leftOn);
  if (refusal) return refusal;
  return db.transaction().execute(async (trx) => {
    const period = { joinedOn, leftOn: leftOn === "" ? null : leftOn };
    if (await overlaps(trx, deed.initiativeId, organisationId, period, was))
      return problemAt("joinedOn", "membership.overlap");
    const changed = await trx
      .updateTable("membership")
      .set({ joined_on: joinedOn, left_on: period.leftOn })
      .where("initiative_id", "=", deed.initiativeId)
      .where("organisation_id", "=", organisationId)
      .where("joined_on", "=", was)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) return problem("membership.not-found");
    await recordDeed(trx, deed, "organisation.period-changed", { organisationId, was, ...period });
    return null;
  });
}

/** The times an organisation has taken part, oldest first. */
export async function membershipsOf(
  db: Database | DatabaseTransaction,
  initiativeId: string,
  organisationId: string,
): Promise<Array<Pick<Actor, "joinedOn" | "leftOn">>> {
  return db
    .selectFrom("membership")
    .select(["joined_on as joinedOn", "left_on as leftOn"])
    .where("initiative_id", "=", initiativeId)
    .where("organisation_id", "=", organisationId)
    .orderBy("joined_on")
    .execute();
}

/** Whether it takes part or once did. */
export async function hasBeenActor(
  db: Database | DatabaseTransaction,
  initiativeId: string,
  organisationId: string,
): Promise<boolean> {
  return (await membershipsOf(db, initiativeId, organisationId)).length > 0;
}

async function organisationNamed(
  db: DatabaseTransaction,
  name: string,
  kind: OrganisationTable["kind"],
): Promise<OrganisationTable> {
  const known = await db.selectFrom("organisation").selectAll().execute();
  const same = known.find((organisation) => organisation.name.toLowerCase() === name.toLowerCase());
  if (same) return same;
  const made = { id: randomUUID(), name, kind };
  await db.insertInto("organisation").values(made).execute();
  return made;
}

function checkPeriod(joinedOn: string, leftOn: string): Problem | null {
  const days = firstProblem([checkDay("joinedOn", joinedOn), leftOn === "" ? null : checkDay("leftOn", leftOn)]);
  return days ?? (leftOn !== "" && leftOn < joinedOn ? problemAt("leftOn", "membership.dates-wrong") : null);
}

async function overlaps(
  trx: DatabaseTransaction,
  initiativeId: string,
  organisationId: string,
  period: { joinedOn: string; leftOn: string | null },
  except?: string,
): Promise<boolean> {
  const others = await membershipsOf(trx, initiativeId, organisationId);
  return others
    .filter((other) => other.joinedOn !== except)
    .some(
      (other) =>
        (period.leftOn === null || other.joinedOn <= period.leftOn) &&
        (other.leftOn === null || period.joinedOn <= other.leftOn),
    );
}
