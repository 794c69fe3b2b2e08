import type { Database } from "#db/schema.ts";
import type { RippleCandidate } from "#surveys/impact/ripples/candidate.ts";
import { decideRipple, recodeRipple } from "#surveys/impact/ripples/ripple-deeds.server.ts";
import type { Ripple } from "#surveys/impact/ripples/ripple-life.ts";
import { linkRipples } from "#surveys/impact/ripples/ripple-links.server.ts";
import { type RippleInbox, readRipples } from "#surveys/impact/ripples/ripples.server.ts";
import type { Problem } from "#surveys/problem.ts";
import { candidateTitle } from "#surveys/reporting/candidate-words.ts";
import { people } from "./cast.ts";
import { type DecidedAbout, type DemoDeed, demoDeeds, isAbout } from "./decisions.ts";
import { granted } from "./play-calendar.ts";
import type { Stage } from "./play-setup.ts";

/** The analyst goes through the inbox. Each step is taken on what the one before left. */
export async function playDecisions(db: Database, stage: Stage): Promise<void> {
  const { id } = await db
    .selectFrom("account")
    .select("id")
    .where("email", "=", people.analyst.email)
    .executeTakeFirstOrThrow();
  for (const deed of demoDeeds[stage.cast.slug] ?? []) {
    const inbox = await readRipples(db, stage.initiativeId);
    const ripple = foundIn(inbox, deed.about);
    if (ripple) granted(await take(db, { ...stage.deed(deed.daysAgo, 10), accountId: id }, { deed, ripple, inbox }));
  }
}

function take(
  db: Database,
  by: ReturnType<Stage["deed"]>,
  { deed, ripple, inbox }: { deed: DemoDeed; ripple: Ripple; inbox: RippleInbox },
): Promise<Problem | null> {
  const about = { ...by, address: ripple.address, seen: ripple.version, reason: deed.reason };
  switch (deed.deed) {
    case "linked": {
      const other = foundIn(inbox, deed.other);
      return other ? linkRipples(db, { ...about, other: other.address }) : Promise.resolve(null);
    }
    case "recoded":
      return recodeRipple(db, { ...about, type: deed.type, depth: deed.depth, ring: deed.ring });
    default:
      return decideRipple(db, { ...about, decision: deed.deed, titleOf: titleIn });
  }
}

function titleIn(inbox: RippleInbox, candidate: RippleCandidate) {
  return candidateTitle(inbox, candidate);
}

function foundIn({ ripples }: RippleInbox, about: DecidedAbout): Ripple | undefined {
  return ripples.find(({ candidate }) => candidate !== null && isAbout(about, candidate));
}
