import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sayToRespondent as sayIn } from "#app/texts/respondent-texts.ts";
import type { Database } from "#db/schema.ts";
import { takeReturned } from "#surveys/fieldwork/bounce.server.ts";
import { bounceAddress } from "#surveys/fieldwork/bounce-address.ts";
import { sendContactNow } from "#surveys/fieldwork/carry-out.server.ts";
import type { Mail, Mailer } from "#surveys/fieldwork/mailer.ts";
import {
  failedMessages,
  requeueFailedMessages,
  requeueMessage,
  undeliveredCounts,
} from "#surveys/fieldwork/message.server.ts";
import { sendDueMessages } from "#surveys/fieldwork/send-messages.server.ts";
import { closeWave, openWave, planWave } from "#surveys/fieldwork/wave.server.ts";
import { isProblem, type Problem } from "#surveys/problem.ts";
import { addPerson, baseUrl, carlas, makeMailWorld, morning, secret, today } from "#tests/support/mail-world.ts";
import { complaint, deliveryReport, reply } from "#tests/support/returned-mails.ts";

const bounces = { address: "bounces@ringvirk.example", secret };
let db: Database;
let waveId: string;
let sent: Mail[];

beforeEach(async () => {
  db = await makeMailWorld();
  sent = [];
  for (const id of ["anna", "bo"]) await addPerson(db, { id });
  waveId = await openedWave("Baseline");
  await send();
});

afterEach(() => db.destroy());

async function openedWave(name: string): Promise<string> {
  const surveys = { resident: "resident-1", actor: "actor-1" };
  const wave = good(await planWave(db, carlas(), { name, opensOn: today, closesOn: "2026-12-11", surveys }));
  good(await openWave(db, carlas(), { waveId: wave.id, secret }));
  return wave.id;
}

function good<Result>(result: Result | Problem): Result {
  if (isProblem(result)) throw new Error(JSON.stringify(result));
  return result;
}

function send() {
  const mailer: Mailer = {
    async handOver(mail) {
      sent.push(mail);
      return { outcome: "sent" };
    },
    close() {},
  };
  return sendDueMessages(db, { mailer, clock: () => morning, secret, baseUrl, sayIn, report: console.error });
}

function returnTo(email: string): string {
  const mail = sent.find(({ to }) => to.address === email);
  return bounceAddress(bounces, mail?.id ?? "", email);
}

const take = (source: Buffer, now = morning) =>
  db.transaction().execute((trx) => takeReturned(trx, bounces, source, now));
const bounceCount = async () => (await db.selectFrom("bounce").select("id").execute()).length;
const onDay = (day: number) => new Date(morning.getTime() + day * 86_400_000);
const annas = "anna@borger.example";

describe("a hard bounce", () => {
  test("is seen with the address, counts as not reached, and ends mail to it", async () => {
    expect(await take(deliveryReport(returnTo(annas)))).toMatchObject({ kind: "hard", ours: true });
    expect(await failedMessages(db, waveId)).toMatchObject([{ email: annas, problem: "bounced" }]);

    await openedWave("Before the summer");
    sent = [];
    expect(await send()).toMatchObject({ sent: 1, refused: 1 });
    expect(sent.map(({ to }) => to.address)).toEqual(["bo@borger.example"]);

    good(await sendContactNow(db, carlas(), { waveId: waveId, kind: "reminder" }));
    sent = [];
    await send();
    expect(sent.map(({ to }) => to.address)).toEqual(["bo@borger.example"]);

    good(await closeWave(db, carlas(), waveId, async () => {}));
    expect(await undeliveredCounts(db, "nightlife")).toEqual([{ waveId, audience: "resident", people: 1 }]);
  });

  test("read twice is recorded once", async () => {
    const source = deliveryReport(returnTo(annas));
    await take(source);
    await take(source);
    expect(await bounceCount()).toBe(1);
  });

  test("says nothing of an address that was corrected meanwhile", async () => {
    const source = deliveryReport(returnTo(annas));
    await db.updateTable("participant").set({ email: "anna.ny@borger.example" }).where("id", "=", "anna").execute();
    expect(await take(source)).toMatchObject({ ours: false });
    expect(await bounceCount()).toBe(0);
  });

  test("before the address was corrected does not end the new one", async () => {
    await take(deliveryReport(returnTo(annas)));
    await db.updateTable("participant").set({ email: "anna.ny@borger.example" }).where("id", "=", "anna").execute();
    await openedWave("Before the summer");
    expect(await send()).toMatchObject({ sent: 2, refused: 0 });
  });

  test("is taken back by a person who sends again, and not by sending all that failed", async () => {
    await take(deliveryReport(returnTo(annas)));
    expect(await requeueFailedMessages(db, carlas(), waveId)).toEqual({ requeued: 0 });
    const [failed] = await failedMessages(db, waveId);
    good(await requeueMessage(db, carlas(), failed?.id ?? ""));
    expect(await send()).toMatchObject({ sent: 1 });
    expect(await bounceCount()).toBe(0);
  });
});

test("soft bounces end mail to an address after three different days, and not before", async () => {
  const source = (message: number) =>
    deliveryReport(returnTo(annas), { status: "4.2.2", headers: [`X-Number: ${message}`] });
  for (const number of [1, 2, 3]) await take(source(number), onDay(0));
  await take(source(4), onDay(1));
  expect(await failedMessages(db, waveId)).toEqual([]);
  await take(source(5), onDay(2));
  expect(await failedMessages(db, waveId)).toMatchObject([{ email: annas, problem: "bounced" }]);
});

test("a complaint is a stop", async () => {
  expect(await take(complaint(returnTo(annas)))).toMatchObject({ kind: "complaint", ours: true });
  const anna = await db.selectFrom("participant").select("opted_out").where("id", "=", "anna").executeTakeFirst();
  expect(anna?.opted_out).toBe(1);
  await openedWave("Before the summer");
  sent = [];
  await send();
  expect(sent.map(({ to }) => to.address)).toEqual(["bo@borger.example"]);
});

test("absence notes, people's replies and forged bounces change nothing", async () => {
  const forged = returnTo(annas).replace(/\w{16}@/, "0000000000000000@");
  for (const source of [
    reply(returnTo(annas), "Autosvar: Tryg nat"),
    reply(returnTo(annas), "Re: Tryg nat"),
    deliveryReport(forged),
    complaint(forged),
    deliveryReport("bounces@ringvirk.example"),
  ])
    expect(await take(source)).toMatchObject({ ours: false });
  expect(await bounceCount()).toBe(0);
  expect(await failedMessages(db, waveId)).toEqual([]);
});
