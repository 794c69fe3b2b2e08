import type { Database, DatabaseTransaction } from "#db/schema.ts";
import { dayOf } from "#surveys/clock.ts";
import { type Deed, recordDeed } from "#surveys/initiative/audit.server.ts";
import { checkDay, checkTime } from "#surveys/initiative/field-check.ts";
import { firstProblem, isProblem, type Problem, problem, problemAt } from "#surveys/problem.ts";
import { danishEnd, danishInstant, endOfDay } from "./danish-time.ts";
import { openWaveIn, waveOf } from "./wave.server.ts";

/**
 * Lets a planned wave open by itself when its time comes, or takes that back. What may stand in its way then (goals not sealed, nobody to
 * invite) is checked then, and shown. Refused: "wave.not-found", "wave.not-planned".
 */
export async function armWave(
  db: Database,
  deed: Deed,
  { waveId, armed }: { waveId: string; armed: boolean },
): Promise<null | Problem> {
  return db.transaction().execute(async (trx) => {
    const wave = await waveOf(trx, deed.initiativeId, waveId);
    if (!wave) return problem("wave.not-found");
    if (wave.state !== "planned") return problem("wave.not-planned");
    await trx
      .updateTable("wave")
      .set({ armed: armed ? 1 : 0, not_opened: null })
      .where("id", "=", waveId)
      .execute();
    const about = { wave: waveId, name: wave.name };
    await (armed ? recordDeed(trx, deed, "wave.armed", about) : recordDeed(trx, deed, "wave.disarmed", about));
    return null;
  });
}

/** Opens armed waves whose time has come. What stands in the way of one is kept with it, and it is tried again until its time is over. */
export async function openArmedWaves(db: Database, { secret, now }: { secret: string; now: Date }): Promise<void> {
  const armed = await db
    .selectFrom("wave")
    .selectAll()
    .where("state", "=", "planned")
    .where("armed", "=", 1)
    .where("opens_on", "<=", dayOf(now))
    .execute();
  for (const wave of armed.filter(({ opens_on, opens_at }) => danishInstant(opens_on, opens_at) <= now)) {
    const deed = { initiativeId: wave.initiative_id, accountId: null, now };
    const outcome = await db.transaction().execute(async (trx) => {
      // The first statement writes, and takes the lock: of two servers the second finds the wave open.
      await trx
        .updateTable("wave")
        .set({ armed: 1 })
        .where("id", "=", wave.id)
        .where("state", "=", "planned")
        .execute();
      return openWaveIn(trx, deed, { waveId: wave.id, secret });
    });
    if (!isProblem(outcome) || outcome.problem === wave.not_opened) continue;
    await keepReason(db, wave.id, outcome.problem);
  }
}

/**
 * Moves the end of an open wave: later, or earlier as long as it is still to come. Contacts stay where they are; those after the end are not
 * carried out. Refused: "wave.not-found", "wave.not-open"; "field.missing", "field.not-a-date", "field.not-a-time", "wave.end-past" at the field.
 */
export async function moveEnd(
  db: Database,
  deed: Deed,
  { waveId, closesOn, closesAt }: { waveId: string; closesOn: string; closesAt: string },
): Promise<null | Problem> {
  return db.transaction().execute(async (trx) => {
    const wave = await waveOf(trx, deed.initiativeId, waveId);
    if (!wave) return problem("wave.not-found");
    if (wave.state !== "open") return problem("wave.not-open");
    const closes_at = closesAt || endOfDay;
    const wrong = firstProblem([
      checkDay("endsOn", closesOn),
      closes_at === endOfDay ? null : checkTime("endsAt", closes_at),
    ]);
    if (wrong) return wrong;
    if (closesOn < wave.opens_on || danishEnd(closesOn, closes_at) <= deed.now)
      return problemAt("endsOn", "wave.end-past");
    await trx.updateTable("wave").set({ closes_on: closesOn, closes_at }).where("id", "=", waveId).execute();
    const was = `${wave.closes_on} ${wave.closes_at}`;
    await recordDeed(trx, deed, "wave.end-moved", {
      wave: waveId,
      name: wave.name,
      was,
      closesOn,
      closesAt: closes_at,
    });
    return null;
  });
}

async function keepReason(db: Database | DatabaseTransaction, waveId: string, reason: string): Promise<void> {
  await db
    .updateTable("wave")
    .set({ not_opened: reason })
    .where("id", "=", waveId)
    .where("state", "=", "planned")
    .execute();
}
