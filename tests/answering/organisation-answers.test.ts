import { describe, expect, it } from "vitest";
import { rebuildTallies } from "#surveys/answering/tally.server.ts";
import { makeNetworkWorld, type NetworkWorld, playWave } from "#tests/impact/network/network-world.ts";

async function countsOf({ db }: NetworkWorld) {
  const rows = await db
    .selectFrom("organisation_tally")
    .selectAll()
    .orderBy("organisation_id")
    .orderBy("item_key")
    .orderBy("value")
    .execute();
  return rows.map((row) => `${row.organisation_id} ${row.item_key} ${row.value} ${row.count}`);
}

const said = [
  { by: "police", ties: { police: "own", town: 3, bar: 1 }, hours: 12 },
  { by: "police", ties: { police: "own", town: 3, bar: "dk" }, hours: 20 },
  { by: "town", ties: { town: "own", police: 2 } },
] as const;

describe("what is answered for an organisation", () => {
  it("is counted by organisation: ties and what people answer on its behalf, kinds of missing too, nothing else", async () => {
    const world = await makeNetworkWorld();
    await playWave(world, { position: 0, said: [...said] });
    expect(await countsOf(world)).toEqual([
      ...["police hours 12 1", "police hours 20 1", "police tie:bar 1 1", "police tie:bar ~dont-know 1"],
      ...["police tie:police ~not-asked 2", "police tie:school ~skipped 2", "police tie:town 3 2"],
      ...["town hours ~skipped 1", "town tie:bar ~skipped 1", "town tie:police 2 1", "town tie:school ~skipped 1"],
      "town tie:town ~not-asked 1",
    ]);
  });

  it("gives the same when it is counted anew", async () => {
    const world = await makeNetworkWorld();
    await playWave(world, { position: 0, said: [...said] });
    await playWave(world, { position: 1, said: [{ by: "bar", ties: { police: 5 } }] });
    const counted = await countsOf(world);
    await rebuildTallies(world.db, world.initiativeId);
    expect(await countsOf(world)).toEqual(counted);
  });

  it("without the property is counted of ties alone: a process stays the person's", async () => {
    const world = await makeNetworkWorld();
    await playWave(world, { position: 0, said: [...said], onBehalf: false });
    const items = await world.db.selectFrom("organisation_tally").select("item_key").distinct().execute();
    expect(items.filter(({ item_key }) => !item_key.startsWith("tie:"))).toEqual([]);
    expect(items.length).toBeGreaterThan(0);
  });

  it("is not stored with the answer where the survey asks nothing of organisations", async () => {
    const world = await makeNetworkWorld();
    await playWave(world, { position: 0, said: [...said], onBehalf: false, roster: [] });
    const rows = await world.db.selectFrom("response").select("organisation_id").execute();
    expect(rows).toEqual([{ organisation_id: null }, { organisation_id: null }, { organisation_id: null }]);
    expect(await countsOf(world)).toEqual([]);
  });
});
