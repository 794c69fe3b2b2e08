import type { Database } from "#db/schema.ts";
import { recordDeed } from "#surveys/initiative/audit.server.ts";
import { checkText, maxLengths } from "#surveys/initiative/field-check.ts";
import { isProblem, type Problem, problem, problemAt } from "#surveys/problem.ts";
import { directLinks, mayBeLinked, type Ripple } from "./ripple-life.ts";
import { addSteps, detailOf, groupOf, inSight, isPresent, type RippleDeed, stepOf } from "./take-steps.server.ts";

/**
 * Says that two candidates are one and the same: they are decided together from now on, and corroborate each other where they stand on
 * different evidence. A gain is never linked with a harm, nor with what is linked with one: the harm could not be told by itself.
 * Refused: "field.not-a-choice" at `other`, "ripple.link-opposite", "ripple.link-decided", "field.missing", "field.too-long", and as in
 * `inSight`.
 */
export async function linkRipples(
  db: Database,
  { other: otherAddress, reason, ...deed }: RippleDeed & { other: string; reason: string },
): Promise<Problem | null> {
  const refusal = checkText("reason", reason, maxLengths.text);
  if (refusal) return refusal;
  const seen = await inSight(db, deed);
  if (isProblem(seen)) return seen;
  const { ripple, group, inbox } = seen;
  const other = inbox.ripples.find(({ address }) => address === otherAddress);
  if (!isPresent(other) || group.some(({ key }) => key === other.key)) return problemAt("other", "field.not-a-choice");
  const otherGroup = groupOf(other, inbox);
  if (!mayBeLinked([...group, ...otherGroup])) return problemAt("other", "ripple.link-opposite");
  if ([...group, ...otherGroup].some(({ decision }) => decision)) return problem("ripple.link-decided");
  return stepAtBothEnds(db, deed, [ripple, other], "linked", reason);
}

/**
 * Takes a link back; a decision that was made about both stands for each.
 * Refused: "field.not-a-choice" at `other` where there is no such link, "field.missing", "field.too-long", and as in `inSight`.
 */
export async function unlinkRipples(
  db: Database,
  { other: otherAddress, reason, ...deed }: RippleDeed & { other: string; reason: string },
): Promise<Problem | null> {
  const refusal = checkText("reason", reason, maxLengths.text);
  if (refusal) return refusal;
  const seen = await inSight(db, deed);
  if (isProblem(seen)) return seen;
  const { ripple, group } = seen;
  const other = group.find(({ address }) => address === otherAddress);
  if (!other || !directLinks(ripple.steps).includes(other.key)) return problemAt("other", "field.not-a-choice");
  return stepAtBothEnds(db, deed, [ripple, other], "unlinked", reason);
}

/** A link is told at both of its ends: one step each, in one transaction. */
function stepAtBothEnds(
  db: Database,
  deed: RippleDeed,
  [one, other]: [Ripple, Ripple],
  kind: "linked" | "unlinked",
  reason: string,
): Promise<Problem | null> {
  const steps = [
    stepOf(one, kind, { reason, other_key: other.key }),
    stepOf(other, kind, { reason, other_key: one.key }),
  ];
  return db.transaction().execute(async (trx) => {
    const refused = await addSteps(trx, deed, steps);
    if (refused) return refused;
    await recordDeed(trx, deed, kind === "linked" ? "ripple.linked" : "ripple.unlinked", detailOf(steps, reason));
    return null;
  });
}
