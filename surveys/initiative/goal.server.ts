import { randomUUID } from "node:crypto";
import type { Database, DatabaseTransaction, GoalTable } from "#db/schema.ts";
import { indicatorKey } from "#surveys/definition/reading.ts";
import { isProblem, type Problem, problem } from "#surveys/problem.ts";
import { type Deed, recordDeed } from "./audit.server.ts";
import { type GoalColumns, type GoalInput, readGoal } from "./goal.ts";
import { indicatorsToChoose } from "./indicator-choice.server.ts";
import type { IndicatorChoice } from "./indicator-choice.ts";
import { type GoalStanding, goalStandings } from "./seal.server.ts";

/** A goal as it is now, how it stands to the baseline's seal, and the names of the organisations behind it. */
export interface StandingGoal {
  goal: GoalTable;
  standing: GoalStanding;
  endorsedBy: string[];
}

export interface ListedGoal extends GoalTable, GoalStanding {
  /** Undefined when a survey was changed so that its question is gone. */
  indicator: IndicatorChoice | undefined;
  /** Names of the organisations that stand behind it as it is now. */
  endorsedBy: string[];
}

/** Adds a goal at the end of the list. Refused as in `readGoal`. */
export async function addGoal(
  db: Database,
  { goal, ...deed }: Deed & { goal: GoalInput },
): Promise<GoalTable | Problem> {
  return db.transaction().execute(async (trx) => {
    const columns = readGoal(goal, await indicatorsToChoose(trx, deed.initiativeId));
    if (isProblem(columns)) return columns;
    const added = {
      id: randomUUID(),
      initiative_id: deed.initiativeId,
      ...columns,
      position: await nextPosition(trx, deed.initiativeId),
    };
    await trx.insertInto("goal").values(added).execute();
    await recordDeed(trx, deed, "goal.added", { ...added });
    return added;
  });
}

/**
 * Changes a goal. Endorsements were given to the goal as it stood, so they fall away with any change that is more than a new title.
 * Refused: "goal.not-found", and as in `readGoal`.
 */
export async function changeGoal(
  db: Database,
  { goalId, goal, ...deed }: Deed & { goalId: string; goal: GoalInput },
): Promise<GoalTable | Problem> {
  return db.transaction().execute(async (trx) => {
    const before = await goalOf(trx, deed.initiativeId, goalId);
    if (!before) return problem("goal.not-found");
    const columns = readGoal(goal, await indicatorsToChoose(trx, deed.initiativeId));
    if (isProblem(columns)) return columns;
    await trx.updateTable("goal").set(columns).where("id", "=", goalId).execute();
    if (substanceOf(before) !== substanceOf(columns)) {
      await trx.deleteFrom("endorsement").where("goal_id", "=", goalId).execute();
    }
    await recordDeed(trx, deed, "goal.changed", { before, after: columns });
    return { ...before, ...columns };
  });
}

/** Removes a goal with its endorsements; the seals it stood in keep it. Refused: "goal.not-found". */
export async function removeGoal(
  db: Database,
  { goalId, ...deed }: Deed & { goalId: string },
): Promise<Problem | null> {
  return db.transaction().execute(async (trx) => {
    const goal = await goalOf(trx, deed.initiativeId, goalId);
    if (!goal) return problem("goal.not-found");
    await trx.deleteFrom("goal").where("id", "=", goalId).execute();
    await recordDeed(trx, deed, "goal.removed", { ...goal });
    return null;
  });
}

/** The goals in their order, each with its indicator, its standing to the baseline's seal, and who endorses it. */
export async function goalsOf(db: Database, initiativeId: string): Promise<ListedGoal[]> {
  const choices = new Map((await indicatorsToChoose(db, initiativeId)).map((c) => [indicatorKey(c), c]));
  return (await standingGoals(db, initiativeId)).map(({ goal, standing, endorsedBy }) => ({
    ...goal,
    indicator: choices.get(indicatorKey({ audience: goal.audience, itemKey: goal.item_key, reading: goal.reading })),
    ...standing,
    endorsedBy,
  }));
}

/** The same without the indicators, which are read from every survey: for whoever has them. */
export async function standingGoals(db: Database, initiativeId: string): Promise<StandingGoal[]> {
  const goals = await db
    .selectFrom("goal")
    .selectAll()
    .where("initiative_id", "=", initiativeId)
    .orderBy("position")
    .execute();
  const standings = await goalStandings(db, initiativeId);
  const endorsers = await endorsersOf(db, initiativeId);
  return goals.map((goal) => ({
    goal,
    standing: standings.get(goal.id) ?? { sealedBeforeBaseline: false, changedAfterBaseline: false },
    endorsedBy: endorsers.filter((endorser) => endorser.goalId === goal.id).map((endorser) => endorser.name),
  }));
}

function endorsersOf(db: Database, initiativeId: string): Promise<Array<{ goalId: string; name: string }>> {
  return db
    .selectFrom("endorsement")
    .innerJoin("goal", "goal.id", "endorsement.goal_id")
    .innerJoin("organisation", "organisation.id", "endorsement.organisation_id")
    .select(["goal_id as goalId", "organisation.name"])
    .where("goal.initiative_id", "=", initiativeId)
    .orderBy("organisation.name")
    .execute();
}

function goalOf(trx: DatabaseTransaction, initiativeId: string, goalId: string): Promise<GoalTable | undefined> {
  return trx
    .selectFrom("goal")
    .selectAll()
    .where("id", "=", goalId)
    .where("initiative_id", "=", initiativeId)
    .executeTakeFirst();
}

function substanceOf(goal: GoalColumns): string {
  return JSON.stringify([
    ...[goal.audience, goal.item_key, goal.reading, goal.segment, goal.direction],
    ...[goal.target_kind, goal.target_value, goal.smallest_worthwhile, goal.due_position],
  ]);
}

async function nextPosition(trx: DatabaseTransaction, initiativeId: string): Promise<number> {
  const last = await trx
    .selectFrom("goal")
    .select((select) => select.fn.max("position").as("position"))
    .where("initiative_id", "=", initiativeId)
    .executeTakeFirst();
  return (last?.position ?? 0) + 1;
}
