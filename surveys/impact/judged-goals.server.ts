import type { Database } from "#db/schema.ts";
import { standingGoals } from "#surveys/initiative/goal.server.ts";
import type { SealInForce } from "#surveys/initiative/seal.server.ts";
import type { SealedGoal } from "#surveys/initiative/seal.ts";
import type { ListedGoal } from "./assemble-results.ts";

/**
 * The goals that results speak of: those there are now, in their order, then those that were sealed and have been withdrawn.
 *
 * @param sealed the seal in force; null before there is one.
 */
export async function judgedGoals(
  db: Database,
  initiativeId: string,
  sealed: SealInForce | null,
): Promise<ListedGoal[]> {
  const present = (await standingGoals(db, initiativeId)).map((goal) => ({ ...goal, withdrawn: false }));
  return sealed ? [...present, ...withdrawnGoals(initiativeId, sealed, present)] : present;
}

/**
 * Sealed goals that are no longer there, or no longer about the same. What they were about is bound and never screened for ripples: were
 * they left out, taking a goal away would take a harm away with it.
 */
function withdrawnGoals(initiativeId: string, sealed: SealInForce, present: ListedGoal[]): ListedGoal[] {
  const aimOf = (goal: SealedGoal) => [goal.audience, goal.item_key, goal.reading, goal.segment].join("\n");
  const aims = new Set(present.map(({ goal }) => aimOf(goal)));
  return sealed.content.goals
    .filter((goal) => !aims.has(aimOf(goal)))
    .map((goal, index) => ({
      goal: { ...goal, id: `${goal.id}@sealed`, initiative_id: initiativeId, position: present.length + index },
      standing: { sealedBeforeBaseline: sealed.beforeBaseline, changedAfterBaseline: true },
      endorsedBy: [],
      withdrawn: true,
    }));
}
