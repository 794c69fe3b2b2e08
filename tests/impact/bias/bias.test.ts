import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#db/schema.ts";
import { biasOf } from "#surveys/impact/bias/bias.server.ts";
import { codebookOf, goalOf, initiativeId, scaleItem, storeHandMade } from "#tests/impact/hand-made.ts";
import { newDatabase } from "#tests/support/new-database.ts";
import { participantRow } from "#tests/support/participant-row.ts";
import { storeInvitationCounts } from "#tests/support/recount-invitations.ts";
import { panel } from "./hand-made-bias.ts";

let db: Database;
beforeEach(async () => {
  db = await newDatabase();
});
afterEach(() => db.destroy());

async function storePanel(): Promise<void> {
  await storeHandMade(db, {
    answers: panel({ people: 200, again: 124, newcomers: 50, score: (person) => 1 + (person % 7) }),
    codebooks: { resident: codebookOf([scaleItem("dark")]) },
    goals: [goalOf({ id: "dark" }), goalOf({ id: "again", title: "Samme", due_position: 2 })],
    states: ["closed", "closed", "open"],
  });
}

/** `people` invited to a wave, of whom the first have answered and the last were never written to. */
async function invite(
  waveId: string,
  people: number,
  { answered, failed }: { answered: number; failed: number },
): Promise<void> {
  for (let person = 0; person < people; person++) {
    const id = `${waveId}-${person}`;
    await db.insertInto("participant").values(participantRow(id, initiativeId)).execute();
    await db
      .insertInto("invitation")
      .values({ id, wave_id: waveId, participant_id: id, token_hash: id, answered: person < answered ? 1 : 0 })
      .execute();
    await db
      .insertInto("message")
      .values({
        ...{ id, kind: "invitation", invitation_id: id, attempts: 1, not_before: "2026-01-01T00:00:00.000Z" },
        ...{ created_at: "2026-01-01T00:00:00.000Z", state: person < people - failed ? "sent" : "failed" },
      })
      .execute();
  }
  await storeInvitationCounts(db);
}

describe("the bias report", () => {
  test("is about each pair of closed waves, with every goal's indicator once", async () => {
    await storePanel();
    const bias = await biasOf(db, initiativeId);
    expect(bias.map(({ audience, from, to }) => [audience, from, to])).toEqual([["resident", "wave-0", "wave-1"]]);
    expect(bias[0]).toMatchObject({ season: { daysApart: 31, concern: "none" }, wording: {}, loss: { pairs: 120 } });
    expect(bias[0]?.loss.differences.map(({ indicator }) => indicator)).toEqual([null, "resident/dark/mean"]);
  });

  test("a mode that is said, and said otherwise, is in it at once", async () => {
    await storePanel();
    const modes = async () =>
      (await biasOf(db, initiativeId)).map(({ mode }) => [mode.fromMode, mode.toMode, mode.concern]);
    expect(await modes()).toEqual([[null, null, "unknown"]]);
    await db.updateTable("wave").set({ mode: "web" }).execute();
    expect(await modes()).toEqual([["web", "web", "none"]]);
    await db.updateTable("wave").set({ mode: "phone" }).where("id", "=", "wave-1").execute();
    expect(await modes()).toEqual([["web", "phone", "large"]]);
  });

  test("the response rates count everybody asked; people are told to the nearest ten", async () => {
    await storePanel();
    await invite("wave-0", 60, { answered: 40, failed: 8 });
    await invite("wave-1", 40, { answered: 20, failed: 4 });
    const [bias] = await biasOf(db, initiativeId);
    const { from, to, concern } = bias?.responseRates ?? {};
    expect(from).toMatchObject({ invited: 60, answered: 40, undelivered: 10, rate: 0.67 });
    expect(to).toMatchObject({ invited: 40, answered: 20, undelivered: null, rate: 0.5 });
    expect(concern).toBe("small");
    await db
      .updateTable("message")
      .set({ state: "failed" })
      .where("invitation_id", "in", several("wave-0", 40, 49))
      .execute();
    const [renewed] = await biasOf(db, initiativeId);
    expect(renewed?.responseRates.from).toMatchObject({ undelivered: 20, rate: 0.67 });
  });

  test("the ways in count who was invited, who came by an open link, and whose self-made code was found again", async () => {
    await storePanel();
    for (const waveId of ["wave-0", "wave-1"]) await invite(waveId, 60, { answered: 40, failed: 0 });
    await visit("wave-0", 20, { atScreen: 3, again: 0 });
    await visit("wave-1", 60, { atScreen: 21, again: 18 });
    await db.updateTable("open_visit").set({ answered: 0 }).where("id", "=", "wave-1-59").execute();
    const [bias] = await biasOf(db, initiativeId);
    expect(bias?.way).toEqual({
      ...{ code: "way", concern: "small" },
      from: { waveId: "wave-0", imported: false, invited: 40, visited: 20, atScreen: null },
      to: { waveId: "wave-1", imported: false, invited: 40, visited: 60, atScreen: 20 },
      selfCodes: { made: 60, matched: 20, ambiguous: null, unmatched: 40, rate: 0.33, mostMismatches: 2 },
    });
  });
});

/** Visitors of an open link who sent an answer, the first of them on a meeting's screen, each with a code. */
async function visit(waveId: string, people: number, { atScreen, again }: { atScreen: number; again: number }) {
  const link = { id: waveId, wave_id: waveId, audience: "resident" as const, name: waveId };
  await db
    .insertInto("open_link")
    .values({ ...link, closed: 1, most_answers: 500, asks_self_code: 1, begun: people, answered: people })
    .execute();
  for (let person = 0; person < people; person++) {
    const id = `${waveId}-${person}`;
    await db
      .insertInto("open_visit")
      .values({
        ...{ id, open_link_id: waveId, token_hash: id, language: "da", kiosk: person < atScreen ? 1 : 0 },
        ...{ answered: 1, withdrawn: 0, receipt_hash: null },
      })
      .execute();
    const found = person < again ? `wave-0-${person}` : null;
    await db
      .insertInto("self_code")
      .values({
        ...{ wave_id: waveId, audience: "resident", pseudonym: id, elements: "[]" },
        ...{ outcome: found ? "matched" : "unmatched", matched_pseudonym: found },
      })
      .execute();
  }
}

function several(waveId: string, from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, index) => `${waveId}-${from + index}`);
}
