import type { Database, RippleStepTable } from "#db/schema.ts";
import type { LocalizedText } from "#surveys/definition/codebook.ts";
import { recordDeed } from "#surveys/initiative/audit.server.ts";
import { checkChoice, checkText, maxLengths } from "#surveys/initiative/field-check.ts";
import { firstProblem, isProblem, type Problem, problem } from "#surveys/problem.ts";
import { type RippleCandidate, rippleDepths, rippleRings, rippleTypes } from "./candidate.ts";
import { stoodOnBy } from "./ripple-standing.server.ts";
import type { RippleInbox } from "./ripples.server.ts";
import { addSteps, detailOf, inSight, type RippleDeed, type Step, stepOf } from "./take-steps.server.ts";

/** A ripple's name in both languages, from the inbox it stands in; kept with the decision. */
export type TitleOf = (inbox: RippleInbox, candidate: RippleCandidate) => LocalizedText;

/**
 * Accepts or dismisses a ripple and all it is linked with, gain or harm by the same rule, with a reason that everybody may read. What the
 * decision was made on is kept with it.
 * Refused: "ripple.decided" where a decision stands, "field.missing", "field.too-long", "field.not-a-choice", and as in `inSight`.
 */
export async function decideRipple(
  db: Database,
  { decision, reason, titleOf, ...deed }: RippleDeed & { decision: string; reason: string; titleOf: TitleOf },
): Promise<Problem | null> {
  const refusal = firstProblem([
    checkChoice("decision", decision, ["accepted", "dismissed"]),
    checkText("reason", reason, maxLengths.text),
  ]);
  if (refusal) return refusal;
  const seen = await inSight(db, deed);
  if (isProblem(seen)) return seen;
  if (seen.ripple.decision) return problem("ripple.decided");
  const accepts = decision === "accepted";
  const steps = seen.group
    .filter((ripple) => ripple.decision === null)
    .map((ripple): Step => {
      const stoodOn = stoodOnBy(ripple, titleOf(seen.inbox, ripple.candidate));
      return stepOf(ripple, accepts ? "accepted" : "dismissed", { reason, stood_on: JSON.stringify(stoodOn) });
    });
  return db.transaction().execute(async (trx) => {
    const refused = await addSteps(trx, deed, steps);
    if (refused) return refused;
    await recordDeed(trx, deed, accepts ? "ripple.accepted" : "ripple.dismissed", detailOf(steps, reason));
    return null;
  });
}

/**
 * Takes a decision back, of all that is linked: they stand where they would without it. The decision stays in the history.
 * Refused: "ripple.undecided", "field.missing", "field.too-long", and as in `inSight`.
 */
export async function reopenRipple(
  db: Database,
  { reason, ...deed }: RippleDeed & { reason: string },
): Promise<Problem | null> {
  const refusal = checkText("reason", reason, maxLengths.text);
  if (refusal) return refusal;
  const seen = await inSight(db, deed);
  if (isProblem(seen)) return seen;
  if (!seen.ripple.decision) return problem("ripple.undecided");
  const steps = seen.group
    .filter((ripple) => ripple.decision !== null)
    .map((ripple) => stepOf(ripple, "reopened", { reason }));
  return db.transaction().execute(async (trx) => {
    const refused = await addSteps(trx, deed, steps);
    if (refused) return refused;
    await recordDeed(trx, deed, "ripple.reopened", detailOf(steps, reason));
    return null;
  });
}

/**
 * Codes a ripple and all it is linked with otherwise than the source proposes; "" leaves it as proposed. What was proposed stays visible.
 * Refused: "field.not-a-choice", "field.too-long", and as in `inSight`.
 */
export async function recodeRipple(
  db: Database,
  { type, depth, ring, reason, ...deed }: RippleDeed & Record<"type" | "depth" | "ring" | "reason", string>,
): Promise<Problem | null> {
  const refusal = firstProblem([
    type === "" ? null : checkChoice("type", type, rippleTypes),
    depth === "" ? null : checkChoice("depth", depth, rippleDepths),
    ring === "" ? null : checkChoice("ring", ring, rippleRings),
    checkText("reason", reason, maxLengths.text, "optional"),
  ]);
  if (refusal) return refusal;
  const seen = await inSight(db, deed);
  if (isProblem(seen)) return seen;
  const coding = {
    type: type || null,
    depth: (depth || null) as RippleStepTable["depth"],
    ring: (ring || null) as RippleStepTable["ring"],
  };
  const steps = seen.group.map((ripple) => stepOf(ripple, "recoded", { reason, ...coding }));
  return db.transaction().execute(async (trx) => {
    const refused = await addSteps(trx, deed, steps);
    if (refused) return refused;
    await recordDeed(trx, deed, "ripple.recoded", { ...detailOf(steps, reason), ...coding });
    return null;
  });
}
