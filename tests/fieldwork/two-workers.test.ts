import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connect } from "#db/connect.ts";
import type { Database } from "#db/schema.ts";
import { claimNext } from "#surveys/fieldwork/outbox.server.ts";
import { openWave, planWave } from "#surveys/fieldwork/wave.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { startMailServer } from "#tests/support/mail-server.ts";
import { addPerson, carlas, makeMailWorld, morning, secret, today } from "#tests/support/mail-world.ts";
import { newPlace } from "#tests/support/new-database.ts";

const people = 150;

test("two workers on one database send every mail once, and both have a hand in it", async () => {
  const place = await newPlace();
  const db = await makeMailWorld(place);
  for (let index = 0; index < people; index++) await addPerson(db, { id: `p${index}` });
  await openFirstWave(db);
  await db.destroy();

  // The first mail of each waits for the other's: so both are at work, however long one takes to start.
  const met = Promise.withResolvers<void>();
  let begun = 0;
  const server = await startMailServer(async () => {
    begun += 1;
    if (begun > hands) met.resolve();
    if (begun <= hands) await met.promise;
  });
  const workers = [0, 1].map(() => startWorker(place, server.url));
  const codes = await Promise.all(workers.map(async (worker) => (await once(worker, "exit"))[0]));
  await server.close();

  expect(codes).toEqual([0, 0]);
  const ids = server.received.map(({ messageId }) => messageId);
  expect(ids).toHaveLength(people);
  expect(new Set(ids).size).toBe(people);
  const reader = connect(place);
  const states = await reader.selectFrom("message").select("state").distinct().execute();
  await reader.destroy();
  expect(states).toEqual([{ state: "sent" }]);
});

test("of twenty hands that reach out at the same moment each takes a message of its own", async () => {
  const place = await newPlace();
  const db = await makeMailWorld(place);
  for (let index = 0; index < 20; index++) await addPerson(db, { id: `p${index}` });
  await openFirstWave(db);
  const claims = await Promise.all(Array.from({ length: 20 }, () => claimNext(db, morning)));
  await db.destroy();
  expect(new Set(claims.map((claim) => claim?.id)).size).toBe(20);
  expect(claims).not.toContain(null);
});

async function openFirstWave(db: Database): Promise<void> {
  const surveys = { resident: "resident-1" };
  const wave = await planWave(db, carlas(), { name: "Baseline", opensOn: today, closesOn: "2999-12-31", surveys });
  if (isProblem(wave)) throw new Error(wave.problem);
  await openWave(db, carlas(), { waveId: wave.id, secret });
}

/** As many mails as one worker has on their way at a time. */
const hands = 5;

function startWorker(place: string, url: string): ChildProcess {
  const program = join(import.meta.dirname, "../support/mail-worker.ts");
  return spawn(process.execPath, [program, place, url, "0"], { stdio: ["ignore", "inherit", "inherit"] });
}
