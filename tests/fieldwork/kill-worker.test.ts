import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connect } from "#db/connect.ts";
import type { Database } from "#db/schema.ts";
import { leaseMinutes } from "#surveys/fieldwork/outbox.server.ts";
import { openWave, planWave } from "#surveys/fieldwork/wave.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { type MailServer, startMailServer } from "#tests/support/mail-server.ts";
import { addPerson, carlas, makeMailWorld, secret, today } from "#tests/support/mail-world.ts";
import { newPlace } from "#tests/support/new-database.ts";

const people = 200;
const hands = 5;
/** After how many mails each worker is killed: some at once, some in the middle of the stream. */
const killAfter = [1, 23, 2, 40, 17, 31];

let place: string;
let db: Database;
let server: MailServer;
let onMail: () => void | Promise<void> = () => {};

beforeEach(async () => {
  place = await newPlace();
  db = await makeMailWorld(place);
  for (let index = 0; index < people; index++) await addPerson(db, { id: `p${index}` });
  const surveys = { resident: "resident-1" };
  const wave = await planWave(db, carlas(), { name: "Baseline", opensOn: today, closesOn: "2999-12-31", surveys });
  if (isProblem(wave)) throw new Error(wave.problem);
  await openWave(db, carlas(), { waveId: wave.id, secret });
  await db.destroy();
  server = await startMailServer(() => onMail());
});

afterEach(() => server.close());

test("workers killed with SIGKILL send no mail twice and lose none unseen", async () => {
  for (const mails of killAfter) await runAndKill(mails);
  expect((await inState("sent")).length).toBeLessThan(people);

  onMail = () => {};
  const [code] = await once(startWorkerProcess(leaseMinutes + 1), "exit");
  expect(code).toBe(0);

  const times = Map.groupBy(server.received, (mail) => mail.messageId?.split("@")[0]?.slice(1));
  const [sent, unsure] = [await inState("sent"), await inState("unsure")];
  expect(Math.max(...[...times.values()].map((mails) => mails.length))).toBe(1);
  expect(sent.length + unsure.length).toBe(people);
  expect(sent.filter((id) => !times.has(id))).toEqual([]);
  // A kill falls between hand-over and record of the mail that set it off.
  expect(unsure.length).toBeGreaterThan(0);
  expect(unsure.length).toBeLessThanOrEqual(killAfter.length * hands);
});

/** Starts a worker and kills it when the server has got so many mails from it, before the server's reply to the last one. */
async function runAndKill(mails: number): Promise<void> {
  const worker = startWorkerProcess(0);
  let got = 0;
  onMail = async () => {
    got += 1;
    if (got < mails) return;
    worker.kill("SIGKILL");
    if (worker.exitCode === null && worker.signalCode === null) await once(worker, "exit");
  };
  await (worker.signalCode === null ? once(worker, "exit") : null);
  expect(worker.signalCode).toBe("SIGKILL");
}

function startWorkerProcess(minutesAhead: number): ChildProcess {
  const program = join(import.meta.dirname, "../support/mail-worker.ts");

  const given = [program, place, server.url, String(minutesAhead)];
  return spawn(process.execPath, given, { stdio: ["ignore", "inherit", "inherit"] });
}

async function inState(state: "sent" | "unsure"): Promise<string[]> {
  const reader = connect(place);
  const rows = await reader.selectFrom("message").select("id").where("state", "=", state).execute();
  await reader.destroy();
  return rows.map(({ id }) => id);
}
