import type { Database, DatabaseTransaction } from "#db/schema.ts";
import { type Deed, recordDeed } from "#surveys/initiative/audit.server.ts";
import { type Problem, problem } from "#surveys/problem.ts";
import { waveOf } from "./wave.server.ts";

/**
 * Stops everything that an open wave would send, until `resumeWave`. Links work, and answers count: whoever has a link in hand is not turned
 * away. A message that a worker holds in this very moment still goes. Refused: "wave.not-found", "wave.not-open", "wave.paused".
 */
export async function pauseWave(db: Database, deed: Deed, waveId: string): Promise<{ held: number } | Problem> {
  return db.transaction().execute(async (trx) => {
    const wave = await waveOf(trx, deed.initiativeId, waveId);
    if (!wave) return problem("wave.not-found");
    if (wave.state !== "open") return problem("wave.not-open");
    if (wave.paused === 1) return problem("wave.paused");
    await trx.updateTable("wave").set({ paused: 1 }).where("id", "=", waveId).execute();
    const held = await move(trx, waveId, "waiting", "paused");
    await recordDeed(trx, deed, "wave.paused", { wave: waveId, name: wave.name, held });
    return { held };
  });
}

/** Goes on where the pause began: what waited goes out. Refused: "wave.not-found", "wave.not-open", "wave.not-paused". */
export async function resumeWave(db: Database, deed: Deed, waveId: string): Promise<{ released: number } | Problem> {
  return db.transaction().execute(async (trx) => {
    const wave = await waveOf(trx, deed.initiativeId, waveId);
    if (!wave) return problem("wave.not-found");
    if (wave.state !== "open") return problem("wave.not-open");
    if (wave.paused === 0) return problem("wave.not-paused");
    await trx.updateTable("wave").set({ paused: 0 }).where("id", "=", waveId).execute();
    const released = await move(trx, waveId, "paused", "waiting");
    await recordDeed(trx, deed, "wave.resumed", { wave: waveId, name: wave.name, released });
    return { released };
  });
}

async function move(
  trx: DatabaseTransaction,
  waveId: string,
  from: "waiting" | "paused",
  to: "waiting" | "paused",
): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable("message")
    .set({ state: to })
    .where("state", "=", from)
    .where("invitation_id", "in", (of) => of.selectFrom("invitation").select("id").where("wave_id", "=", waveId))
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
