import type { Database } from "#db/schema.ts";
import { dayOf } from "#surveys/clock.ts";
import type { Deed } from "#surveys/initiative/audit.server.ts";
import { nameComparisonGroup } from "#surveys/initiative/comparison-group.server.ts";
import { nameDataController } from "#surveys/initiative/data-controller.server.ts";
import { endorseGoal } from "#surveys/initiative/endorsement.server.ts";
import { addExpectation, type ExpectationInput } from "#surveys/initiative/expectation.server.ts";
import { addGoal } from "#surveys/initiative/goal.server.ts";
import { createInitiative } from "#surveys/initiative/initiative.server.ts";
import { joinInitiative } from "#surveys/initiative/organisation.server.ts";
import { grantRole } from "#surveys/initiative/role.server.ts";
import { sealGoals } from "#surveys/initiative/seal.server.ts";
import { chooseLibrarySurvey } from "#surveys/initiative/survey-choice.server.ts";
import { type CastActor, type InitiativeCast, people } from "./cast.ts";
import { type Calendar, granted } from "./play-calendar.ts";
import type { InitiativeTruth } from "./truth.ts";

/** An initiative on the demo's stage. */
export interface Stage {
  cast: InitiativeCast;
  truth: InitiativeTruth;
  seed: number;
  secret: string;
  calendar: Calendar;
  initiativeId: string;
  coordinatorId: string;
  /** Organisations by name, filled as they join. */
  organisations: Map<string, string>;
  /** Accounts of those who speak for an organisation, by its name. */
  partners: Map<string, string>;
  /** What the coordinator does so many days before now. */
  deed(daysAgo: number, hour?: number): Deed;
}

/** From the first meeting to the sealed goals: the five weeks before the baseline. */
export async function setUp(
  db: Database,
  given: Pick<Stage, "cast" | "truth" | "seed" | "secret" | "calendar" | "coordinatorId">,
): Promise<Stage> {
  const stage = await createStage(db, given);
  const baseline = baselineOf(stage.cast);
  for (const [place, actor] of stage.cast.actors.entries()) {
    if (actor.joined === "from the start") await join(db, stage, actor, baseline + 34 - place);
  }
  await grant(db, stage, { ...people.analyst, role: "analyst", organisationId: "" }, baseline + 34);
  await chooseSurveys(db, stage, baseline + 21);
  const goalIds = await stateGoals(db, stage, baseline + 18);
  const { neighbours } = stage.truth;
  if (neighbours) {
    granted(await nameComparisonGroup(db, { ...stage.deed(baseline + 14), segment: `område=${neighbours.area}` }));
  }
  granted(await sealGoals(db, stage.deed(baseline + 12, 14)));
  await endorse(db, stage, goalIds, baseline + 9);
  return stage;
}

/** Days before now on which the baseline opened. */
export function baselineOf(cast: InitiativeCast): number {
  const [baseline] = cast.wavesOpenDaysAgo;
  if (baseline === undefined) throw new Error(`${cast.slug} has no waves`);
  return baseline;
}

/** An organisation joins, and whoever speaks for it gets the role. */
export async function join(db: Database, stage: Stage, actor: CastActor, daysAgo: number): Promise<void> {
  const deed = stage.deed(daysAgo);
  const { name, kind, partner } = actor;
  const joined = granted(await joinInitiative(db, { ...deed, name, kind, joinedOn: dayOf(deed.now), leftOn: "" }));
  stage.organisations.set(name, joined.organisationId);
  if (!partner) return;
  const granting = { ...partner, role: "partner", organisationId: joined.organisationId };
  stage.partners.set(name, await grant(db, stage, granting, daysAgo));
}

async function createStage(
  db: Database,
  given: Pick<Stage, "cast" | "truth" | "seed" | "secret" | "calendar" | "coordinatorId">,
): Promise<Stage> {
  const { cast, calendar, coordinatorId } = given;
  const now = calendar(baselineOf(cast) + 35);
  const { slug, name, challenge, district, place } = cast;
  const period = { startsOn: dayOf(now), endsOn: dayOf(calendar(-330)) };
  const created = await createInitiative(db, {
    ...{ slug, name, challenge, district, place, ...period },
    ...{ createdBy: coordinatorId, now },
  });
  const initiativeId = granted(created).id;
  const controller = { name: district, email: "tryghed@example.dk", phone: "+45 12 34 56 78" };
  granted(await nameDataController(db, { initiativeId, accountId: coordinatorId, now }, controller));
  return {
    ...given,
    initiativeId,
    organisations: new Map(),
    partners: new Map(),
    deed: (daysAgo, hour) => ({ initiativeId, accountId: coordinatorId, now: calendar(daysAgo, hour) }),
  };
}

async function grant(
  db: Database,
  stage: Stage,
  person: { name: string; email: string; role: string; organisationId: string },
  daysAgo: number,
): Promise<string> {
  return granted(await grantRole(db, { ...stage.deed(daysAgo, 10), ...person })).accountId;
}

async function chooseSurveys(db: Database, stage: Stage, daysAgo: number): Promise<void> {
  const deed = stage.deed(daysAgo);
  granted(await chooseLibrarySurvey(db, { ...deed, audience: "resident", modules: [stage.cast.module] }));
  granted(await chooseLibrarySurvey(db, { ...deed, audience: "actor", modules: [] }));
}

async function stateGoals(db: Database, stage: Stage, daysAgo: number): Promise<string[]> {
  const goalIds: string[] = [];
  for (const goal of stage.truth.goals) {
    const { title, audience, segment } = goal;
    const stated = {
      ...{ title, audience, segment, itemKey: goal.item_key, reading: goal.reading },
      ...{ targetKind: goal.target_kind, targetValue: goal.target_value },
      ...{ smallestWorthwhile: goal.smallest_worthwhile, duePosition: goal.due_position },
    };
    goalIds.push(granted(await addGoal(db, { ...stage.deed(daysAgo), goal: stated })).id);
  }
  for (const expectation of stage.truth.expectations) {
    const stated = { statement: expectation.statement, about: subjectOf(stage, expectation) };
    granted(await addExpectation(db, { ...stage.deed(daysAgo, 11), expectation: stated }));
  }
  return goalIds;
}

function subjectOf(stage: Stage, expectation: InitiativeTruth["expectations"][number]): ExpectationInput["about"] {
  const { audience, item_key, tie } = expectation;
  if (tie) {
    const [organisationA = "", organisationB = ""] = tie.map((name) => stage.organisations.get(name));
    return { kind: "tie", organisationA, organisationB };
  }
  return item_key && audience ? { kind: "indicator", audience, itemKey: item_key } : { kind: "nothing" };
}

/** Each partner stands behind most goals, so that the pages have something to show of both. */
async function endorse(db: Database, stage: Stage, goalIds: string[], daysAgo: number): Promise<void> {
  for (const [place, [name, accountId]] of [...stage.partners].entries()) {
    for (const [number, goalId] of goalIds.entries()) {
      if ((place + number) % 4 === 3) continue;
      const organisationId = stage.organisations.get(name) ?? "";
      granted(await endorseGoal(db, { ...stage.deed(daysAgo - place), accountId, goalId, organisationId }));
    }
  }
}
