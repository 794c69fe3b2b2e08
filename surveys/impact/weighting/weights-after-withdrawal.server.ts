import type { DatabaseTransaction } from "#db/schema.ts";
import { recountTallies } from "#surveys/answering/tally.server.ts";
import type { WaveTouched } from "#surveys/answering/withdrawal.server.ts";
import { DISCLOSURE_FLOOR } from "#surveys/disclosure-floor.ts";
import { isProblem } from "#surveys/problem.ts";
import { planWeights } from "./plan-weights.ts";
import { readWeighedPeople } from "./weighed-answers.server.ts";
import { firstWeightsAgain, takeOutOfUse, weightingsOf } from "./weighting.server.ts";
import { questionsToWithhold } from "./withhold-questions.ts";

/**
 * Looks at the weights in use again after somebody has taken their answers back: those of the others stay as they are, but with one person
 * fewer a question may tell of few. It is then withheld; where everybody's figures would, or a group has become too small, the weights are taken
 * out of use and everything is counted anew. Reads the whole wave, and only where weights are in use.
 */
export async function lookAtWeightsAgain(trx: DatabaseTransaction, touched: WaveTouched[]): Promise<void> {
  for (const which of touched) {
    const weightings = await weightingsOf(trx, which);
    const used = weightings.find(({ in_use }) => in_use === 1);
    if (!used) continue;
    const answers = await readWeighedPeople(trx, which);
    const plans = weightings.map(({ margins, cap }) => planWeights(answers.people, JSON.parse(margins), cap));
    const inUse = plans[weightings.indexOf(used)];
    const weights = plans.flatMap((plan) => (isProblem(plan) ? [] : [plan.weights]));
    const exposed = isProblem(inUse) ? null : questionsToWithhold(answers, weights, DISCLOSURE_FLOOR);
    if (exposed === null) {
      await takeOutOfUse(trx, which);
      await firstWeightsAgain(trx, which);
      await recountTallies(trx, which.initiativeId);
      continue;
    }
    const withheld = [...new Set([...(JSON.parse(used.withheld) as string[]), ...exposed])];
    await trx
      .updateTable("weighting")
      .set({ withheld: JSON.stringify(withheld) })
      .where("id", "=", used.id)
      .execute();
  }
}
