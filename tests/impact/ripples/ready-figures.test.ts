import type { KyselyPlugin } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#db/schema.ts";
import { storeResponses } from "#surveys/answering/response.server.ts";
import { rebuildTallies } from "#surveys/answering/tally.server.ts";
import { readyFigures, startReadying } from "#surveys/impact/ripples/ready-figures.server.ts";
import { readRipples } from "#surveys/impact/ripples/ripples.server.ts";
import { makeWorld, responseOf, type World } from "#tests/answering/answering-world.ts";

let world: World;
/** The world's database, telling how many of its queries ask for answers or for what was counted of them. */
let db: Database;
let queries: number;
beforeEach(async () => {
  world = await makeWorld(":memory:");
  queries = 0;
  db = world.db.withPlugin(countingPlugin(/"(tally|shift|organisation_tally|response)"/));
});
afterEach(() => world.db.destroy());

async function answer(waveId: string, people: number): Promise<void> {
  const responses = Array.from({ length: people }, (_, person) =>
    responseOf(world, `person ${person}`, waveId, { "safe-dark": 1 + (person % 7), worry: 1 + (person % 3) }),
  );
  await world.db.transaction().execute((trx) => storeResponses(trx, responses, world.codebook));
}

async function setState(waveId: string, state: "open" | "closed"): Promise<void> {
  await world.db.updateTable("wave").set({ state }).where("id", "=", waveId).execute();
}

describe("figures that are made ready", () => {
  test("spare the first reader every query for tallies and answers, after each change of a closed wave", async () => {
    await answer("baseline", 60);
    await setState("baseline", "closed");
    const known = new Map<string, string>();
    for (const change of [
      async () => {},
      () => setState("summer", "closed"),
      () => rebuildTallies(world.db, world.initiativeId),
    ]) {
      await change();
      queries = 0;
      expect(await readyFigures(db, known)).toEqual([world.initiativeId]);
      expect(queries).toBeGreaterThan(0);
      queries = 0;
      const inbox = await readRipples(db, world.initiativeId);
      expect(inbox.results.indicators.length).toBeGreaterThan(0);
      expect(queries).toBe(0);
    }
  });

  test("are left alone while only an open wave is answered, and where nothing is closed", async () => {
    const known = new Map<string, string>();
    expect(await readyFigures(db, known)).toEqual([]);
    await setState("baseline", "closed");
    expect(await readyFigures(db, known)).toEqual([world.initiativeId]);
    await answer("summer", 20);
    expect(await readyFigures(db, known)).toEqual([]);
  });

  test("are made in the background until it is stopped", async () => {
    await answer("baseline", 60);
    await setState("baseline", "closed");
    const readying = startReadying(db, { pauseSeconds: 3600 });
    await expect.poll(() => queries).toBeGreaterThan(0);
    await readying.stop();
    queries = 0;
    await readRipples(db, world.initiativeId);
    expect(queries).toBe(0);
  });
});

function countingPlugin(tables: RegExp): KyselyPlugin {
  return {
    transformQuery: ({ node }) => {
      const asked = JSON.stringify(node).replaceAll(/"name":("\w+")/g, "$1");
      if (tables.test(asked)) queries += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
}
