import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connect } from "#db/connect.ts";
import { AnswerQueue } from "#surveys/answering/answer-queue.server.ts";
import { rebuildTallies } from "#surveys/answering/tally.server.ts";
import { invitationCounts } from "#surveys/fieldwork/invitation-count.server.ts";
import { problem } from "#surveys/problem.ts";
import { newPlace } from "#tests/support/new-database.ts";
import { countsOf, invitationId, makeWorld, type Person, responseOf, type World } from "./answering-world.ts";

let world: World;
let queue: AnswerQueue;
beforeEach(async () => {
  world = await makeWorld();
  queue = new AnswerQueue(world.db);
});
afterEach(() => world.db.destroy());

function submission(name: Person, waveId = "baseline", answers: Record<string, unknown> = { "safe-dark": 5 }) {
  return {
    invitationId: invitationId(name, waveId),
    response: responseOf(world, name, waveId, answers),
    codebook: world.codebook,
  };
}

async function storedIn(waveId: string): Promise<number> {
  const rows = await world.db.selectFrom("response").select("id").where("wave_id", "=", waveId).execute();
  return rows.length;
}

/** Of those invited, as counted beside the invitations. */
async function countedIn(waveId: string): Promise<number | undefined> {
  const [count] = await invitationCounts(world.db, [waveId]);
  return count?.answered;
}

describe("the answer queue", () => {
  it("takes one of two answers sent at once with the same link", async () => {
    const outcomes = await Promise.all([queue.submit(submission("anna")), queue.submit(submission("anna"))]);
    expect(outcomes).toEqual([null, problem("answer.already-answered")]);
    expect(await storedIn("baseline")).toBe(1);
    expect(await countedIn("baseline")).toBe(1);
  });

  it("refuses the second answer in a later group too", async () => {
    expect(await queue.submit(submission("anna"))).toBeNull();
    expect(await queue.submit(submission("anna"))).toEqual(problem("answer.already-answered"));
    expect(await storedIn("baseline")).toBe(1);
    expect(await countedIn("baseline")).toBe(1);
  });

  it("refuses some of a group and stores the others", async () => {
    await world.db.updateTable("wave").set({ state: "closed" }).where("id", "=", "summer").execute();
    await world.db.updateTable("wave").set({ state: "planned" }).where("id", "=", "winter").execute();
    const outcomes = await Promise.all([
      queue.submit(submission("anna")),
      queue.submit(submission("birk", "summer")),
      queue.submit(submission("carla", "winter")),
      queue.submit({ ...submission("dagny"), invitationId: "never given out" }),
      queue.submit(submission("dagny")),
    ]);
    expect(outcomes).toEqual([
      null,
      problem("answer.wave-closed"),
      problem("answer.wave-not-open"),
      problem("answer.unknown-link"),
      null,
    ]);
    expect(await world.db.selectFrom("response").select("wave_id").execute()).toEqual([
      { wave_id: "baseline" },
      { wave_id: "baseline" },
    ]);
  });

  it("lets a fault strike only the job it belongs to", async () => {
    const faulty = submission("birk");
    faulty.response.surveyVersionId = "no such version";
    const outcomes = await Promise.allSettled([
      queue.submit(submission("anna")),
      queue.submit(faulty),
      queue.keepDraft({
        invitationId: "anna in baseline",
        waveId: "baseline",
        pseudonym: "p",
        answers: {},
        page: 0,
        language: "da",
        revision: 0,
      }),
      queue.submit(submission("carla")),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
    expect(await storedIn("baseline")).toBe(2);
    const birk = await world.db
      .selectFrom("invitation")
      .select("answered")
      .where("id", "=", invitationId("birk", "baseline"))
      .executeTakeFirst();
    expect(birk).toEqual({ answered: 0 });
    const counted = await countsOf(world.db);
    await rebuildTallies(world.db, world.initiativeId);
    expect(await countsOf(world.db)).toEqual(counted);
  });

  it("keeps no draft over one it has not read, and forgets it when the answer is in", async () => {
    const draft = {
      invitationId: "anna in baseline",
      waveId: "baseline",
      pseudonym: submission("anna").response.pseudonym,
      language: "da" as const,
    };
    const both = await Promise.all([
      queue.keepDraft({ ...draft, answers: { worry: 1 }, page: 0, revision: 0 }),
      queue.keepDraft({ ...draft, answers: { worry: 3 }, page: 1, revision: 0 }),
    ]);
    expect(both).toEqual([null, "outdated"]);
    expect(await queue.keepDraft({ ...draft, answers: { worry: 3 }, page: 1, revision: 0 })).toBe("outdated");
    expect(await queue.keepDraft({ ...draft, answers: { worry: 2 }, page: 1, revision: 1 })).toBeNull();
    expect(await world.db.selectFrom("draft").select(["answers", "page"]).execute()).toEqual([
      { answers: '{"worry":2}', page: 1 },
    ]);
    await queue.submit(submission("anna"));
    expect(await world.db.selectFrom("draft").selectAll().execute()).toEqual([]);
  });
});

describe("a server killed without warning", () => {
  it("has lost no answer it acknowledged, and its tallies are those of its answers", async () => {
    const acknowledged: string[] = [];
    for (const patience of [40, 140, 15]) {
      const place = await newPlace();
      const server = spawn(process.execPath, ["tests/answering/answering-process.ts", place], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const lines = createInterface({ input: server.stdout });
      const mine: string[] = [];
      lines.on("line", (id) => {
        mine.push(id);
        if (mine.length === patience) server.kill("SIGKILL");
      });
      await Promise.all([once(server, "exit"), once(lines, "close")]);
      expect(server.signalCode).toBe("SIGKILL");
      acknowledged.push(...mine);

      const db = connect(place);
      const rows = await db.selectFrom("response").select("id").execute();
      const stored = new Set(rows.map((row) => row.id));
      expect(mine.filter((id) => !stored.has(id))).toEqual([]);
      const marked = await db.selectFrom("invitation").select("id").where("answered", "=", 1).execute();
      expect(marked.length).toBe(stored.size);
      const counted = await countsOf(db);
      await rebuildTallies(db, "lysgade");
      expect(await countsOf(db)).toEqual(counted);
      await db.destroy();
    }
    expect(acknowledged.length).toBeGreaterThan(190);
  });
});
