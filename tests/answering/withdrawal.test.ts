import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AnswerQueue } from "#surveys/answering/answer-queue.server.ts";
import { takePage } from "#surveys/answering/answering.server.ts";
import { pseudonymOf } from "#surveys/answering/pseudonym.ts";
import { findRespondent, type Respondent, refusalOf } from "#surveys/answering/respondent.server.ts";
import { storeResponses } from "#surveys/answering/response.server.ts";
import { removeResponses } from "#surveys/answering/response-removal.server.ts";
import { rebuildTallies } from "#surveys/answering/tally.server.ts";
import { withdraw } from "#surveys/answering/withdrawal.server.ts";
import { invitationCounts } from "#surveys/fieldwork/invitation-count.server.ts";
import { participantCounts } from "#surveys/fieldwork/participant.server.ts";
import { confirmUpload, stageUpload } from "#surveys/fieldwork/upload.server.ts";
import { isProblem } from "#surveys/problem.ts";
import { fingerprint, tableNames } from "#tests/attack/attacked-ringvirk.ts";
import { countsOf, linkKey, makeWorld, type Person, responseOf, tokenOf, type World } from "./answering-world.ts";

let world: World;
const now = new Date("2026-03-01T14:03:22Z");
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.db.destroy());

const everybody: Person[] = ["anna", "birk", "carla", "dagny"];

async function holder(name: Person, waveId = "baseline"): Promise<Respondent> {
  const found = await findRespondent(world.db, tokenOf(name, waveId), now);
  if (isProblem(found)) throw new Error(found.problem);
  return found;
}

async function answer(name: Person, waveId = "baseline", safe = "6"): Promise<void> {
  const context = { db: world.db, answers: new AnswerQueue(world.db), clock: () => now };
  const forms: Array<Record<string, string>> = [
    { page: "safety", action: "next", "a:safe-dark": safe },
    { page: "place", action: "submit", "a:hours": "2" },
  ];
  for (const form of forms) await takePage(context, await holder(name, waveId), new URLSearchParams(form));
}

const takeBack = (name: Person, scope: "this-survey" | "everything" = "this-survey", waveId = "baseline") =>
  withdraw(world.db, { token: tokenOf(name, waveId), scope, now });

const storedWaves = async (name: Person) =>
  (
    await world.db
      .selectFrom("response")
      .select("wave_id")
      .where("pseudonym", "=", pseudonymOf(linkKey, name))
      .orderBy("wave_id")
      .execute()
  ).map(({ wave_id }) => wave_id);

/** Every text in the database, to look for what should be gone. */
async function everything(): Promise<string> {
  const tables = await tableNames(world.db);
  const rows = await Promise.all(
    tables.map((table) =>
      world.db
        .selectFrom(table as "wave")
        .selectAll()
        .execute(),
    ),
  );
  return JSON.stringify(rows);
}

describe("taking answers out of the counts", () => {
  const answered = fc.record({
    person: fc.constantFrom("p0", "p1", "p2", "p3", "p4"),
    wave: fc.constantFrom("baseline", "summer", "winter"),
    answers: fc.record(
      {
        "safe-dark": fc.integer({ min: 1, max: 7 }),
        worry: fc.constantFrom(1, 2, 3, "dk"),
        hours: fc.integer({ min: 0, max: 9 }),
      },
      { requiredKeys: [] },
    ),
    area: fc.constantFrom("Nord", "Syd"),
    weight: fc.constantFrom(0.5, 1, 2.25),
  });
  const distinct = fc.uniqueArray(answered, { selector: ({ person, wave }) => `${person} ${wave}`, maxLength: 12 });

  it("leaves what counting the others alone gives", async () => {
    await fc.assert(
      fc.asyncProperty(distinct, fc.integer({ min: 0, max: 4 }), fc.boolean(), async (given, who, onlyOneWave) => {
        await Promise.all(
          (["response", "tally", "shift"] as const).map((table) => world.db.deleteFrom(table).execute()),
        );
        await world.db.transaction().execute((trx) =>
          storeResponses(
            trx,
            given.map(({ person, wave, answers, area, weight }) =>
              responseOf(world, person, wave, answers, { segments: { area }, weight }),
            ),
            world.codebook,
          ),
        );
        await world.db.transaction().execute(async (trx) => {
          const rows = await trx
            .selectFrom("response")
            .selectAll()
            .where("pseudonym", "=", pseudonymOf(linkKey, `p${who}`))
            .$if(onlyOneWave, (query) => query.where("wave_id", "=", "summer"))
            .execute();
          if (rows.length > 0) await removeResponses(trx, rows);
        });
        const subtracted = await countsOf(world.db);
        await rebuildTallies(world.db, world.initiativeId);
        expect(subtracted).toEqual(await countsOf(world.db));
      }),
      { numRuns: 60 },
    );
  });
});

describe("withdrawing", () => {
  it("before answering erases contact data and the draft, and the link says so", async () => {
    const context = { db: world.db, answers: new AnswerQueue(world.db), clock: () => now };
    await takePage(
      context,
      await holder("anna"),
      new URLSearchParams({ page: "safety", action: "next", "a:safe-dark": "6" }),
    );
    expect(await world.db.selectFrom("draft").selectAll().execute()).toHaveLength(1);
    expect(await takeBack("anna")).toBeNull();
    expect(await world.db.selectFrom("draft").selectAll().execute()).toEqual([]);
    expect(await everything()).not.toContain("anna@example.dk");
    const left = await world.db.selectFrom("participant").selectAll().where("id", "=", "anna").executeTakeFirst();
    expect(left).toMatchObject({
      email: "",
      name: "",
      segments: "{}",
      organisation_id: null,
      opted_out: 1,
      withdrawn: 1,
    });
    expect(refusalOf(await holder("anna"))).toEqual({ problem: "answer.withdrawn" });
    expect(refusalOf(await holder("anna", "winter"))).toEqual({ problem: "answer.withdrawn" });
    expect(refusalOf(await holder("birk"))).toBeNull();
  });

  it("leaves nothing in any column that could hold something about the person", async () => {
    const row = await world.db.selectFrom("participant").selectAll().where("id", "=", "anna").executeTakeFirstOrThrow();
    const kept = ["id", "initiative_id", "audience", "language", "organisation_id", "gone"];
    const texts = Object.entries(row).flatMap(([column, value]) =>
      typeof value === "string" && !kept.includes(column) ? [column] : [],
    );
    expect(texts).toContain("street");
    const telling = Object.fromEntries(texts.map((column) => [column, `telltale ${column}`]));
    await world.db
      .updateTable("participant")
      .set({ ...telling, gone: "moved" })
      .where("id", "=", "anna")
      .execute();
    await takeBack("anna");
    expect((await everything()).match(/telltale [a-z_]+|moved/g)).toBeNull();
  });

  it("after answering deletes the answers of this survey and leaves the others' counts", async () => {
    for (const name of everybody) await answer(name);
    await answer("anna", "summer", "5");
    await takeBack("anna");
    expect(await storedWaves("anna")).toEqual(["summer"]);
    expect(await storedWaves("birk")).toEqual(["baseline"]);
    const counted = await countsOf(world.db);
    await rebuildTallies(world.db, world.initiativeId);
    expect(counted).toEqual(await countsOf(world.db));
    expect(await invitationCounts(world.db, ["baseline"])).toMatchObject([{ invited: 4, answered: 3 }]);
    expect(await invitationCounts(world.db, ["summer"])).toMatchObject([{ invited: 4, answered: 1 }]);
  });

  it("can be widened to every survey by any of the person's links, also when waves have closed", async () => {
    await answer("anna");
    await answer("anna", "summer");
    await world.db.updateTable("wave").set({ state: "closed" }).execute();
    await takeBack("anna");
    expect(await storedWaves("anna")).toEqual(["summer"]);
    await takeBack("anna", "everything", "winter");
    expect(await storedWaves("anna")).toEqual([]);
    expect(await countsOf(world.db)).toEqual({ tallies: [], shifts: [] });
    expect(await world.db.selectFrom("withdrawal_count").selectAll().orderBy("wave_id").execute()).toEqual([
      { wave_id: "baseline", audience: "resident", answers: 1 },
      { wave_id: "summer", audience: "resident", answers: 1 },
    ]);
  });

  it("twice changes nothing the second time", async () => {
    for (const name of everybody) await answer(name);
    await takeBack("anna", "everything");
    const once = await fingerprint(world.db);
    expect(await takeBack("anna", "everything")).toBeNull();
    expect(await fingerprint(world.db)).toEqual(once);
  });

  it("is refused for a link that was never given out", async () => {
    const before = await fingerprint(world.db);
    expect(await withdraw(world.db, { token: "AAAAAAAAAAAAAAAAAAAAAA", scope: "everything", now })).toEqual({
      problem: "answer.unknown-link",
    });
    expect(await fingerprint(world.db)).toEqual(before);
  });

  it("is not undone by a page that was open in another tab", async () => {
    const context = { db: world.db, answers: new AnswerQueue(world.db), clock: () => now };
    const opened = await holder("anna");
    await takePage(context, opened, new URLSearchParams({ page: "safety", action: "next", "a:safe-dark": "6" }));
    const [last] = [await holder("anna")];
    await takeBack("anna");
    const draft = await takePage(
      context,
      opened,
      new URLSearchParams({ page: "safety", action: "next", "a:safe-dark": "6" }),
    );
    expect(draft).toEqual({ problem: "answer.withdrawn" });
    expect(await world.db.selectFrom("draft").selectAll().execute()).toEqual([]);
    const submitted = await context.answers.submit({
      invitationId: last.invitationId,
      codebook: world.codebook,
      response: responseOf(world, "anna", "baseline", { "safe-dark": 6 }),
    });
    expect(submitted).toEqual({ problem: "answer.withdrawn" });
    expect(await storedWaves("anna")).toEqual([]);
  });

  it("leaves a day and an initiative in the log, and nobody's name or id", async () => {
    await answer("anna");
    await takeBack("anna");
    const [entry] = await world.db
      .selectFrom("audit")
      .selectAll()
      .where("action", "=", "participant.withdrew")
      .execute();
    expect(entry).toMatchObject({ at: "2026-03-01T00:00:00.000Z", account_id: null, detail: "{}" });
  });

  it("keeps the person from being invited anew by the same address or key, and tells how many, not who", async () => {
    await takeBack("anna");
    const account = { id: "carl", email: "carl@example.dk", name: "Carl", language: "da" as const };
    await world.db.insertInto("account").values(account).execute();
    const deed = { initiativeId: world.initiativeId, accountId: "carl", now };
    const content = Buffer.from("key,email\nny,ANNA@example.dk\nanna,other@example.dk\nerik,erik@example.dk\n");
    const staged = await stageUpload(world.db, deed, { audience: "resident", fileName: "x.csv", content });
    if (isProblem(staged)) throw new Error(staged.problem);
    expect(staged).toMatchObject({ rows: 3, created: 1, withdrawn: 2, problemCount: 0 });
    await confirmUpload(world.db, deed, staged.uploadId);
    const emails = await world.db.selectFrom("participant").select("email").execute();
    expect(emails.map(({ email }) => email).filter((email) => /anna|other/i.test(email))).toEqual([]);
    expect((await participantCounts(world.db, world.initiativeId)).resident.people).toBe(4);
  });

  it("without the link key erases contact data, and leaves answers that nobody can find", async () => {
    await answer("anna");
    await world.db.deleteFrom("link_key").execute();
    expect(await takeBack("anna", "everything")).toBeNull();
    expect(await everything()).not.toContain("anna@example.dk");
    expect(await storedWaves("anna")).toEqual(["baseline"]);
  });
});
