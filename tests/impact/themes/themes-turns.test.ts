import { afterEach, beforeEach, expect, test } from "vitest";
import { storeResponses } from "#surveys/answering/response.server.ts";
import { readThemes } from "#surveys/impact/themes/themes.server.ts";
import { makeWorld, responseOf, type World } from "#tests/answering/answering-world.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.db.destroy());

test("while many open answers are read, others have their turn", async () => {
  const { db } = world;
  const responses = Array.from({ length: 1600 }, (_, person) =>
    responseOf(world, `person ${person}`, "baseline", { worry: 1 }),
  );
  await db.transaction().execute((trx) => storeResponses(trx, responses, world.codebook));
  await db.updateTable("wave").set({ state: "closed" }).where("id", "=", "baseline").execute();
  let [turns, reading] = [0, true];
  const takeTurns = () => {
    turns += 1;
    if (reading) setImmediate(takeTurns);
  };
  setImmediate(takeTurns);
  await readThemes(db, world.initiativeId);
  reading = false;
  expect(turns).toBeGreaterThanOrEqual(3);
});
