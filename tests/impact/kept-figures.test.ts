import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connect } from "#db/connect.ts";
import { storeResponses } from "#surveys/answering/response.server.ts";
import { rebuildTallies } from "#surveys/answering/tally.server.ts";
import { inviteEveryone } from "#surveys/fieldwork/invitation.server.ts";
import { KeptFigures } from "#surveys/impact/kept-figures.server.ts";
import { readResults } from "#surveys/impact/results.server.ts";
import type { Results } from "#surveys/impact/results.ts";
import { makeWorld, responseOf, secret, type World } from "#tests/answering/answering-world.ts";
import { newPlace } from "#tests/support/new-database.ts";
import { participantRow } from "#tests/support/participant-row.ts";
import { goalOf } from "./hand-made.ts";

let place: string;
let world: World;
beforeEach(async () => {
  place = await newPlace();
  world = await makeWorld(place);
});
afterEach(() => world.db.destroy());

/** What a server just started reads: it has kept nothing. */
async function readAfresh(): Promise<Results> {
  const db = connect(place);
  const results = await readResults(db, world.initiativeId);
  await db.destroy();
  return results;
}

async function answer(db: World["db"], waveId: string, people: number[]): Promise<void> {
  const responses = people.map((person) =>
    responseOf(world, `person ${person}`, waveId, { "safe-dark": 1 + ((person * 3) % 7), worry: 1 + (person % 3) }),
  );
  await db.transaction().execute((trx) => storeResponses(trx, responses, world.codebook));
}

const several = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe("figures that are kept", () => {
  test("are those that a server just started would make, whatever happens and whoever does it", async () => {
    const { db, initiativeId } = world;
    const elsewhere = connect(place);
    const waveOf = (id: string) => db.selectFrom("wave").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
    const setState = (id: string, state: "open" | "closed") =>
      db.updateTable("wave").set({ state }).where("id", "=", id).execute();
    const deeds: Array<[string, () => Promise<unknown>]> = [
      ["people answer the baseline", () => answer(db, "baseline", several(0, 60))],
      ["it is closed", () => setState("baseline", "closed")],
      ["people answer the follow-up", () => answer(db, "summer", several(20, 90))],
      ["that is closed too", () => setState("summer", "closed")],
      ["a goal is set", () => db.insertInto("goal").values(aim).execute()],
      ["another process stores what had come late", () => answer(elsewhere, "summer", several(90, 100))],
      ["the goal is changed", () => db.updateTable("goal").set({ target_value: 90 }).execute()],
      ["somebody's answers are erased, and all counted anew", () => erase("baseline")],
      ["an audience is asked that was not", () => askActors("winter")],
      [
        "newcomers are invited",
        async () => {
          await addPerson("newcomer");
          const wave = await waveOf("winter");
          await db
            .transaction()
            .execute((trx) => inviteEveryone(trx, { wave, secret, now: new Date("2026-03-01"), atOnce: true }));
        },
      ],
      ["a wave is renamed", () => db.updateTable("wave").set({ name: "Sommer" }).where("id", "=", "summer").execute()],
      ["the initiative is renamed", () => db.updateTable("initiative").set({ name: "Nyt navn" }).execute()],
    ];
    const seen = new Set<string>();
    for (const [deed, does] of deeds) {
      await readResults(db, initiativeId);
      await does();
      const kept = await readResults(db, initiativeId);
      expect(kept, deed).toEqual(await readAfresh());
      seen.add(JSON.stringify(kept));
    }
    // Only answers to a wave that is open are nowhere in the results.
    expect(seen.size).toBeGreaterThanOrEqual(deeds.length - 2);
    await elsewhere.destroy();
  });

  const aim = { ...goalOf({ id: "goal", item_key: "safe-dark", reading: "mean" }), initiative_id: "lysgade" };

  async function erase(waveId: string): Promise<void> {
    const one = await world.db
      .selectFrom("response")
      .select("id")
      .where("wave_id", "=", waveId)
      .executeTakeFirstOrThrow();
    await world.db.deleteFrom("response").where("id", "=", one.id).execute();
    await rebuildTallies(world.db, world.initiativeId);
  }

  async function askActors(waveId: string): Promise<void> {
    await world.db
      .insertInto("wave_survey")
      .values({ wave_id: waveId, audience: "actor", survey_version_id: world.versionId })
      .execute();
  }

  async function addPerson(id: string): Promise<void> {
    await world.db.insertInto("participant").values(participantRow(id, "lysgade")).execute();
  }

  test("are the very same until something changes, and nobody can change them", async () => {
    await answer(world.db, "baseline", several(0, 60));
    await world.db.updateTable("wave").set({ state: "closed" }).where("id", "=", "baseline").execute();
    const [first, second] = [
      await readResults(world.db, world.initiativeId),
      await readResults(world.db, world.initiativeId),
    ];
    expect(second.indicators).toBe(first.indicators);
    expect(first.indicators.length).toBeGreaterThan(0);
    expect(() => first.indicators.pop()).toThrow(TypeError);
  });

  test("are made once for those who ask at the same time, and again after a fault", async () => {
    const kept = new KeptFigures<number>(2);
    let made = 0;
    const make = async () => ++made;
    expect(await Promise.all([kept.of(world.db, "one", 1, make), kept.of(world.db, "one", 1, make)])).toEqual([1, 1]);
    expect(await kept.of(world.db, "one", 2, make)).toBe(2);
    await expect(kept.of(world.db, "two", 1, () => Promise.reject(new Error("no disk")))).rejects.toThrow("no disk");
    expect(await kept.of(world.db, "two", 1, make)).toBe(3);
    // A third takes the place of the one not asked for longest.
    await kept.of(world.db, "three", 1, make);
    expect(await kept.of(world.db, "two", 1, make)).toBe(3);
    expect(await kept.of(world.db, "one", 2, make)).toBe(5);
  });
});
