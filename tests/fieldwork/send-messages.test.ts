import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sayToRespondent as sayIn } from "#app/texts/respondent-texts.ts";
import type { Database } from "#db/schema.ts";
import { stopMails } from "#surveys/answering/opt-out.server.ts";
import { sendContactNow } from "#surveys/fieldwork/carry-out.server.ts";
import { invitationToken } from "#surveys/fieldwork/invitation-token.ts";
import type { Mailer } from "#surveys/fieldwork/mailer.ts";
import {
  failedMessages,
  messagesOf,
  requeueFailedMessages,
  requeueMessage,
  unsureMessages,
} from "#surveys/fieldwork/message.server.ts";
import { mostAttempts } from "#surveys/fieldwork/message.ts";
import { claimNext } from "#surveys/fieldwork/outbox.server.ts";
import { sendDueMessages, startWorker } from "#surveys/fieldwork/send-messages.server.ts";
import { SendingPace } from "#surveys/fieldwork/sending-pace.ts";
import { queueSignIn } from "#surveys/fieldwork/sign-in-message.server.ts";
import { createSmtpMailer } from "#surveys/fieldwork/smtp-mailer.server.ts";
import { confirmUpload, stageUpload } from "#surveys/fieldwork/upload.server.ts";
import { closeWave, inviteNewcomers, openWave, planWave } from "#surveys/fieldwork/wave.server.ts";
import { pauseWave, resumeWave } from "#surveys/fieldwork/wave-pause.server.ts";
import { isProblem, type Problem } from "#surveys/problem.ts";
import { type MailServer, startMailServer } from "#tests/support/mail-server.ts";
import {
  addPerson,
  baseUrl,
  carlas,
  from,
  makeMailWorld,
  markAnswered,
  morning,
  personOf,
  secret,
  today,
} from "#tests/support/mail-world.ts";

let db: Database;
let server: MailServer;
let mailer: Mailer;
let now: Date;

beforeEach(async () => {
  now = morning;
  db = await makeMailWorld();
  server = await startMailServer();
  mailer = createSmtpMailer({ url: server.url, from });
});

afterEach(async () => {
  mailer.close();
  await server.close();
  await db.destroy();
});

function send(pace?: SendingPace) {
  return sendDueMessages(db, { mailer, clock: () => now, secret, baseUrl, sayIn, ...(pace && { pace }) });
}

function later(minutes: number): void {
  now = new Date(now.getTime() + minutes * 60_000);
}

async function openedWave(...ids: string[]): Promise<string> {
  for (const id of ids) await addPerson(db, { id });
  const surveys = { resident: "resident-1", actor: "actor-1" };
  const wave = good(
    await planWave(db, carlas(), { name: "Baseline", opensOn: today, closesOn: "2026-12-11", surveys }),
  );
  good(await openWave(db, carlas(), { waveId: wave.id, secret }));
  return wave.id;
}

function good<Result>(result: Result | Problem): Result {
  if (isProblem(result)) throw new Error(JSON.stringify(result));
  return result;
}

function stateOf(email: string, kind: "invitation" | "reminder" = "invitation") {
  return db
    .selectFrom("message")
    .innerJoin("invitation", "invitation.id", "message.invitation_id")
    .innerJoin("participant", "participant.id", "invitation.participant_id")
    .select(["message.state", "message.problem", "message.attempts"])
    .where("participant.email", "=", email)
    .where("message.kind", "=", kind)
    .executeTakeFirstOrThrow();
}

function addressesOf(mails: MailServer["received"]): string[] {
  return mails.map((mail) => [mail.to].flat()[0]?.text ?? "").sort();
}

describe("the way from a file to a mailbox", () => {
  const file = [
    "email;navn;sprog;bydel",
    "anna@borger.dk;Anna <b>Ågård</b> & søn;dansk;Nord",
    "ben@borger.dk;Ben;English;Syd",
    "cat@borger.dk;;English;Syd",
  ].join("\n");

  test("each gets one mail in their language, with a link that is theirs; who has answered gets no reminder", async () => {
    const content = Buffer.from(file);
    const staged = good(await stageUpload(db, carlas(), { audience: "resident", fileName: "a.csv", content }));
    good(await confirmUpload(db, carlas(), staged.uploadId));
    const waveId = await openedWave();

    expect(await send()).toMatchObject({ sent: 3, refused: 0, unsure: 0, dropped: 0 });
    expect(await send()).toMatchObject({ sent: 0 });
    expect(addressesOf(server.received)).toEqual([
      '"Anna <b>Ågård</b> & søn" <anna@borger.dk>',
      '"Ben" <ben@borger.dk>',
      "cat@borger.dk",
    ]);
    for (const mail of server.received) {
      const link = /https:\/\/ringvirk\.example\/s\/([\w-]{22})(?=\s)/.exec(mail.text ?? "");
      expect(await personOf(db, link?.[1] ?? "")).toBe([mail.to].flat()[0]?.value[0]?.address);
      expect(mail.headers.get("list")).toMatchObject({
        unsubscribe: { url: `${link?.[0]}/stop` },
        "unsubscribe-post": { name: "List-Unsubscribe=One-Click" },
      });
      expect(mail.html).toContain(`href="${link?.[0]}"`);
      expect(mail.html).not.toMatch(/<img|<script|src=|@import|url\(/i);
      expect(mail.from?.text).toBe('"Ringvirk" <undersoegelse@ringvirk.example>');
    }
    const [danish, english] = ["Anna", "Ben"].map((name) => server.received.find((mail) => mail.text?.includes(name)));
    expect(danish?.subject).toBe("Tryg nat i Nordby: Vil du svare på nogle spørgsmål?");
    expect(danish?.text).toContain("arbejder Nordby Politi og Værtshusene & Co <Nordby> sammen");
    expect(danish?.text).toContain("Det tager cirka 3 minutter");
    expect(danish?.text).toContain("til og med 11. december 2026");
    expect(danish?.html).toContain("Anna &lt;b&gt;Ågård&lt;/b&gt; &amp; søn");
    expect(danish?.html).toContain('<html lang="da" dir="ltr">');
    expect(english?.subject).toBe("Tryg nat i Nordby: Will you answer a few questions?");
    expect(english?.text).toContain("up to and including 11 December 2026");
    expect(english?.html).toContain('<html lang="en" dir="ltr">');

    server.received.length = 0;
    await markAnswered(db, waveId, "ben@borger.dk");
    expect(await sendContactNow(db, carlas(now), { waveId, kind: "reminder" })).toEqual({ queued: 2 });
    expect(await sendContactNow(db, carlas(now), { waveId, kind: "reminder" })).toEqual({ queued: 0 });
    await markAnswered(db, waveId, "cat@borger.dk");
    expect(await send()).toMatchObject({ sent: 1, dropped: 1 });
    expect(server.received.map(({ subject }) => subject)).toEqual([
      "Påmindelse: Tryg nat i Nordby vil gerne høre fra dig",
    ]);
    expect(addressesOf(server.received)[0]).toContain("anna@borger.dk");
    expect(await stateOf("cat@borger.dk", "reminder")).toMatchObject({ state: "dropped", problem: "answered" });
    expect((await messagesOf(db, waveId)).reminder).toMatchObject({ sent: 1, dropped: 1, waiting: 0 });
  });

  test("a paused wave sends nothing, keeps its links, and goes on where it stopped", async () => {
    const waveId = await openedWave("anna", "bo");
    expect(await pauseWave(db, carlas(), waveId)).toEqual({ held: 2 });
    expect(await pauseWave(db, carlas(), waveId)).toEqual({ problem: "wave.paused" });
    expect(await sendContactNow(db, carlas(), { waveId, kind: "reminder" })).toEqual({ problem: "wave.paused" });
    await addPerson(db, { id: "newcomer" });
    await inviteNewcomers(db, carlas(), { waveId, secret });
    expect(await send()).toMatchObject({ sent: 0, dropped: 0 });
    expect((await messagesOf(db, waveId)).invitation).toMatchObject({ paused: 3, waiting: 0 });
    expect(await resumeWave(db, carlas(), waveId)).toEqual({ released: 3 });
    expect(await resumeWave(db, carlas(), waveId)).toEqual({ problem: "wave.not-paused" });
    expect(await send()).toMatchObject({ sent: 3 });
  });

  test("an actor is told why; whoever has said stop, and whoever is late, is not written to", async () => {
    await addPerson(db, { id: "police-anna", audience: "actor", organisationId: "police", language: "en" });
    const waveId = await openedWave("bo");
    const bo = db.selectFrom("participant").select("id").where("email", "like", "bo@%");
    const invitation = await db
      .selectFrom("invitation")
      .select("id")
      .where("participant_id", "=", bo)
      .executeTakeFirstOrThrow();
    await stopMails(db, invitationToken(secret, invitation.id));
    expect(await send()).toMatchObject({ sent: 1, dropped: 1 });
    expect(server.received[0]?.text).toContain("because your organisation takes part");
    expect(await stateOf("bo@borger.example")).toMatchObject({ state: "dropped", problem: "opted-out" });
    await sendContactNow(db, carlas(), { waveId, kind: "reminder" });
    await closeWave(db, carlas(), waveId);
    expect(await send()).toMatchObject({ sent: 0, dropped: 1 });
  });

  test("the database holds no token, before or after", async () => {
    await openedWave("anna");
    await queueSignIn(db, { accountId: "carla", secret, now });
    await send();
    const tokens = server.received.flatMap((mail) =>
      [...(mail.text ?? "").matchAll(/\/(?:s|sign-in)\/([\w-]{22})/g)].map((m) => m[1] ?? ""),
    );
    const rows = await Promise.all([
      db.selectFrom("message").selectAll().execute(),
      db.selectFrom("invitation").selectAll().execute(),
      db.selectFrom("sign_in_link").selectAll().execute(),
    ]);
    expect(new Set(tokens).size).toBe(2);
    for (const token of tokens) expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe("the pace", () => {
  test("to one domain: what is too much waits in the outbox, untried, until its minute has come", async () => {
    const pace = new SendingPace({ perMinute: null, perDomainPerMinute: 2 });
    await openedWave("anna", "bo", "cat");
    expect(await send(pace)).toMatchObject({ sent: 2 });
    const waiting = await db.selectFrom("message").selectAll().where("state", "=", "waiting").executeTakeFirstOrThrow();
    const inAMinute = new Date(now.getTime() + 60_000).toISOString();
    expect(waiting).toMatchObject({ attempts: 0, problem: null, lease_until: null, not_before: inAMinute });
    later(1);
    expect(await send(pace)).toMatchObject({ sent: 1 });
  });

  test("in all: only a sign-in mail passes when the minute is full", async () => {
    const pace = new SendingPace({ perMinute: 1, perDomainPerMinute: null });
    await openedWave("anna", "bo", "cat");
    expect(await send(pace)).toMatchObject({ sent: 1 });
    await queueSignIn(db, { accountId: "erik", secret, now });
    expect(await send(pace)).toMatchObject({ sent: 1 });
    expect(server.received[1]?.subject).toBe("Sign in to Ringvirk");
    later(1);
    expect(await send(pace)).toMatchObject({ sent: 1 });
  });
});

describe("a sign-in mail", () => {
  test("goes before everything else, in the account's language, and not when its link has run out", async () => {
    await openedWave("anna", "bo");
    await queueSignIn(db, { accountId: "erik", secret, now });
    const claim = await claimNext(db, now);
    expect(claim?.kind).toBe("sign-in");
    await db.updateTable("message").set({ state: "waiting" }).where("kind", "=", "sign-in").execute();
    await send();
    const mail = server.received.find(({ subject }) => subject === "Sign in to Ringvirk");
    expect(mail?.text).toMatch(/https:\/\/ringvirk\.example\/sign-in\/[\w-]{22}\n/);
    expect(mail?.text).toContain("15 minutes");
    expect(mail?.headers.has("list")).toBe(false);

    await queueSignIn(db, { accountId: "erik", secret, now });
    later(15);
    expect(await send()).toMatchObject({ sent: 0, dropped: 1 });
  });
});

describe("what the server says", () => {
  test("not now: the mail waits, is tried again under the same Message-ID, and arrives once", async () => {
    await openedWave("anna");
    server.behaviour = () => ({ rcpt: 451 });
    expect(await send()).toMatchObject({ refused: 1 });
    expect(await stateOf("anna@borger.example")).toEqual({ state: "waiting", problem: "refused", attempts: 1 });
    server.behaviour = () => ({ data: 452 });
    expect(await send()).toMatchObject({ refused: 0 });
    later(1);
    expect(await send()).toMatchObject({ refused: 1 });
    server.behaviour = () => "take";
    later(2);
    expect(await send()).toMatchObject({ sent: 1 });
    expect(await stateOf("anna@borger.example")).toEqual({ state: "sent", problem: null, attempts: 3 });
    const { id } = await db.selectFrom("message").select("id").executeTakeFirstOrThrow();
    expect(server.received.map(({ messageId }) => messageId)).toEqual([`<${id}@ringvirk.example>`]);
  });

  test("not now, for days: the mail has failed", async () => {
    await openedWave("anna");
    server.behaviour = () => ({ rcpt: 450 });
    for (let attempt = 0; attempt < mostAttempts + 3; attempt++) {
      await send();
      later(240);
    }
    expect(await stateOf("anna@borger.example")).toMatchObject({ state: "failed", attempts: mostAttempts });
  });

  test.each([{ rcpt: 550 }, { data: 554 }])("never (%j): the mail has failed, the others arrive", async (refusal) => {
    const waveId = await openedWave("anna", "bo", "carl");
    server.behaviour = (address) => (address.startsWith("bo") ? refusal : "take");
    expect(await send()).toMatchObject({ sent: 2, refused: 1 });
    expect(await failedMessages(db, waveId)).toMatchObject([
      { email: "bo@borger.example", problem: "refused-for-good" },
    ]);
    later(10_000);
    expect(await send()).toMatchObject({ sent: 0 });
    server.behaviour = () => "take";
    expect(await requeueFailedMessages(db, carlas(now), waveId)).toEqual({ requeued: 1 });
    await send();
    expect((await messagesOf(db, waveId)).invitation).toMatchObject({ sent: 3, failed: 0 });
  });

  test("nothing, before the words left: the mail waits, and the round ends", async () => {
    await openedWave("anna");
    server.behaviour = () => "drop-at-rcpt";
    expect(await send()).toMatchObject({ noConnection: true, unsure: 0 });
    expect(await stateOf("anna@borger.example")).toMatchObject({ state: "waiting", problem: "no-connection" });
  });

  test("nothing at all, for there is no server: hundreds wait, and only a handful was tried", async () => {
    const waveId = await openedWave(...Array.from({ length: 100 }, (_, index) => `p${index}`));
    await server.close();
    expect(await send()).toMatchObject({ noConnection: true, sent: 0, unsure: 0 });
    expect((await messagesOf(db, waveId)).invitation.waiting).toBe(100);
    const tried = await db.selectFrom("message").select("id").where("attempts", ">", 0).execute();
    expect(tried.length).toBeLessThanOrEqual(5);
    server = await startMailServer();
  });

  test.each(["drop-mid-data", "drop-before-reply"] as const)(
    "nothing, after the words left (%s): a person decides",
    async (behaviour) => {
      const waveId = await openedWave("anna", "bo");
      server.behaviour = (address) => (address.startsWith("bo") ? behaviour : "take");
      expect(await send()).toMatchObject({ sent: 1, unsure: 1 });
      server.behaviour = () => "take";
      later(600);
      expect(await send()).toMatchObject({ sent: 0, unsure: 0 });
      const [unsure] = await unsureMessages(db, waveId);
      expect(unsure).toMatchObject({ email: "bo@borger.example", state: "unsure", problem: "connection-lost" });

      const id = unsure?.id ?? "";
      expect(await requeueMessage(db, { ...carlas(), initiativeId: "housing" }, id)).toEqual({
        problem: "message.not-found",
      });
      expect(await requeueMessage(db, carlas(now), id)).toBeNull();
      expect(await requeueMessage(db, carlas(now), id)).toEqual({ problem: "message.not-requeueable" });
      expect(await send()).toMatchObject({ sent: 1 });
      expect(
        await db.selectFrom("audit").select("action").where("action", "=", "message.requeued").execute(),
      ).toHaveLength(1);
    },
  );
});

describe("two workers", () => {
  test("never hand over the same message", async () => {
    await openedWave(...Array.from({ length: 40 }, (_, index) => `p${index}`));
    const other = createSmtpMailer({ url: server.url, from });
    const [first, second] = await Promise.all([
      send(),
      sendDueMessages(db, { mailer: other, clock: () => now, secret, baseUrl, sayIn }),
    ]);
    other.close();
    expect(first.sent + second.sent).toBe(40);
    expect(new Set(addressesOf(server.received)).size).toBe(40);
    expect(server.received).toHaveLength(40);
  });

  test("one that comes back late does not touch a message that was queued again", async () => {
    const waveId = await openedWave("anna");
    let finish = () => {};
    const stuck: Mailer = {
      handOver: () =>
        new Promise((resolve) => {
          finish = () => resolve({ outcome: "unsure", problem: "no-reply" });
        }),
      close: () => {},
    };
    const stuckSending = sendDueMessages(db, { mailer: stuck, clock: () => now, secret, baseUrl, sayIn, hands: 1 });
    await expect
      .poll(async () => (await messagesOf(db, waveId)).invitation["handing-over"], { timeout: 20_000 })
      .toBe(1);
    expect(await send()).toMatchObject({ sent: 0 });
    later(16);
    await send();
    const [unsure] = await unsureMessages(db, waveId);
    expect(unsure?.problem).toBe("interrupted");
    await requeueMessage(db, carlas(now), unsure?.id ?? "");
    const held = await claimNext(db, now);
    expect(held?.id).toBe(unsure?.id);
    finish();
    await stuckSending;
    expect(await stateOf("anna@borger.example")).toMatchObject({ state: "handing-over" });
    expect(server.received).toHaveLength(0);
  });
});

describe("the worker in the background", () => {
  test("sends what falls due, outlives a fault, and stops", async () => {
    const faults: unknown[] = [];
    let mayPass = false;
    const clock = () => {
      if (!mayPass) {
        mayPass = true;
        throw new Error("the clock has stopped");
      }
      return now;
    };
    const waveId = await openedWave("anna");
    const worker = startWorker(db, {
      mailer,
      clock,
      secret,
      baseUrl,
      sayIn,
      report: (fault) => faults.push(fault),
      pauses: { idle: 0.01, trouble: 0.01 },
    });
    await expect.poll(async () => (await messagesOf(db, waveId)).invitation.sent, { timeout: 20_000 }).toBe(1);
    await worker.stop();
    expect(faults).toHaveLength(1);
    await queueSignIn(db, { accountId: "carla", secret, now });
    expect(
      (await db.selectFrom("message").select("state").where("kind", "=", "sign-in").executeTakeFirst())?.state,
    ).toBe("waiting");
  });
});
