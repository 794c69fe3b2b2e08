import { randomUUID } from "node:crypto";
import type { Database, DatabaseTransaction, Wave } from "#db/schema.ts";
import { dayOf } from "#surveys/clock.ts";
import { type Deed, type DeedOfAnyone, recordAudit, recordDeed } from "#surveys/initiative/audit.server.ts";
import { isLinked } from "#surveys/initiative/initiative.server.ts";
import { isSealed, newestSeal } from "#surveys/initiative/seal.server.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import { planUsualContacts } from "./contact-plan.server.ts";
import { inviteEveryone } from "./invitation.server.ts";
import { isWaveOver, noneOpenedYet, type WavePlan, waveModes } from "./wave.ts";
import { checkPlan, plannedColumns, writeSurveys } from "./wave-plan.server.ts";

/**
 * Plans the initiative's next wave; the first one (position 0) is the baseline.
 * Refused: "field.missing", "field.too-long", "field.not-a-date" at the field; "wave.dates-wrong", "wave.name-taken", "wave.no-survey" (also
 * for a version that is another initiative's or another audience's).
 */
export async function planWave(db: Database, deed: Deed, plan: WavePlan): Promise<Wave | Problem> {
  return db.transaction().execute(async (trx) => {
    const refused = await checkPlan(trx, deed.initiativeId, plan, null);
    if (refused) return refused;
    const wave: Wave = {
      id: randomUUID(),
      initiative_id: deed.initiativeId,
      position: await nextPosition(trx, deed.initiativeId),
      ...plannedColumns(plan),
      state: "planned",
      source: "ringvirk",
      import_report: null,
      seal_number: null,
      mode: "web",
      ...{ paused: 0, armed: 0, not_opened: null },
    };
    await trx.insertInto("wave").values(wave).execute();
    await writeSurveys(trx, wave.id, plan);
    await planUsualContacts(trx, wave, null);
    await recordDeed(trx, deed, "wave.planned", { wave: wave.id, name: wave.name, position: wave.position });
    return wave;
  });
}

/** Plans a wave anew, as long as it has not opened. Refused: what `planWave` refuses; "wave.not-found", "wave.not-planned". */
export async function replanWave(db: Database, deed: Deed, waveId: string, plan: WavePlan): Promise<Wave | Problem> {
  return db.transaction().execute(async (trx) => {
    const wave = await waveOf(trx, deed.initiativeId, waveId);
    if (!wave) return problem("wave.not-found");
    if (wave.state !== "planned") return problem("wave.not-planned");
    const refused = await checkPlan(trx, deed.initiativeId, plan, waveId);
    if (refused) return refused;
    await trx.updateTable("wave").set(plannedColumns(plan)).where("id", "=", waveId).execute();
    await trx.deleteFrom("wave_survey").where("wave_id", "=", waveId).execute();
    await writeSurveys(trx, waveId, plan);
    await planUsualContacts(trx, { ...wave, ...plannedColumns(plan) }, wave);
    await recordDeed(trx, deed, "wave.replanned", { wave: waveId, name: plan.name.trim() });
    return { ...wave, ...plannedColumns(plan) };
  });
}

/**
 * Says how people answered a wave, at any time: the bias report names a change of it. "" takes back what was said.
 * Refused: "wave.not-found"; "request.unreadable" for a mode that there is not.
 */
export async function stateMode(db: Database, deed: Deed, waveId: string, mode: string): Promise<null | Problem> {
  const stated = waveModes.find((known) => known === mode) ?? null;
  if (stated === null && mode !== "") return problem("request.unreadable");
  return db.transaction().execute(async (trx) => {
    const wave = await waveOf(trx, deed.initiativeId, waveId);
    if (!wave) return problem("wave.not-found");
    await trx.updateTable("wave").set({ mode: stated }).where("id", "=", waveId).execute();
    await recordDeed(trx, deed, "wave.mode-stated", { wave: waveId, name: wave.name, mode: stated });
    return null;
  });
}

/**
 * Opens a wave: in one transaction it becomes open, every participant of an audience that has a survey gets an invitation, and every
 * invitation a mail in the outbox. From now on its survey versions are frozen. Actors' people are invited while their organisation takes
 * part; nobody who has opted out is.
 * Refused: "wave.not-found", "wave.not-planned", "link-key.destroyed", "wave.no-survey", "wave.unsealed" (the first wave that Ringvirk sends, and the goals are
 * not sealed as they stand), "wave.dates-wrong" (its last day has gone), "wave.no-participants".
 */
export async function openWave(
  db: Database,
  deed: Deed,
  { waveId, secret }: { waveId: string; secret: string },
): Promise<{ invited: number } | Problem> {
  return db.transaction().execute((trx) => openWaveIn(trx, deed, { waveId, secret }));
}

/** The same in the caller's transaction, and also for a wave that opens by itself. */
export async function openWaveIn(
  trx: DatabaseTransaction,
  deed: DeedOfAnyone,
  { waveId, secret }: { waveId: string; secret: string },
): Promise<{ invited: number } | Problem> {
  const wave = await waveOf(trx, deed.initiativeId, waveId);
  if (!wave) return problem("wave.not-found");
  const refused = await checkOpening(trx, wave, deed.now);
  if (refused) return refused;
  const atOnce = deed.accountId !== null;
  const invited = await inviteEveryone(trx, { wave, secret, now: deed.now, atOnce });
  if (invited === 0) return problem("wave.no-participants");
  const seal = await newestSeal(trx, deed.initiativeId);
  const changes = { state: "open" as const, seal_number: seal?.number ?? null, armed: 0, not_opened: null };
  await trx.updateTable("wave").set(changes).where("id", "=", waveId).execute();
  await recordDeed(trx, deed, "wave.opened", { wave: waveId, name: wave.name, invited });
  return { invited };
}

/**
 * Invites those who have come since an open wave was opened. None is invited twice.
 * Refused: "wave.not-found", "wave.not-open".
 */
export async function inviteNewcomers(
  db: Database,
  deed: Deed,
  { waveId, secret }: { waveId: string; secret: string },
): Promise<{ invited: number } | Problem> {
  return db.transaction().execute(async (trx) => {
    const wave = await waveOf(trx, deed.initiativeId, waveId);
    if (!wave) return problem("wave.not-found");
    if (wave.state !== "open") return problem("wave.not-open");
    const invited = await inviteEveryone(trx, { wave, secret, now: deed.now, atOnce: true });
    await recordDeed(trx, deed, "wave.newcomers-invited", { wave: waveId, invited });
    return { invited };
  });
}

/** What is to be done with a wave's answers in the transaction that closes it, before any figure is made of them. */
export type AfterClosing = (trx: DatabaseTransaction, waveId: string) => Promise<void>;

/** Closes an open wave: links stop working, mails still waiting are dropped at hand-over. Refused: "wave.not-found", "wave.not-open". */
export async function closeWave(
  db: Database,
  deed: Deed,
  waveId: string,
  afterwards: AfterClosing = async () => {},
): Promise<null | Problem> {
  return db.transaction().execute(async (trx) => {
    const wave = await waveOf(trx, deed.initiativeId, waveId);
    if (!wave) return problem("wave.not-found");
    if (wave.state !== "open") return problem("wave.not-open");
    await trx.updateTable("wave").set({ state: "closed" }).where("id", "=", waveId).execute();
    await afterwards(trx, waveId);
    await recordDeed(trx, deed, "wave.closed", { wave: waveId, name: wave.name });
    return null;
  });
}

/** Closes open waves whose time has gone; the worker does it as time passes. */
export async function closeRunOutWaves(
  db: Database,
  now: Date,
  afterwards: AfterClosing = async () => {},
): Promise<void> {
  const candidates = await db
    .selectFrom("wave")
    .selectAll()
    .where("state", "=", "open")
    .where("closes_on", "<=", dayOf(now))
    .execute();
  for (const wave of candidates.filter((open) => isWaveOver(open, now))) {
    await db.transaction().execute((trx) => closeRunOutWave(trx, wave, now, afterwards));
  }
}

async function closeRunOutWave(trx: DatabaseTransaction, wave: Wave, now: Date, afterwards: AfterClosing) {
  const { numUpdatedRows } = await trx
    .updateTable("wave")
    .set({ state: "closed" })
    .where("id", "=", wave.id)
    .where("state", "=", "open")
    // It may have been extended meanwhile.
    .where("closes_on", "=", wave.closes_on)
    .where("closes_at", "=", wave.closes_at)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await afterwards(trx, wave.id);
  const detail = { wave: wave.id, name: wave.name, because: "its time has gone" };
  const of = { accountId: null, initiativeId: wave.initiative_id };
  await recordAudit(trx, { at: now, ...of, action: "wave.closed", detail });
}

/** What was typed and never sent goes when its wave has closed: it is of no use, and nobody has said yes to its being kept. */
export async function deleteUnsentAnswers(db: Database): Promise<void> {
  await db
    .deleteFrom("draft")
    .where("wave_id", "in", (closed) => closed.selectFrom("wave").select("id").where("state", "=", "closed"))
    .execute();
}

async function checkOpening(trx: DatabaseTransaction, wave: Wave, now: Date): Promise<Problem | null> {
  if (wave.state !== "planned") return problem("wave.not-planned");
  if (!(await isLinked(trx, wave.initiative_id))) return problem("link-key.destroyed");
  const survey = await trx
    .selectFrom("wave_survey")
    .select("audience")
    .where("wave_id", "=", wave.id)
    .executeTakeFirst();
  if (!survey) return problem("wave.no-survey");
  if (isWaveOver(wave, now)) return problem("wave.dates-wrong");
  if ((await mustFindSeal(trx, wave)) && !(await isSealed(trx, wave.initiative_id))) return problem("wave.unsealed");
  return null;
}

async function mustFindSeal(trx: DatabaseTransaction, { initiative_id }: Wave): Promise<boolean> {
  const waves = await trx
    .selectFrom("wave")
    .select(["source", "state"])
    .where("initiative_id", "=", initiative_id)
    .execute();
  return noneOpenedYet(waves);
}

async function nextPosition(trx: DatabaseTransaction, initiativeId: string): Promise<number> {
  const last = await trx
    .selectFrom("wave")
    .select("position")
    .where("initiative_id", "=", initiativeId)
    .orderBy("position", "desc")
    .limit(1)
    .executeTakeFirst();
  return last ? last.position + 1 : 0;
}

/** A wave of this initiative and of no other. */
export async function waveOf(
  db: Database | DatabaseTransaction,
  initiativeId: string,
  waveId: string,
): Promise<Wave | undefined> {
  return db
    .selectFrom("wave")
    .selectAll()
    .where("id", "=", waveId)
    .where("initiative_id", "=", initiativeId)
    .executeTakeFirst();
}
