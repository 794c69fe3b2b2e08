import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "#db/schema.ts";
import { claimNext, markInterrupted, recordHandOver } from "#surveys/fieldwork/outbox.server.ts";
import { openWave, planWave } from "#surveys/fieldwork/wave.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { addPerson, carlas, makeMailWorld, morning, secret, today } from "#tests/support/mail-world.ts";

let db: Database;
const dayLater = new Date(morning.getTime() + 86_400_000);
const dayEarlier = new Date(morning.getTime() - 86_400_000);

beforeEach(async () => {
  db = await makeMailWorld();
  await addPerson(db, { id: "anna" });
  const surveys = { resident: "resident-1", actor: "actor-1" };
  const wave = await planWave(db, carlas(), { name: "Baseline", opensOn: today, closesOn: "2026-12-11", surveys });
  if (isProblem(wave)) throw new Error(wave.problem);
  await openWave(db, carlas(), { waveId: wave.id, secret });
});

afterEach(() => db.destroy());

async function stateOfMessage() {
  return (await db.selectFrom("message").select("state").executeTakeFirstOrThrow()).state;
}

test("a clock that jumps forward makes a mail under way unsure, never due again, and its worker still says how it went", async () => {
  const claim = await claimNext(db, morning);
  expect(await markInterrupted(db, dayLater)).toBe(1);
  expect(await claimNext(db, dayLater)).toBeNull();
  expect(await stateOfMessage()).toBe("unsure");
  if (claim) await recordHandOver(db, claim, { outcome: "sent" }, dayLater);
  expect(await stateOfMessage()).toBe("sent");
});

test("a clock that jumps back lets mails wait, and takes none from the worker that has it", async () => {
  expect(await claimNext(db, dayEarlier)).toBeNull();
  const claim = await claimNext(db, morning);
  expect(claim).not.toBeNull();
  expect(await markInterrupted(db, dayEarlier)).toBe(0);
  expect(await claimNext(db, dayEarlier)).toBeNull();
});
