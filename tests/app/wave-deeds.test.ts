import { afterEach, beforeEach, expect, test } from "vitest";
import type { Coordinating } from "#app/accounts/coordinator.server.ts";
import type { RingvirkContext } from "#app/load-context.ts";
import { doWaveDeed } from "#app/wave-deeds.server.ts";
import type { Database } from "#db/schema.ts";
import { failedMessages, messagesOf } from "#surveys/fieldwork/message.server.ts";
import { openWave, planWave } from "#surveys/fieldwork/wave.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { addPerson, carlas, makeMailWorld, secret, today } from "#tests/support/mail-world.ts";

let db: Database;
beforeEach(async () => {
  db = await makeMailWorld();
});
afterEach(() => db.destroy());

test("all mails of a wave that could not be sent are queued again at one press", async () => {
  for (const id of ["anna", "bo", "carla"]) await addPerson(db, { id });
  const plan = { name: "Baseline", opensOn: today, closesOn: "2026-12-11", surveys: { resident: "resident-1" } };
  const wave = await planWave(db, carlas(), plan);
  if (isProblem(wave)) throw new Error(wave.problem);
  await openWave(db, carlas(), { waveId: wave.id, secret });
  await db.updateTable("message").set({ state: "failed", problem: "refused-for-good" }).execute();
  expect(await failedMessages(db, wave.id)).toHaveLength(3);

  const form = new FormData();
  form.set("deed", "requeue-failed");
  const context = { db, settings: { secret } } as RingvirkContext;
  const word = await doWaveDeed(context, { deed: carlas() } as Coordinating, { waveId: wave.id, form });
  expect(word).toBe("messages-requeued");
  expect((await messagesOf(db, wave.id)).invitation).toMatchObject({ failed: 0, waiting: 3 });
});

test("an unknown deed is refused", async () => {
  const form = new FormData();
  form.set("deed", "burn");
  const context = { db, settings: { secret } } as RingvirkContext;
  expect(await doWaveDeed(context, { deed: carlas() } as Coordinating, { waveId: "none", form })).toEqual({
    problem: "request.unreadable",
  });
});
