import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Database, Wave } from "#db/schema.ts";
import { stopMails } from "#surveys/answering/opt-out.server.ts";
import { findRespondent } from "#surveys/answering/respondent.server.ts";
import { sendContactNow } from "#surveys/fieldwork/carry-out.server.ts";
import { invitationCounts } from "#surveys/fieldwork/invitation-count.server.ts";
import { invitationToken } from "#surveys/fieldwork/invitation-token.ts";
import { messagesOf } from "#surveys/fieldwork/message.server.ts";
import { confirmUpload, stageUpload } from "#surveys/fieldwork/upload.server.ts";
import {
  closeRunOutWaves,
  closeWave,
  inviteNewcomers,
  openWave,
  planWave,
  replanWave,
  stateMode,
} from "#surveys/fieldwork/wave.server.ts";
import { firstSending, type WavePlan } from "#surveys/fieldwork/wave.ts";
import { isProblem } from "#surveys/problem.ts";
import {
  addGoal,
  addPerson,
  carlas,
  makeMailWorld,
  markAnswered,
  morning,
  secret,
  today,
} from "#tests/support/mail-world.ts";
import { recountInvitations } from "#tests/support/recount-invitations.ts";

let db: Database;
beforeEach(async () => {
  db = await makeMailWorld();
});
afterEach(() => db.destroy());

const plan: WavePlan = {
  name: "Baseline",
  opensOn: today,
  closesOn: "2026-12-11",
  surveys: { resident: "resident-1", actor: "actor-1" },
};

async function planned(changes: Partial<WavePlan> = {}): Promise<Wave> {
  const wave = await planWave(db, carlas(), { ...plan, ...changes });
  if (isProblem(wave)) throw new Error(JSON.stringify(wave));
  return wave;
}

function open(waveId: string, now = morning) {
  return openWave(db, carlas(now), { waveId, secret });
}

describe("how a wave was answered", () => {
  test("is the web until somebody says otherwise, and can be taken back", async () => {
    const { id, mode } = await planned();
    expect(mode).toBe("web");
    const stored = async () =>
      (await db.selectFrom("wave").select("mode").where("id", "=", id).executeTakeFirst())?.mode;
    expect(await stateMode(db, carlas(), id, "face-to-face")).toBeNull();
    expect(await stored()).toBe("face-to-face");
    expect(await stateMode(db, carlas(), id, "")).toBeNull();
    expect(await stored()).toBeNull();
  });

  test("refuses what is no mode, and another initiative's wave", async () => {
    const { id } = await planned();
    expect(await stateMode(db, carlas(), id, "fax")).toMatchObject({ problem: "request.unreadable" });
    const housing = { ...carlas(), initiativeId: "housing" };
    expect(await stateMode(db, housing, id, "phone")).toMatchObject({ problem: "wave.not-found" });
    await expect(
      db
        .updateTable("wave")
        .set({ mode: "fax" as "web" })
        .execute(),
    ).rejects.toThrow(/check/i);
  });
});

describe("planning a wave", () => {
  test("counts positions from the baseline", async () => {
    expect(await planned()).toMatchObject({ position: 0, state: "planned", source: "ringvirk" });
    expect(await planned({ name: "Opfølgning 1" })).toMatchObject({ position: 1 });
  });

  test.each([
    [{ name: " " }, "field.missing", "name"],
    [{ opensOn: "2026-02-30" }, "field.not-a-date", "opensOn"],
    [{ closesOn: "2026-11-22" }, "wave.dates-wrong", "closesOn"],
    [{ closesOn: "2026-11-23", closesAt: "09:00", opensAt: "09:00" }, "wave.dates-wrong", "closesOn"],
    [{ opensAt: "24:00" }, "field.not-a-time", "opensAt"],
    [{ closesAt: "12.00" }, "field.not-a-time", "closesAt"],
    [{ surveys: {} }, "wave.no-survey", "surveys"],
    [{ surveys: { resident: "actor-1" } }, "wave.no-survey", "surveys"],
    [{ surveys: { resident: "unknown" } }, "wave.no-survey", "surveys"],
  ])("refuses %j", async (changes, problem, field) => {
    expect(await planWave(db, carlas(), { ...plan, ...changes })).toMatchObject({ problem, field });
  });

  test("refuses a name that is taken, and another initiative's survey", async () => {
    await planned();
    expect(await planWave(db, carlas(), plan)).toMatchObject({ problem: "wave.name-taken" });
    const housing = { ...carlas(), initiativeId: "housing" };
    expect(await planWave(db, housing, plan)).toMatchObject({ problem: "wave.no-survey" });
  });

  test("can be done anew until it opens", async () => {
    const { id } = await planned();
    await addPerson(db, { id: "anna" });
    expect(await replanWave(db, carlas(), id, { ...plan, surveys: { resident: "resident-1" } })).toMatchObject({ id });
    expect(await db.selectFrom("wave_survey").select("audience").execute()).toEqual([{ audience: "resident" }]);
    await open(id);
    expect(await replanWave(db, carlas(), id, plan)).toEqual({ problem: "wave.not-planned" });
  });
});

describe("opening a wave", () => {
  test("invites everybody it has a survey for, once, and queues their mails", async () => {
    const { id } = await planned();
    await addPerson(db, { id: "anna" });
    await addPerson(db, { id: "bo", optedOut: true });
    await addPerson(db, { id: "carl", audience: "actor", organisationId: "police" });
    await addPerson(db, { id: "dora", audience: "actor", organisationId: "school" });
    expect(await open(id)).toEqual({ invited: 2 });
    expect(await open(id)).toEqual({ problem: "wave.not-planned" });
    const invited = await db
      .selectFrom("invitation")
      .select(["participant_id", "answered"])
      .orderBy("participant_id")
      .execute();
    expect(invited).toEqual([
      { participant_id: "anna", answered: 0 },
      { participant_id: "carl", answered: 0 },
    ]);
    expect((await messagesOf(db, id)).invitation).toMatchObject({ waiting: 2, sent: 0 });
    expect(await db.selectFrom("wave").select(["state", "seal_number"]).execute()).toEqual([
      { state: "open", seal_number: 1 },
    ]);
  });

  test("is refused for a baseline whose goals are not sealed as they stand", async () => {
    await addPerson(db, { id: "anna" });
    const { id } = await planned();
    await addGoal(db, "written-later");
    expect(await open(id)).toEqual({ problem: "wave.unsealed" });
    expect(await db.selectFrom("invitation").selectAll().execute()).toEqual([]);
  });

  test("is refused without participants, changing nothing", async () => {
    const { id } = await planned({ surveys: { resident: "resident-1" } });
    await addPerson(db, { id: "carl", audience: "actor", organisationId: "police" });
    expect(await open(id)).toEqual({ problem: "wave.no-participants" });
    expect(await db.selectFrom("wave").select("state").execute()).toEqual([{ state: "planned" }]);
  });

  test("is refused for another initiative's wave and for one whose last day has gone", async () => {
    const { id } = await planned();
    await addPerson(db, { id: "anna" });
    const housing = { ...carlas(), initiativeId: "housing" };
    expect(await openWave(db, housing, { waveId: id, secret })).toEqual({ problem: "wave.not-found" });
    expect(await open(id, new Date("2026-12-12T08:00:00Z"))).toEqual({ problem: "wave.dates-wrong" });
  });

  test("lets the mails of a later day wait until its morning", async () => {
    expect(firstSending({ opens_on: "2026-11-23", opens_at: "00:00" }, morning)).toEqual(morning);
    expect(firstSending({ opens_on: "2026-12-01", opens_at: "00:00" }, morning).toISOString()).toBe(
      "2026-12-01T07:00:00.000Z",
    );
    expect(firstSending({ opens_on: "2027-07-01", opens_at: "00:00" }, morning).toISOString()).toBe(
      "2027-07-01T06:00:00.000Z",
    );
    expect(firstSending({ opens_on: "2026-12-01", opens_at: "13:30" }, morning).toISOString()).toBe(
      "2026-12-01T12:30:00.000Z",
    );
  });

  test("invites twenty thousand in one transaction", async () => {
    const { id } = await planned({ surveys: { resident: "resident-1" } });
    const csv = Array.from({ length: 20_000 }, (_, index) => `p${index}@borger.dk;Nord`);
    const content = Buffer.from(`email;bydel\n${csv.join("\n")}`);
    const staged = await stageUpload(db, carlas(), { audience: "resident", fileName: "alle.csv", content });
    if (isProblem(staged)) throw new Error(staged.problem);
    expect(await confirmUpload(db, carlas(), staged.uploadId)).toEqual({ created: 20_000, renewed: 0, left: 0 });
    expect(await open(id)).toEqual({ invited: 20_000 });
    expect((await messagesOf(db, id)).invitation.waiting).toBe(20_000);
  });
});

describe("a wave under way", () => {
  test("takes in newcomers without inviting anybody twice", async () => {
    const { id } = await planned();
    await addPerson(db, { id: "anna" });
    await open(id);
    await addPerson(db, { id: "bo" });
    expect(await inviteNewcomers(db, carlas(), { waveId: id, secret })).toEqual({ invited: 1 });
    expect(await invitationCounts(db, [id])).toEqual([{ wave_id: id, audience: "resident", invited: 2, answered: 0 }]);
    expect(await invitationCounts(db, [id])).toEqual(await recountInvitations(db));
  });

  test("counts residents and actors apart", async () => {
    const { id } = await planned({ surveys: { resident: "resident-1", actor: "actor-1" } });
    for (const name of ["anna", "bo", "cilla"]) await addPerson(db, { id: name });
    for (const name of ["petra", "per"]) {
      await addPerson(db, { id: name, audience: "actor", organisationId: "police" });
    }
    await open(id);
    for (const name of ["anna", "cilla", "per"]) await markAnswered(db, id, `${name}@borger.example`);
    expect(await invitationCounts(db, [id])).toEqual([
      { wave_id: id, audience: "resident", invited: 3, answered: 2 },
      { wave_id: id, audience: "actor", invited: 2, answered: 1 },
    ]);
  });

  test("is closed by the coordinator, or when its last day has gone", async () => {
    const { id } = await planned();
    const next = await planned({ name: "Opfølgning", opensOn: "2027-05-01", closesOn: "2027-05-31" });
    await addPerson(db, { id: "anna" });
    expect(await closeWave(db, carlas(), id)).toEqual({ problem: "wave.not-open" });
    await open(id);
    await open(next.id);
    await closeRunOutWaves(db, new Date("2026-12-11T20:00:00Z"));
    expect(await states()).toEqual(["open", "open"]);
    await closeRunOutWaves(db, new Date("2026-12-12T08:00:00Z"));
    expect(await states()).toEqual(["closed", "open"]);
    expect(await closeWave(db, carlas(), next.id)).toBeNull();
    expect(await sendContactNow(db, carlas(), { waveId: next.id, kind: "reminder" })).toEqual({
      problem: "wave.not-open",
    });
  });

  test("closes at its closing time, on a Danish clock, and answers nobody's link from that instant on", async () => {
    const { id } = await planned({ closesAt: "12:00" });
    await addPerson(db, { id: "anna" });
    await open(id);
    const { id: invitation } = await db.selectFrom("invitation").select("id").executeTakeFirstOrThrow();
    const stateFor = async (now: string) => {
      const found = await findRespondent(db, invitationToken(secret, invitation), new Date(now));
      return isProblem(found) ? found : [found.waveState, found.closesOn];
    };
    expect(await stateFor("2026-12-11T10:59:59.999Z")).toEqual(["open", "2026-12-11T12:00"]);
    expect(await stateFor("2026-12-11T11:00:00Z")).toEqual(["closed", "2026-12-11T12:00"]);
    await closeRunOutWaves(db, new Date("2026-12-11T10:59:59.999Z"));
    expect(await states()).toEqual(["open"]);
    await closeRunOutWaves(db, new Date("2026-12-11T11:00:00Z"));
    expect(await states()).toEqual(["closed"]);
  });

  test("invites nobody who has said stop", async () => {
    const { id } = await planned();
    await addPerson(db, { id: "anna" });
    await open(id);
    const invitation = await db.selectFrom("invitation").select("id").executeTakeFirstOrThrow();
    expect(await stopMails(db, "somebody else's")).toEqual({ problem: "answer.unknown-link" });
    expect(await stopMails(db, invitationToken(secret, invitation.id))).toBeNull();
    const next = await planned({ name: "Opfølgning" });
    expect(await open(next.id)).toEqual({ problem: "wave.no-participants" });
  });
});

async function states(): Promise<string[]> {
  const waves = await db.selectFrom("wave").select("state").orderBy("position").execute();
  return waves.map(({ state }) => state);
}
