import type { Database, DatabaseTransaction } from "#db/schema.ts";
import { dayOf } from "#surveys/clock.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import { type Deed, recordDeed } from "./audit.server.ts";
import { membershipsOf } from "./organisation.server.ts";
import { takesPartOn } from "./organisation.ts";

/**
 * An organisation stands behind a goal as it is now; doing it twice changes nothing.
 * Refused: "goal.not-found", "endorsement.not-a-member" for an organisation that does not take part today.
 */
export async function endorseGoal(
  db: Database,
  { goalId, organisationId, ...deed }: Deed & { goalId: string; organisationId: string },
): Promise<Problem | null> {
  const today = dayOf(deed.now);
  return db.transaction().execute(async (trx) => {
    if (!(await hasGoal(trx, deed.initiativeId, goalId))) return problem("goal.not-found");
    const memberships = await membershipsOf(trx, deed.initiativeId, organisationId);
    if (!memberships.some((membership) => takesPartOn(membership, today))) return problem("endorsement.not-a-member");
    await trx
      .insertInto("endorsement")
      .values({ goal_id: goalId, organisation_id: organisationId, account_id: deed.accountId, endorsed_on: today })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await recordDeed(trx, deed, "goal.endorsed", { goalId, organisationId });
    return null;
  });
}

/** Takes the endorsement back; nothing happens where there was none. Refused: "goal.not-found". */
export async function withdrawEndorsement(
  db: Database,
  { goalId, organisationId, ...deed }: Deed & { goalId: string; organisationId: string },
): Promise<Problem | null> {
  return db.transaction().execute(async (trx) => {
    if (!(await hasGoal(trx, deed.initiativeId, goalId))) return problem("goal.not-found");
    await trx
      .deleteFrom("endorsement")
      .where("goal_id", "=", goalId)
      .where("organisation_id", "=", organisationId)
      .execute();
    await recordDeed(trx, deed, "goal.endorsement-withdrawn", { goalId, organisationId });
    return null;
  });
}

export interface Endorsement {
  organisation: string;
  endorsedOn: string;
}

/** Who stands behind each goal as it is now, and since when, by the goal's id; the first to endorse comes first. */
export async function endorsementsOf(db: Database, initiativeId: string): Promise<Map<string, Endorsement[]>> {
  const rows = await db
    .selectFrom("endorsement")
    .innerJoin("goal", "goal.id", "endorsement.goal_id")
    .innerJoin("organisation", "organisation.id", "endorsement.organisation_id")
    .select([
      "endorsement.goal_id as goalId",
      "organisation.name as organisation",
      "endorsement.endorsed_on as endorsedOn",
    ])
    .where("goal.initiative_id", "=", initiativeId)
    .orderBy("endorsement.endorsed_on")
    .orderBy("organisation.name")
    .execute();
  const byGoal = Map.groupBy(rows, ({ goalId }) => goalId);
  return new Map(
    [...byGoal].map(([goalId, list]) => [
      goalId,
      list.map(({ organisation, endorsedOn }) => ({ organisation, endorsedOn })),
    ]),
  );
}

async function hasGoal(trx: DatabaseTransaction, initiativeId: string, goalId: string): Promise<boolean> {
  const goal = await trx
    .selectFrom("goal")
    .select("id")
    .where("id", "=", goalId)
    .where("initiative_id", "=", initiativeId)
    .executeTakeFirst();
  return goal !== undefined;
}
