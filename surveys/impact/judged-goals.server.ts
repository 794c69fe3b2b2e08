import type { Database } from "#db/schema.ts";
import { standingGoals } from "#surveys/initiative/goal.server.ts";
import type { SealContent, SealedGoal } from "#surveys/initiative/seal.ts";
import type { ListedGoal } from "./assemble-results.ts";

/**
 * The goals that results speak of: those there are now, in their order, then those that were sealed and have been withdrawn.
 *
 * @param sealed what `sealInForce` gives.
 */
export async function judgedGoals(db: Database, initiativeId: string, sealed: SealContent): Promise<ListedGoal[]> {
  const present = (await standingGoals(db, initiativeId)).map((goal) => ({ ...goal, withdrawn: false }));
  return [...present, ...withdrawnGoals(initiativeId, sealed, present)];
}

/**
 * Goals and expectations as sealed when the first wave opened in Ringvirk: the baseline, or the first follow-up to a baseline made
 * elsewhere. What was written later binds nothing: else a harm could be taken off the list of ripples by calling it expected once it was
 * seen.
 */
export async function sealInForce(db: Database, initiativeId: string): Promise<SealContent> {
  const seal = await db
    .selectFrom("seal")
    .innerJoin("wave", (join) =>
      join.onRef("wave.initiative_id", "=", "seal.initiative_id").onRef("wave.seal_number", "=", "seal.number"),
    )
    .select("seal.content")
    .where("wave.initiative_id", "=", initiativeId)
    .orderBy("wave.position")
    .executeTakeFirst();
  return seal ? (JSON.parse(seal.content) as SealContent) : { goals: [], expectations: [] };
}

/**
 * Sealed goals that are no longer there, or no longer about the same. What they were about is bound and never screened for ripples: were
 * they left out, taking a goal away would take a harm away with it.
 */
function withdrawnGoals(initiativeId: string, sealed: SealContent, present: ListedGoal[]): ListedGoal[] {
  const aimOf = (goal: SealedGoal) => [goal.audience, goal.item_key, goal.reading, goal.segment].join("\n");
  const aims = new Set(present.map(({ goal }) => aimOf(goal)));
  return sealed.goals
    .filter((goal) => !aims.has(aimOf(goal)))
    .map((goal, index) => ({
      goal: { ...goal, id: `${goal.id}@sealed`, initiative_id: initiativeId, position: present.length + index },
      standing: { sealedBeforeBaseline: true, changedAfterBaseline: true },
      endorsedBy: [],
      withdrawn: true,
    }));
}
