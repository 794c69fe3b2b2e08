import { randomUUID } from "node:crypto";
import { dayOf } from "#surveys/clock.ts";
import { invitationToken, personalLink } from "#surveys/fieldwork/invitation-token.ts";
import { printedCode, shortCode } from "#surveys/fieldwork/short-code.ts";
import { appointAdministrator } from "#surveys/initiative/administration.server.ts";
import { recordAudit } from "#surveys/initiative/audit.server.ts";
import { changeMembership } from "#surveys/initiative/organisation.server.ts";
import { mergeOrganisations } from "#surveys/initiative/organisation-alias.server.ts";
import { casts, type InitiativeCast, lateJoinDays, leaveDays, people, standingName } from "./demo/cast.ts";
import { drawColleagues, type SimulatedColleague } from "./demo/participant-files.ts";
import { calendarOf, granted } from "./demo/play-calendar.ts";
import { playDecisions } from "./demo/play-decisions.ts";
import { playConfirmations, playReports } from "./demo/play-reports.ts";
import { baselineOf, join, type Stage, setUp } from "./demo/play-setup.ts";
import { playWave } from "./demo/play-wave.ts";
import { drawResidents } from "./demo/population.ts";
import { demoSeed, demoTruth } from "./demo/truth.ts";
import type { Database, RespondentLanguage, Role } from "./schema.ts";

export interface SeedOptions {
  now: Date;
  /** The server's secret: personal links are made from it. */
  secret: string;
  /** Where the personal links lead; no slash at the end. */
  baseUrl: string;
  /** Another number draws other answers around the same truth. */
  seed?: number;
}

interface DemoAccount {
  role: Role;
  name: string;
  email: string;
  accountId: string;
}

export interface SeededDemo {
  /** One person per role; Anna administrates, Kim and Astrid are in all three initiatives, Peter in one. */
  accounts: DemoAccount[];
  /** Links of people who have not answered the open wave; empty once it is over. */
  personalLinks: Array<{
    initiative: string;
    audience: "resident" | "actor";
    language: RespondentLanguage;
    link: string;
    code: string;
  }>;
}

/**
 * Fills an empty, migrated database with the demo: three initiatives played from the first meeting to today, through the functions that
 * the pages use, on a moved clock. What was planted stands in `db/demo/truth.ts` and `docs/demo-truth.md`. Where the demo is there
 * already, nothing is changed.
 *
 * @throws where an earlier run was broken off half-way.
 */
export async function seedDemo(db: Database, options: SeedOptions): Promise<SeededDemo> {
  const state = await demoState(db);
  if (state === "half") throw new Error("The demo was only half made. Delete its data folder and start again.");
  if (state === "none") await makeDemo(db, options);
  return { accounts: await demoAccounts(db), personalLinks: await openLinks(db, options) };
}

/** The last thing that is done leaves a mark. */
const finished = "demo.seeded";

async function demoState(db: Database): Promise<"none" | "half" | "whole"> {
  const mark = await db.selectFrom("audit").select("id").where("action", "=", finished).executeTakeFirst();
  if (mark) return "whole";
  const slugs = casts.map((cast) => cast.slug);
  const begun = await db.selectFrom("initiative").select("id").where("slug", "in", slugs).executeTakeFirst();
  return begun ? "half" : "none";
}

async function makeDemo(db: Database, { now, secret, seed = demoSeed }: SeedOptions): Promise<void> {
  const calendar = calendarOf(now);
  const opening = Math.max(...casts.map(baselineOf)) + 40;
  const administrator = { ...people.administrator, accountId: null, now: calendar(opening) };
  const refused = await appointAdministrator(db, administrator);
  if (refused) granted(refused);
  const coordinatorId = randomUUID();
  await db
    .insertInto("account")
    .values({ id: coordinatorId, ...people.coordinator, language: "da" })
    .execute();
  for (const cast of casts) await playInitiative(db, cast, { calendar, secret, seed, coordinatorId });
  await recordAudit(db, { at: now, accountId: null, initiativeId: null, action: finished, detail: { seed } });
}

async function playInitiative(
  db: Database,
  cast: InitiativeCast,
  given: Pick<Stage, "calendar" | "secret" | "seed" | "coordinatorId">,
): Promise<void> {
  const truth = demoTruth.find((entry) => entry.slug === cast.slug);
  if (!truth) throw new Error(`no truth is written down for ${cast.slug}`);
  const stage = await setUp(db, { ...given, cast, truth });
  const residents = drawResidents(given.seed, truth);
  const colleagues = drawColleagues(given.seed, cast.slug, cast.actors);
  const lateNames = cast.actors.filter((actor) => actor.joined === "late").map((actor) => actor.name);
  for (const [position, opensDaysAgo] of cast.wavesOpenDaysAgo.entries()) {
    if (position === 1) await joinLate(db, stage);
    if (position === 2) await leave(db, stage);
    if (position === 2) await rename(db, stage);
    const newcomers = {
      residents: residents.filter((resident) => resident.invitedFrom === position),
      colleagues: colleagues.filter(({ organisation }) => (lateNames.includes(organisation) ? 1 : 0) === position),
      moved: position === 2 ? movedBetween(cast, colleagues) : [],
    };
    const byKey = new Map(residents.map((resident) => [resident.key, resident]));
    await playWave(db, stage, { position, opensDaysAgo, newcomers, residents: byKey, staysOpen: position > 2 });
  }
  await merge(db, stage);
  await playReports(db, stage);
  await playConfirmations(db, stage);
  await playDecisions(db, stage);
}

async function joinLate(db: Database, stage: Stage): Promise<void> {
  for (const actor of stage.cast.actors) {
    if (actor.joined === "late") await join(db, stage, actor, baselineOf(stage.cast) - lateJoinDays);
  }
}

async function leave(db: Database, stage: Stage): Promise<void> {
  for (const [place, actor] of stage.cast.actors.entries()) {
    if (!actor.leaves) continue;
    const baseline = baselineOf(stage.cast);
    const deed = stage.deed(baseline - leaveDays);
    const was = dayOf(stage.calendar(baseline + 34 - place));
    const organisationId = stage.organisations.get(actor.name) ?? "";
    const leaving = { ...deed, organisationId, was, joinedOn: was, leftOn: dayOf(deed.now) };
    granted(await changeMembership(db, leaving));
  }
}

/** The day after the old name has left, the new one is there. */
async function rename(db: Database, stage: Stage): Promise<void> {
  for (const actor of stage.cast.actors) {
    if (actor.joined === "renamed") await join(db, stage, actor, baselineOf(stage.cast) - leaveDays - 1);
  }
}

/** The people of an organisation that has another name now, as the next list of participants has them. */
function movedBetween(cast: InitiativeCast, colleagues: SimulatedColleague[]): SimulatedColleague[] {
  return colleagues.flatMap((colleague) => {
    const organisation = standingName(cast, colleague.organisation);
    return organisation === colleague.organisation ? [] : [{ ...colleague, organisation }];
  });
}

/** The coordinator sees that two names are one organisation. */
async function merge(db: Database, stage: Stage): Promise<void> {
  for (const { name, formerly } of stage.cast.actors) {
    if (!formerly) continue;
    const [organisationId = "", sameAs = ""] = [formerly, name].map((one) => stage.organisations.get(one));
    const refused = await mergeOrganisations(db, { ...stage.deed(16, 9), organisationId, sameAs });
    if (refused) granted(refused);
  }
}

async function demoAccounts(db: Database): Promise<DemoAccount[]> {
  const roles = ["administrator", "coordinator", "analyst", "partner"] as const;
  const emails = roles.map((role) => people[role].email);
  const rows = await db.selectFrom("account").selectAll().where("email", "in", emails).execute();
  return roles.flatMap((role) => {
    const account = rows.find((row) => row.email === people[role].email);
    return account ? [{ role, name: account.name, email: account.email, accountId: account.id }] : [];
  });
}

/** A resident in each language and an actor's person, the first by key who have not answered; never Peter, who signs in. */
async function openLinks(db: Database, { secret, baseUrl }: SeedOptions): Promise<SeededDemo["personalLinks"]> {
  const rows = await db
    .selectFrom("invitation")
    .innerJoin("participant", "participant.id", "invitation.participant_id")
    .innerJoin("wave", "wave.id", "invitation.wave_id")
    .innerJoin("initiative", "initiative.id", "wave.initiative_id")
    .select(["invitation.id", "invitation.code_number", "initiative.slug as initiative"])
    .select(["participant.audience", "participant.language"])
    .where("wave.state", "=", "open")
    .where("invitation.answered", "=", 0)
    .where("participant.email", "<>", people.partner.email)
    .where(
      "initiative.slug",
      "in",
      casts.map((cast) => cast.slug),
    )
    .orderBy("participant.audience", "desc")
    .orderBy("participant.key")
    .execute();
  const firstOfEach = new Map(rows.toReversed().map((row) => [`${row.audience} ${row.language}`, row]));
  return [...firstOfEach.values()].toReversed().map(({ id, code_number, ...person }) => ({
    ...person,
    link: personalLink(baseUrl, invitationToken(secret, id)),
    code: printedCode(shortCode(secret, id, code_number)),
  }));
}
