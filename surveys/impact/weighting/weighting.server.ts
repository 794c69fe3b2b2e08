import { randomUUID } from "node:crypto";
import type { Database, DatabaseTransaction, WeightingTable } from "#db/schema.ts";
import { recountTallies } from "#surveys/answering/tally.server.ts";
import { DISCLOSURE_FLOOR } from "#surveys/disclosure-floor.ts";
import { type Deed, recordDeed } from "#surveys/initiative/audit.server.ts";
import { isProblem, type Problem, problem, problemAt } from "#surveys/problem.ts";
import { planWeights, type WeightsPlan } from "./plan-weights.ts";
import { publishedWeights } from "./publish-weights.ts";
import { type WhichAnswers, weighableWave } from "./weighable-wave.server.ts";
import { readWeighedPeople, type WeighedAnswers } from "./weighed-answers.server.ts";
import { type ShownWeights, type WeightMargin, weightCaps } from "./weight-margins.ts";
import { labelsOf, questionsToWithhold } from "./withhold-questions.ts";

export interface ChosenWeights {
  margins: WeightMargin[];
  cap: number;
}

/** Each weighting of the same answers tells a little more of them: after so many there is no other. */
const mostWeightings = 3;

/**
 * What weighting a closed wave's answers to these margins would do. Stores nothing. A question whose figures in several weightings could be put
 * together to one about fewer people than the floor has no figures while the weights are in use; where everybody's could, or nothing would be
 * left, the weights are refused.
 * Refused: "wave.not-found", "weights.wave-not-closed", "weights.cap-wrong", as `planWeights`, "weights.exposing", "weights.used-up".
 */
export async function previewWeights(
  db: Database | DatabaseTransaction,
  about: WhichAnswers,
  chosen: ChosenWeights,
): Promise<ShownWeights | Problem> {
  const plan = await checkedPlan(db, about, chosen);
  return isProblem(plan) ? plan : shownOf(plan);
}

function shownOf({ plan, answers, withheld }: CheckedPlan): ShownWeights {
  return { summary: publishedWeights(plan.summary, DISCLOSURE_FLOOR), withheld: labelsOf(withheld, answers.asked) };
}

/**
 * Uses these weights: every answer of the wave and audience counts for its weight from now on, and all that is counted of it is counted anew,
 * in one transaction. Refused as `previewWeights`; a refusal changes nothing.
 */
export async function applyWeights(
  db: Database,
  deed: Deed,
  about: Omit<WhichAnswers, "initiativeId"> & ChosenWeights,
): Promise<ShownWeights | Problem> {
  const which = { initiativeId: deed.initiativeId, waveId: about.waveId, audience: about.audience };
  return db
    .transaction()
    .execute(async (trx) => {
      await takeOutOfUse(trx, which);
      const checked = await checkedPlan(trx, which, about);
      if (isProblem(checked)) throw new Refused(checked);
      const { plan, answers, withheld } = checked;
      await keepWeighting(trx, deed, which, about, checked);
      await setWeights(trx, answers, plan.weights);
      await recountTallies(trx, deed.initiativeId);
      const summary = publishedWeights(plan.summary, DISCLOSURE_FLOOR);
      const { designEffect, effectiveN } = summary;
      const detail = { wave: which.waveId, audience: which.audience, designEffect, effectiveN };
      const dimensions = about.margins.map((one) => one.dimension);
      await recordDeed(trx, deed, "weights.used", { ...detail, dimensions, withheld: withheld.length });
      return shownOf(checked);
    })
    .catch(asRefusal);
}

/**
 * Takes the weights of a wave's answers away again: each counts for what it counted for when it was stored.
 * Refused: "wave.not-found", "weights.none-in-use".
 */
export async function takeWeightsAway(
  db: Database,
  deed: Deed,
  about: Omit<WhichAnswers, "initiativeId">,
): Promise<Problem | null> {
  const which = { initiativeId: deed.initiativeId, ...about };
  return db.transaction().execute(async (trx) => {
    const wave = await weighableWave(trx, which);
    if (isProblem(wave)) return wave;
    if ((await takeOutOfUse(trx, which)) === 0) return problem("weights.none-in-use");
    await firstWeightsAgain(trx, which);
    await recountTallies(trx, deed.initiativeId);
    await recordDeed(trx, deed, "weights.taken-away", { wave: which.waveId, audience: which.audience });
    return null;
  });
}

/** Every answer counts for what it counted for when it was stored. */
export async function firstWeightsAgain(trx: DatabaseTransaction, { waveId, audience }: WhichAnswers): Promise<void> {
  await trx
    .updateTable("response")
    .set((set) => ({ weight: set.ref("base_weight") }))
    .where("wave_id", "=", waveId)
    .where("audience", "=", audience)
    .execute();
}

/** The weighting in use; null where there is none. */
export async function weightsInUse(
  db: Database,
  about: WhichAnswers,
): Promise<{ chosen: ChosenWeights; shown: ShownWeights | null; usedAt: string } | null> {
  const wave = await weighableWave(db, about);
  if (isProblem(wave)) return null;
  const used = (await weightingsOf(db, about)).find((one) => one.in_use === 1);
  if (!used) return null;
  const chosen = { margins: JSON.parse(used.margins) as WeightMargin[], cap: used.cap };
  const answers = await readWeighedPeople(db, about);
  const plan = planWeights(answers.people, chosen.margins, chosen.cap);
  const withheld = labelsOf(JSON.parse(used.withheld), answers.asked);
  return {
    chosen,
    shown: isProblem(plan) ? null : { summary: publishedWeights(plan.summary, DISCLOSURE_FLOOR), withheld },
    usedAt: used.used_at,
  };
}

interface CheckedPlan {
  plan: WeightsPlan;
  answers: WeighedAnswers;
  earlier: WeightingTable[];
  /** Item keys. */
  withheld: string[];
}

async function checkedPlan(
  db: Database | DatabaseTransaction,
  about: WhichAnswers,
  { margins, cap }: ChosenWeights,
): Promise<CheckedPlan | Problem> {
  const wave = await weighableWave(db, about);
  if (isProblem(wave)) return wave;
  if (!(cap >= weightCaps.least && cap <= weightCaps.most)) {
    return problemAt("cap", "weights.cap-wrong", { least: weightCaps.least, most: weightCaps.most });
  }
  const answers = await readWeighedPeople(db, about);
  const plan = planWeights(answers.people, margins, cap);
  if (isProblem(plan)) return plan;
  const earlier = await weightingsOf(db, about);
  const others = earlier.filter((one) => !isSame(one, { margins, cap }));
  if (others.length >= mostWeightings) return problemAt("margins", "weights.used-up", { most: mostWeightings });
  const seen = others.flatMap((one) => {
    const other = planWeights(answers.people, JSON.parse(one.margins), one.cap);
    return isProblem(other) ? [] : [other.weights];
  });
  const withheld = questionsToWithhold(answers, [plan.weights, ...seen], DISCLOSURE_FLOOR);
  return withheld === null ? problemAt("margins", "weights.exposing") : { plan, answers, earlier, withheld };
}

function isSame({ margins, cap }: WeightingTable, chosen: ChosenWeights): boolean {
  return margins === JSON.stringify(chosen.margins) && cap === chosen.cap;
}

/** Every weighting ever used of a wave's answers, the first first. */
export async function weightingsOf(
  db: Database | DatabaseTransaction,
  { waveId, audience }: WhichAnswers,
): Promise<WeightingTable[]> {
  return db
    .selectFrom("weighting")
    .selectAll()
    .where("wave_id", "=", waveId)
    .where("audience", "=", audience)
    .orderBy("number")
    .execute();
}

/** @returns how many were in use: one or none. Tallies and weights are the caller's to bring right. */
export async function takeOutOfUse(trx: DatabaseTransaction, { waveId, audience }: WhichAnswers): Promise<number> {
  const result = await trx
    .updateTable("weighting")
    .set({ in_use: 0 })
    .where("wave_id", "=", waveId)
    .where("audience", "=", audience)
    .where("in_use", "=", 1)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** The same margins again are the same weighting. */
async function keepWeighting(
  trx: DatabaseTransaction,
  { accountId, now }: Deed,
  { waveId, audience }: WhichAnswers,
  chosen: ChosenWeights,
  { earlier, withheld }: CheckedPlan,
): Promise<void> {
  const used = { used_at: now.toISOString(), used_by: accountId, in_use: 1, withheld: JSON.stringify(withheld) };
  const same = earlier.find((one) => isSame(one, chosen));
  if (same) {
    await trx.updateTable("weighting").set(used).where("id", "=", same.id).execute();
    return;
  }
  const about = { id: randomUUID(), wave_id: waveId, audience, number: earlier.length + 1 };
  const margins = JSON.stringify(chosen.margins);
  await trx
    .insertInto("weighting")
    .values({ ...about, ...used, margins, cap: chosen.cap })
    .execute();
}

/** One statement for each different weight: there are as many as combinations of groups, not as people. */
async function setWeights(trx: DatabaseTransaction, { ids }: WeighedAnswers, weights: number[]): Promise<void> {
  const byWeight = Map.groupBy(ids.keys(), (at) => weights[at] as number);
  for (const [weight, places] of byWeight) {
    for (let start = 0; start < places.length; start += 500) {
      const some = places.slice(start, start + 500).map((at) => ids[at] as string);
      await trx.updateTable("response").set({ weight }).where("id", "in", some).execute();
    }
  }
}

class Refused extends Error {
  readonly refusal: Problem;
  constructor(refusal: Problem) {
    super(refusal.problem);
    this.refusal = refusal;
  }
}

/** A refusal within the transaction takes back what was written before it. */
function asRefusal(fault: unknown): Problem {
  if (fault instanceof Refused) return fault.refusal;
  throw fault;
}
