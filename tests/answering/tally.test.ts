import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type NewResponse, storeResponses } from "#surveys/answering/response.server.ts";
import { rebuildTallies } from "#surveys/answering/tally.server.ts";
import { personMeanKey } from "#surveys/definition/codebook.ts";
import { countsOf, makeWorld, responseOf, type World } from "./answering-world.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.db.destroy());

function store(...responses: NewResponse[]): Promise<void> {
  return world.db.transaction().execute((trx) => storeResponses(trx, responses, world.codebook));
}

async function tallyOf(itemKey: string, segment = "", waveId = "baseline") {
  const rows = await world.db
    .selectFrom("tally")
    .select(["value", "count"])
    .where("wave_id", "=", waveId)
    .where("item_key", "=", itemKey)
    .where("segment", "=", segment)
    .execute();
  return Object.fromEntries(rows.map((row) => [row.value, row.count]));
}

describe("tallies", () => {
  it("count each item for everyone and for each segment, kinds of missing apart", async () => {
    const shown = ["safe-dark", "worry", "avoids"];
    await store(
      responseOf(
        world,
        "anna",
        "baseline",
        { "safe-dark": 6, worry: "dk", _shown: shown },
        { segments: { area: "Nord" } },
      ),
      responseOf(world, "birk", "baseline", { "safe-dark": 2, worry: 3, _shown: shown }, { segments: { area: "Syd" } }),
      responseOf(world, "carla", "baseline", { "safe-dark": 6, _shown: shown }, { segments: { area: "Nord" } }),
    );
    expect(await tallyOf("safe-dark")).toEqual({ "6": 2, "2": 1 });
    expect(await tallyOf("safe-dark", "area=Nord")).toEqual({ "6": 2 });
    expect(await tallyOf("worry")).toEqual({ "~dont-know": 1, "3": 1, "~skipped": 1 });
    expect(await tallyOf("street:Lysgade")).toEqual({ "~not-asked": 3 });
  });

  it("hold no words", async () => {
    await store(responseOf(world, "anna", "baseline", { why: "Naboen Ole råber" }));
    expect(await tallyOf("why")).toEqual({ "~text": 1 });
    const values = await world.db.selectFrom("tally").select("value").execute();
    expect(JSON.stringify(values)).not.toContain("Ole");
  });

  it("score an index where at least half of its items are answered, and persons' means over what is judged", async () => {
    // safe-dark 4 of 1–7 scores 50; worry 1 of 1–3, low is good, scores 100.
    await store(
      responseOf(world, "anna", "baseline", { "safe-dark": 4, worry: 1 }),
      responseOf(world, "birk", "baseline", { "safe-dark": 5, worry: "dk" }),
      responseOf(world, "carla", "baseline", { worry: "dk", _shown: ["safe-dark", "worry"] }),
      responseOf(world, "dagny", "baseline", {}),
    );
    expect(await tallyOf("feeling")).toEqual({ "75": 1, "66.67": 1, "~skipped": 1, "~not-asked": 1 });
    expect(await tallyOf(personMeanKey)).toEqual({ "75": 1, "67": 1 });
  });

  it("sum weights and their squares", async () => {
    await store(
      responseOf(world, "anna", "baseline", { "safe-dark": 4 }, { weight: 0.5 }),
      responseOf(world, "birk", "baseline", { "safe-dark": 4 }, { weight: 2 }),
    );
    await store(responseOf(world, "carla", "baseline", { "safe-dark": 4 }, { weight: 1 }));
    const row = await world.db
      .selectFrom("tally")
      .select(["count", "weight", "weight_squared"])
      .where("item_key", "=", "safe-dark")
      .where("segment", "=", "")
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ count: 3, weight: 3.5, weight_squared: 5.25 });
  });
});

describe("shifts", () => {
  it("pair a person's valid answers, from the earlier wave to the later, whichever was stored first", async () => {
    await store(responseOf(world, "anna", "winter", { "safe-dark": 5, worry: 1 }, { weight: 2 }));
    await store(responseOf(world, "anna", "baseline", { "safe-dark": 2, worry: "dk" }, { weight: 3 }));
    const rows = await world.db
      .selectFrom("shift")
      .selectAll()
      .where("item_key", "in", ["safe-dark", "worry"])
      .execute();
    expect(rows).toEqual([
      {
        from_wave_id: "baseline",
        to_wave_id: "winter",
        audience: "resident",
        segment: "",
        item_key: "safe-dark",
        from_value: "2",
        to_value: "5",
        count: 1,
        weight_product: 6,
      },
    ]);
  });

  it("count a segment only where the person stood in it both times", async () => {
    await store(
      responseOf(world, "carla", "baseline", { "safe-dark": 3 }, { segments: { area: "Nord", age: "30-44" } }),
    );
    await store(responseOf(world, "carla", "summer", { "safe-dark": 4 }, { segments: { area: "Syd", age: "30-44" } }));
    const rows = await world.db.selectFrom("shift").select("segment").where("item_key", "=", "safe-dark").execute();
    expect(rows.map((row) => row.segment).toSorted()).toEqual(["", "age=30-44"]);
  });

  it("keep apart a resident and an actor who go by one pseudonym, and people of another initiative", async () => {
    await store(responseOf(world, "anna", "baseline", { "safe-dark": 3 }));
    await store(responseOf(world, "anna", "summer", { "safe-dark": 3 }, { audience: "actor" }));
    expect(await world.db.selectFrom("shift").selectAll().execute()).toEqual([]);
  });
});

describe("counting as answers come", () => {
  const answers = fc.record(
    {
      "safe-dark": fc.integer({ min: 1, max: 7 }),
      worry: fc.constantFrom(1, 2, 3, "dk"),
      avoids: fc.boolean(),
      "avoids-when": fc.subarray(["evening", "night", "weekend"]),
      upkeep: fc.record(
        { lamps: fc.integer({ min: 1, max: 5 }), bins: fc.integer({ min: 1, max: 5 }) },
        { requiredKeys: [] },
      ),
      hours: fc.constantFrom(0, 1.5, 40),
      why: fc.constantFrom("mørkt", "støj"),
      _shown: fc.subarray(["safe-dark", "worry", "avoids", "upkeep"]),
    },
    { requiredKeys: [] },
  );
  const arrival = fc.record({
    person: fc.constantFrom("anna", "birk", "carla", "dagny", "egon"),
    waveId: fc.constantFrom("baseline", "summer", "winter"),
    audience: fc.constantFrom("resident" as const, "actor" as const),
    answers,
    segments: fc.record(
      { area: fc.constantFrom("Nord", "Syd"), age: fc.constantFrom("30-44", "45-59") },
      { requiredKeys: [] },
    ),
    weight: fc.constantFrom(1, 0.25, 2.7),
  });
  const arrivals = fc.uniqueArray(arrival, {
    selector: ({ person, waveId, audience }) => `${person} ${waveId} ${audience}`,
    maxLength: 12,
  });

  it("gives what a rebuild gives, however answers are batched and in whatever order a person's waves arrive", async () => {
    await fc.assert(
      fc.asyncProperty(
        arrivals,
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 12 }),
        async (all, sizes) => {
          for (const table of ["tally", "shift", "response"] as const) await world.db.deleteFrom(table).execute();
          const responses = all.map((one) => responseOf(world, one.person, one.waveId, one.answers, one));
          for (let i = 0, batch = 0; i < responses.length; batch++) {
            const size = sizes[batch % sizes.length] as number;
            await store(...responses.slice(i, i + size));
            i += size;
          }
          const counted = await countsOf(world.db);
          await rebuildTallies(world.db, world.initiativeId);
          expect(await countsOf(world.db)).toEqual(counted);
          const people = await world.db
            .selectFrom("tally")
            .select("count")
            .where("item_key", "=", "hours")
            .where("segment", "=", "")
            .execute();
          expect(people.reduce((sum, row) => sum + row.count, 0)).toBe(responses.length);
        },
      ),
      { numRuns: 60 },
    );
  });
});
