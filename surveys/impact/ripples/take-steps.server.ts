import type { Database, DatabaseTransaction, RippleStepTable } from "#db/schema.ts";
import type { Deed } from "#surveys/initiative/audit.server.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import type { RippleCandidate } from "./candidate.ts";
import type { Ripple } from "./ripple-life.ts";
import { type RippleInbox, readRipples } from "./ripples.server.ts";

/** What an analyst does with a ripple: which, by its address, and the version of it that was in sight. */
export interface RippleDeed extends Deed {
  address: string;
  seen: string;
}

/** A ripple that is found now, not only in a decision. */
export type PresentRipple = Ripple & { candidate: RippleCandidate };
export type Step = Omit<RippleStepTable, "initiative_id" | "account_id" | "at">;

export interface InSight {
  inbox: RippleInbox;
  ripple: PresentRipple;
  /** The ripple and all it is linked with. */
  group: PresentRipple[];
}

/**
 * The ripple as it was in sight. Refused: "ripple.not-found" where the initiative has none at the address, "ripple.vanished" where its figures
 * are no longer there, "ripple.outdated" where a figure or a step is no longer what was in sight: a second post of the same form ends here.
 */
export async function inSight(db: Database, { initiativeId, address, seen }: RippleDeed): Promise<InSight | Problem> {
  const inbox = await readRipples(db, initiativeId);
  const ripple = inbox.ripples.find((one) => one.address === address);
  if (!ripple) return problem("ripple.not-found");
  if (!isPresent(ripple)) return problem("ripple.vanished");
  if (ripple.version !== seen) return problem("ripple.outdated");
  return { inbox, ripple, group: groupOf(ripple, inbox) };
}

export function isPresent(ripple: Ripple | undefined): ripple is PresentRipple {
  return ripple !== undefined && ripple.candidate !== null;
}

export function groupOf(ripple: PresentRipple, { ripples }: RippleInbox): PresentRipple[] {
  return [ripple, ...ripples.filter(({ key }) => ripple.linked.includes(key)).filter(isPresent)];
}

export function stepOf({ key, steps }: Ripple, deed: Step["deed"], more: Partial<Step> & Pick<Step, "reason">): Step {
  const nothing = { type: null, depth: null, ring: null, other_key: null, stood_on: null };
  return { ...nothing, ...more, reason: more.reason.trim(), key, number: steps.length + 1, deed };
}

/**
 * Takes the steps, all or none. Refused: "ripple.outdated" where somebody took a step between the reading and now; between two processes the
 * primary key holds it.
 */
export async function addSteps(
  trx: DatabaseTransaction,
  { initiativeId, accountId, now }: Deed,
  steps: Step[],
): Promise<Problem | null> {
  for (const { key, number } of steps) {
    const taken = await trx
      .selectFrom("ripple_step")
      .select("number")
      .where("initiative_id", "=", initiativeId)
      .where("key", "=", key)
      .where("number", ">=", number)
      .executeTakeFirst();
    if (taken) return problem("ripple.outdated");
  }
  const done = { initiative_id: initiativeId, account_id: accountId, at: now.toISOString() };
  await trx
    .insertInto("ripple_step")
    .values(steps.map((step) => ({ ...step, ...done })))
    .execute();
  return null;
}

/** What the log keeps of the steps: the candidates' keys and the reason. */
export function detailOf(steps: Step[], reason: string): Record<string, unknown> {
  return { keys: steps.map(({ key }) => key), reason: reason.trim() };
}
