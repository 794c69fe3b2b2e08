import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startHousekeeping } from "#surveys/fieldwork/send-messages.server.ts";
import { makeWorld, type World } from "#tests/answering/answering-world.ts";

/** A server without a mail server still has to close waves and to forget. */
let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.db.destroy());

async function keepHouseOnce(now: string): Promise<void> {
  const housekeeping = startHousekeeping(world.db, { clock: () => new Date(now), secret: "a secret" });
  await housekeeping.stop();
}

describe("housekeeping without a mail server", () => {
  it("closes a wave whose last day has gone, and forgets what was typed and never sent", async () => {
    await world.db.updateTable("wave").set({ closes_on: "2026-03-31" }).where("id", "=", "baseline").execute();
    for (const wave_id of ["baseline", "summer"]) {
      const draft = { wave_id, pseudonym: "somebody", answers: "{}", page: 0, language: "da" } as const;
      await world.db.insertInto("draft").values(draft).execute();
    }
    await keepHouseOnce("2026-03-31T12:00:00Z");
    expect(await world.db.selectFrom("draft").select("wave_id").execute()).toHaveLength(2);
    await keepHouseOnce("2026-04-01T12:00:00Z");
    const states = await world.db.selectFrom("wave").select(["id", "state"]).orderBy("position").execute();
    expect(states.map(({ state }) => state)).toEqual(["closed", "open", "open"]);
    expect(await world.db.selectFrom("draft").select("wave_id").execute()).toEqual([{ wave_id: "summer" }]);
  });

  it("forgets a participants' file that nobody confirmed within the hour", async () => {
    await world.db
      .insertInto("account")
      .values({ id: "kim", email: "kim@example.dk", name: "Kim", language: "da" })
      .execute();
    const expires = { expires_at: "2026-03-01T10:00:00.000Z", audience: "resident" as const };
    await world.db
      .insertInto("upload")
      .values({
        ...{ id: "list", initiative_id: "lysgade", account_id: "kim", file_name: "x.csv", content: Buffer.from("x") },
        ...expires,
      })
      .execute();
    await keepHouseOnce("2026-03-01T09:59:00Z");
    expect(await world.db.selectFrom("upload").select("id").execute()).toHaveLength(1);
    await keepHouseOnce("2026-03-01T10:00:00Z");
    expect(await world.db.selectFrom("upload").select("id").execute()).toEqual([]);
  });
});
