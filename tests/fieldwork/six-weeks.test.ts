import { afterEach, beforeEach, expect, test } from "vitest";
import { sayToRespondent as sayIn } from "#app/texts/respondent-texts.ts";
import type { Database } from "#db/schema.ts";
import { stopMails } from "#surveys/answering/opt-out.server.ts";
import { sendContactNow } from "#surveys/fieldwork/carry-out.server.ts";
import { contactsOf } from "#surveys/fieldwork/contact.server.ts";
import { contactList } from "#surveys/fieldwork/contact-list.server.ts";
import { moveContact, planContact, removeContact } from "#surveys/fieldwork/contact-plan.server.ts";
import { invitationToken } from "#surveys/fieldwork/invitation-token.ts";
import type { Mailer } from "#surveys/fieldwork/mailer.ts";
import { keepHouse, sendDueMessages } from "#surveys/fieldwork/send-messages.server.ts";
import { createSmtpMailer } from "#surveys/fieldwork/smtp-mailer.server.ts";
import { openWave, planWave, replanWave } from "#surveys/fieldwork/wave.server.ts";
import { pauseWave, resumeWave } from "#surveys/fieldwork/wave-pause.server.ts";
import { armWave, moveEnd } from "#surveys/fieldwork/wave-times.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { type MailServer, startMailServer } from "#tests/support/mail-server.ts";
import {
  addGoal,
  addPerson,
  baseUrl,
  carlas,
  from,
  makeMailWorld,
  markAnswered,
  secret,
} from "#tests/support/mail-world.ts";

/**
 * Six weeks of fieldwork with a moved clock: what the worker does every few seconds is done every half hour of the hours in which
 * something is planned, and every third hour of the others, and a real mail server keeps the
 * log that everything is held against.
 */
let db: Database;
let server: MailServer;
let mailer: Mailer;
let waveId: string;

const people = Array.from({ length: 30 }, (_, index) => `p${index}`);
const planned = {
  name: "Baseline",
  opensOn: "2026-11-29",
  closesOn: "2027-01-10",
  surveys: { resident: "resident-1" },
};
const planning = carlas(new Date("2026-11-23T09:00:00Z"));

beforeEach(async () => {
  db = await makeMailWorld();
  server = await startMailServer();
  mailer = createSmtpMailer({ url: server.url, from });
  const wave = await planWave(db, planning, planned);
  if (isProblem(wave)) throw new Error(JSON.stringify(wave));
  waveId = wave.id;
});
afterEach(async () => {
  mailer.close();
  await server.close();
  await db.destroy();
});

/** Everything that happens between two instants, in steps; the mails that the server got, by subject and by the hour in UTC. */
async function live(fromInstant: string, to: string, stepMinutes = 30): Promise<string[]> {
  const before = server.received.length;
  const times: string[] = [];
  for (let at = Date.parse(fromInstant); at <= Date.parse(to); at += stepMinutes * 60_000) {
    const now = new Date(at);
    const somethingIsPlanned = [7, 8, 9, 15].includes(now.getUTCHours());
    if (!somethingIsPlanned && at % (3 * 3_600_000) !== 0 && at !== Date.parse(fromInstant)) continue;
    await keepHouse(db, { secret }, now);
    const { sent } = await sendDueMessages(db, { mailer, clock: () => now, secret, baseUrl, sayIn });
    if (sent > 0) times.push(now.toISOString().slice(0, 16));
  }
  const subjects = server.received.slice(before).map(({ subject }) => subject?.split(/[:]/)[0] ?? "");
  const counted = [...Map.groupBy(subjects, (subject) => subject)].map(
    ([subject, { length }]) => `${length} ${subject}`,
  );
  return [...times, ...counted];
}

const invitees = () =>
  db
    .selectFrom("invitation")
    .innerJoin("participant", "participant.id", "invitation.participant_id")
    .select(["invitation.id", "participant.email"])
    .execute();

async function answer(...names: string[]): Promise<void> {
  for (const name of names) await markAnswered(db, waveId, `${name}@borger.example`);
}

async function stop(name: string): Promise<void> {
  const found = (await invitees()).find(({ email }) => email === `${name}@borger.example`);
  expect(await stopMails(db, invitationToken(secret, found?.id ?? ""))).toBeNull();
}

/** What the database says was sent of each contact. */
async function sentByContact(): Promise<number[]> {
  const contacts = await contactsOf(db, waveId);
  const rows = await db.selectFrom("message").select("contact_id").where("state", "=", "sent").execute();
  return contacts.map(({ id }) => rows.filter(({ contact_id }) => contact_id === id).length);
}

test("invitation, two reminders, stops, last call and closing go by themselves, and the mail server got what the database says", async () => {
  for (const id of people) await addPerson(db, { id });
  expect((await contactList(db, waveId)).map(({ kind, day, due }) => [kind, day, due.day, due.because])).toEqual([
    ["invitation", "2026-11-29", "2026-11-30", "sunday"],
    ["reminder", "2026-12-06", "2026-12-07", "sunday"],
    ["reminder", "2026-12-13", "2026-12-14", "sunday"],
    ["last-call", "2027-01-08", "2027-01-08", null],
  ]);
  await armWave(db, planning, { waveId, armed: true });
  expect(await live("2026-11-28T08:00:00Z", "2026-11-28T22:30:00Z")).toEqual([]);
  // It opens as its Sunday begins; nobody is written to before Monday at nine.
  expect(await live("2026-11-28T23:00:00Z", "2026-12-04T12:00:00Z")).toEqual([
    "2026-11-30T08:00",
    "30 Tryg nat i Nordby",
  ]);
  await answer("p0", "p1", "p2", "p3", "p4", "p5");
  await stop("p6");
  expect(await live("2026-12-04T12:30:00Z", "2026-12-11T12:00:00Z")).toEqual(["2026-12-07T15:30", "23 Påmindelse"]);
  await answer("p7", "p8", "p9", "p10");
  await stop("p11");
  expect(await live("2026-12-11T12:30:00Z", "2027-01-04T12:00:00Z")).toEqual(["2026-12-14T09:00", "18 Påmindelse"]);
  await answer("p12", "p13");
  expect(await live("2027-01-04T12:30:00Z", "2027-01-10T22:30:00Z")).toEqual([
    "2027-01-08T15:30",
    "16 Tryg nat i Nordby",
  ]);
  expect(await db.selectFrom("wave").select("state").executeTakeFirst()).toEqual({ state: "open" });
  await live("2027-01-10T23:00:00Z", "2027-01-12T23:00:00Z");
  expect(await db.selectFrom("wave").select("state").executeTakeFirst()).toEqual({ state: "closed" });

  expect(await sentByContact()).toEqual([30, 23, 18, 16]);
  expect(server.received).toHaveLength(30 + 23 + 18 + 16);
  const written = server.received.map(({ to, subject }) => `${JSON.stringify(to)} ${subject}`);
  const to = (name: string) => written.filter((line) => line.includes(`${name}@borger.example`)).length;
  expect([to("p0"), to("p6"), to("p7"), to("p11"), to("p12"), to("p29")]).toEqual([1, 1, 2, 2, 3, 4]);
  const told = await contactList(db, waveId);
  expect(told.map(({ written }) => written)).toEqual([30, 20, 20, 20]);
}, 120_000);

test("a server that was away sends the newest of what it missed, once, and never at night", async () => {
  for (const id of people.slice(0, 8)) await addPerson(db, { id });
  await openWave(db, carlas(new Date("2026-11-29T09:00:00Z")), { waveId, secret });
  expect(await live("2026-11-29T09:00:00Z", "2026-11-29T09:00:00Z")).toEqual([
    "2026-11-29T09:00",
    "8 Tryg nat i Nordby",
  ]);
  // Back on a Saturday night, after both reminders: they wait for Monday, and one of them is sent.
  expect(await live("2026-12-19T22:00:00Z", "2026-12-22T12:00:00Z")).toEqual(["2026-12-21T07:00", "8 Påmindelse"]);
  const after = await contactList(db, waveId);
  expect(after.map(({ kind, skipped }) => [kind, skipped])).toEqual([
    ["invitation", null],
    ["reminder", "overtaken"],
    ["reminder", null],
    ["last-call", null],
  ]);
  const audit = await db
    .selectFrom("audit")
    .select("action")
    .where("action", "like", "contact.%")
    .orderBy("action")
    .execute();
  expect(audit.map(({ action }) => action)).toEqual(["contact.carried-out", "contact.skipped"]);
});

test("nobody gets two of the plan on one day, and a thank-you goes to those who have answered", async () => {
  for (const id of people.slice(0, 12)) await addPerson(db, { id });
  await openWave(db, carlas(new Date("2026-11-30T09:00:00Z")), { waveId, secret });
  await live("2026-11-30T09:00:00Z", "2026-11-30T09:00:00Z");
  const add = (kind: string, day: string, time: string) =>
    planContact(db, carlas(new Date("2026-11-30T09:30:00Z")), { waveId, typed: { kind, audience: "", day, time } });
  await add("reminder", "2026-11-30", "15:00");
  await answer("p0", "p1");
  expect(await live("2026-11-30T10:00:00Z", "2026-11-30T18:00:00Z")).toEqual([]);
  await add("thank-you", "2026-12-02", "10:00");
  expect(await live("2026-12-02T08:00:00Z", "2026-12-02T12:00:00Z")).toEqual([
    "2026-12-02T09:00",
    "2 Tryg nat i Nordby",
  ]);
  expect(server.received.at(-1)?.text).toMatch(/\/s\/[\w-]{22}\/thanks\n/);
  const now = carlas(new Date("2026-12-03T09:00:00Z"));
  expect(await sendContactNow(db, now, { waveId, kind: "reminder" })).toEqual({ queued: 10 });
  expect(await sendContactNow(db, now, { waveId, kind: "reminder" })).toEqual({ queued: 0 });
  expect(await sendContactNow(db, now, { waveId, kind: "invitation" })).toEqual({ problem: "request.unreadable" });
});

test("a wave that cannot open says why, and opens once the reason is gone", async () => {
  await addGoal(db, "written-later");
  await addPerson(db, { id: "p0" });
  await armWave(db, planning, { waveId, armed: true });
  await keepHouse(db, { secret }, new Date("2026-12-01T09:00:00Z"));
  const standing = () => db.selectFrom("wave").select(["state", "not_opened"]).executeTakeFirst();
  expect(await standing()).toEqual({ state: "planned", not_opened: "wave.unsealed" });
  await db.deleteFrom("goal").where("id", "=", "written-later").execute();
  await keepHouse(db, { secret }, new Date("2026-12-01T09:30:00Z"));
  expect(await standing()).toEqual({ state: "open", not_opened: null });
});

test("a pause holds the plan back, and a wave can be extended while it is open", async () => {
  for (const id of people.slice(0, 6)) await addPerson(db, { id });
  await openWave(db, carlas(new Date("2026-11-30T09:00:00Z")), { waveId, secret });
  await live("2026-11-30T09:00:00Z", "2026-11-30T09:00:00Z");
  await pauseWave(db, carlas(), waveId);
  expect(await live("2026-12-07T08:00:00Z", "2026-12-07T18:00:00Z")).toEqual([]);
  await resumeWave(db, carlas(), waveId);
  expect(await live("2026-12-08T08:00:00Z", "2026-12-08T12:00:00Z")).toEqual(["2026-12-08T08:00", "6 Påmindelse"]);
  const then = carlas(new Date("2026-12-08T12:00:00Z"));
  expect(await moveEnd(db, then, { waveId, closesOn: "2026-12-08", closesAt: "12:00" })).toMatchObject({
    problem: "wave.end-past",
    field: "endsOn",
  });
  expect(await moveEnd(db, then, { waveId, closesOn: "2027-02-01", closesAt: "12:00" })).toBeNull();
  await live("2027-01-31T23:00:00Z", "2027-02-01T10:30:00Z");
  expect(await db.selectFrom("wave").select("state").executeTakeFirst()).toEqual({ state: "open" });
  await live("2027-02-01T11:00:00Z", "2027-02-01T11:00:00Z");
  expect(await db.selectFrom("wave").select("state").executeTakeFirst()).toEqual({ state: "closed" });
});

test("the plan can be changed until it is carried out, by its own initiative, within the wave", async () => {
  const [invitation, reminder] = await contactsOf(db, waveId);
  const to = { day: "2026-12-08", time: "12:00" };
  const housing = { ...planning, initiativeId: "housing" };
  const move = (deed: typeof planning, contactId = "", at = to) => moveContact(db, deed, { waveId, contactId, ...at });
  expect(await move(housing, reminder?.id)).toEqual({ problem: "wave.not-found" });
  expect(await move(planning, "another")).toEqual({ problem: "contact.not-found" });
  expect(await move(planning, reminder?.id, { day: "2027-01-09", time: "20:30" })).toMatchObject({
    problem: "contact.outside-wave",
  });
  expect(await move(carlas(new Date("2026-12-20T09:00:00Z")), reminder?.id)).toMatchObject({ problem: "contact.past" });
  expect(await move(planning, reminder?.id)).toBeNull();
  expect(await removeContact(db, planning, { waveId, contactId: invitation?.id ?? "" })).toEqual({
    problem: "contact.invitation-stays",
  });
  expect(await removeContact(db, planning, { waveId, contactId: reminder?.id ?? "" })).toBeNull();
  // The coordinator has had a hand in it, so another period does not bring the usual plan back.
  await replanWave(db, planning, waveId, { ...planned, closesOn: "2027-01-20" });
  expect((await contactsOf(db, waveId)).map(({ kind, day }) => [kind, day])).toEqual([
    ["invitation", "2026-11-29"],
    ["reminder", "2026-12-13"],
    ["last-call", "2027-01-08"],
  ]);
});

test("the usual plan follows another period, and a short wave has less of it", async () => {
  await replanWave(db, planning, waveId, { ...planned, opensOn: "2026-12-01", closesOn: "2026-12-14" });
  expect((await contactsOf(db, waveId)).map(({ kind, day }) => [kind, day])).toEqual([
    ["invitation", "2026-12-01"],
    ["reminder", "2026-12-08"],
    ["last-call", "2026-12-12"],
  ]);
});
