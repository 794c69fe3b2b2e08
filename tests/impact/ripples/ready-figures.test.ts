import type { KyselyPlugin } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#db/schema.ts";
import { storeResponses } from "#surveys/answering/response.server.ts";
import { rebuildTallies } from "#surveys/answering/tally.server.ts";
import { wavesOf } from "#surveys/fieldwork/wave-list.server.ts";
import { readyFigures, startReadying } from "#surveys/impact/ripples/ready-figures.server.ts";
import { readRipples } from "#surveys/impact/ripples/ripples.server.ts";
import { makeWorld, responseOf, type World } from "#tests/answering/answering-world.ts";

let world: World;
/** The world's database, writing down which tables each of its queries asks. */
let db: Database;
let asked: string[][];
beforeEach(async () => {
  world = await makeWorld();
  asked = [];
  db = world.db.withPlugin(writesDownTables);
});
afterEach(() => world.db.destroy());

/** How many queries asked for answers or for what was counted of them; begins anew. */
function queriesForAnswers(): number {
  const counted = new Set(["tally", "shift", "organisation_tally", "response"]);
  const queries = asked.filter((tables) => tables.some((table) => counted.has(table)));
  asked = [];
  return queries.length;
}

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
      expect(await readyFigures(db, known)).toEqual([world.initiativeId]);
      expect(queriesForAnswers()).toBeGreaterThan(0);
      const inbox = await readRipples(db, world.initiativeId);
      expect(inbox.results.indicators.length).toBeGreaterThan(0);
      expect(queriesForAnswers()).toBe(0);
    }
  });

  test("do without counting invitations, however many there are: undelivered mails lead to the few that matter", async () => {
    await setState("baseline", "closed");
    await readRipples(db, world.initiativeId);
    await wavesOf(db, world.initiativeId);
    const ofInvitations = asked.filter((tables) => tables.includes("invitation"));
    expect(asked.some((tables) => tables.includes("invitation_count"))).toBe(true);
    expect(ofInvitations.every((tables) => tables.includes("message"))).toBe(true);
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
    await expect.poll(queriesForAnswers, { timeout: 20_000 }).toBeGreaterThan(0);
    await readying.stop();
    queriesForAnswers();
    await readRipples(db, world.initiativeId);
    expect(queriesForAnswers()).toBe(0);
  });
});

const writesDownTables: KyselyPlugin = {
  transformQuery: ({ node }) => {
    const tables = JSON.stringify(node).matchAll(
      /"kind":"TableNode".*?"identifier":\{"kind":"IdentifierNode","name":"(\w+)"/g,
    );
    asked.push([...tables].map(([, table]) => table ?? ""));
    return node;
  },
  transformResult: async ({ result }) => result,
};
