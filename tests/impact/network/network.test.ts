import { describe, expect, it } from "vitest";
import { rebuildTallies } from "#surveys/answering/tally.server.ts";
import { readNetwork } from "#surveys/impact/network/network.server.ts";
import type { Network, TieChange } from "#surveys/impact/network/network.ts";
import { tieCandidates } from "#surveys/impact/network/network-candidates.ts";
import { canonicalJson } from "#surveys/initiative/canonical-json.ts";
import { mergeOrganisations, undoMerge } from "#surveys/initiative/organisation-alias.server.ts";
import { makeNetworkWorld, type NetworkWorld, playWave, type Said } from "./network-world.ts";

const everybody = ["police", "town", "bar", "school"];

/** Each organisation answers once; pairs not named are at level 0. */
function saidBy(levels: Record<string, number>, silent: string[] = []): Said[] {
  return everybody
    .filter((by) => !silent.includes(by))
    .map((by) => ({
      by,
      ties: Object.fromEntries(everybody.map((to) => [to, to === by ? "own" : (levels[`${by} ${to}`] ?? 0)])),
    }));
}

function pairOf(network: Network, a: string, b: string, change = 0): TieChange {
  const pairs = network.changes[change]?.pairs ?? [];
  return pairs.find((pair) => [pair.a, pair.b].sort().join() === [a, b].sort().join()) as TieChange;
}

async function sealTie({ db, initiativeId }: NetworkWorld, a: string, b: string, waveId: string): Promise<void> {
  const expectation = { id: "e", statement: "De to finder sammen", audience: null, item_key: null };
  const content = { goals: [], expectations: [{ ...expectation, organisation_a: a, organisation_b: b }] };
  const sealed = {
    content: canonicalJson(content),
    sha256: "x",
    sealed_at: "2026-01-15T09:00:00Z",
    sealed_by: "carla",
  };
  await db
    .insertInto("seal")
    .values({ id: "s", initiative_id: initiativeId, number: 1, ...sealed })
    .execute();
  await db.updateTable("wave").set({ seal_number: 1 }).where("id", "=", waveId).execute();
}

describe("the network of a wave", () => {
  it("holds what each side says, their disagreement, and measures over what is known", async () => {
    const world = await makeNetworkWorld();
    const levels = { "police town": 4, "town police": 2, "police bar": 3, "bar police": 3, "bar town": 2 };
    await playWave(world, { position: 0, said: saidBy(levels, ["school"]), invited: everybody });
    const [wave] = (await readNetwork(world.db, world.initiativeId)).waves;
    const tie = wave?.ties.find(({ a, b }) => a === "police" && b === "town");
    expect(tie).toMatchObject({ aSays: { level: 4 }, bSays: { level: 2 }, level: 2, agreement: "differ" });
    expect(wave?.organisations).toContainEqual({ organisation: "school", state: "no-answer" });
    expect(wave?.measures).toEqual({
      ...{ organisations: 4, organisationsWithAnswers: 3, possibleReports: 12, reports: 9 },
      // 5 of 9 known reports at 2 or more; of pairs with both: police–town and police–bar mutual, bar–town one-sided: 4 of 5.
      ...{ density: 5 / 9, reciprocity: 4 / 5, pairsWithBoth: 3, pairsAgreeing: 1 },
      pairsAtLevel: [4, 0, 1, 1, 0, 0],
    });
  });

  it("has no open wave in it, and no number of people", async () => {
    const world = await makeNetworkWorld();
    await playWave(world, { position: 0, said: saidBy({ "police town": 3 }) });
    await playWave(world, { position: 1, said: saidBy({ "police town": 5 }), state: "open" });
    const network = await readNetwork(world.db, world.initiativeId);
    expect(network.waves.map(({ waveId }) => waveId)).toEqual(["wave-0"]);
    expect(JSON.stringify(network)).not.toMatch(/"(n|count|people|respondents|answered)":/);
  });

  it("is the same however many answer alike for an organisation", async () => {
    const once = await makeNetworkWorld();
    const thrice = await makeNetworkWorld();
    const said = saidBy({ "police town": 3, "town police": 1 });
    await playWave(once, { position: 0, said });
    await playWave(thrice, { position: 0, said: [...said, ...said, ...said] });
    expect(await readNetwork(thrice.db, "norreby")).toEqual(await readNetwork(once.db, "norreby"));
  });
});

describe("between two waves", () => {
  it("a tie is new, deeper, weaker or lost by what a side says of itself, and a candidate unless it was planned", async () => {
    const world = await makeNetworkWorld();
    const before = { "police town": 3, "town police": 3, "police bar": 1, "bar school": 4, "school bar": 4 };
    const after = {
      "police town": 5,
      "town police": 4,
      "police bar": 3,
      "bar police": 2,
      "bar school": 1,
      "school bar": 2,
    };
    const baseline = await playWave(world, { position: 0, said: saidBy(before) });
    await playWave(world, { position: 1, said: saidBy({ ...after, "town school": 2, "school town": 2 }) });
    await sealTie(world, "school", "town", baseline);
    const network = await readNetwork(world.db, world.initiativeId);
    expect(pairOf(network, "police", "town")).toMatchObject({ state: "deeper", voices: ["police"] });
    expect(pairOf(network, "police", "bar")).toMatchObject({ state: "new", voices: ["bar", "police"] });
    expect(pairOf(network, "bar", "school")).toMatchObject({ state: "weaker", voices: ["bar", "school"] });
    expect(pairOf(network, "town", "school")).toMatchObject({ state: "new", expected: true });
    expect(pairOf(network, "police", "school")).toMatchObject({ state: "same", voices: [] });
    expect(network.changes[0]?.counts).toMatchObject({
      new: { both: 2, one: 0, expected: 1 },
      deeper: { both: 0, one: 1, expected: 0 },
      weaker: { both: 1, one: 0, expected: 0 },
    });
    const candidates = tieCandidates(network);
    expect(
      candidates.map(({ organisations, kind, type, voices }) => [organisations.join("–"), kind, type, voices.length]),
    ).toEqual([
      ["bar–police", "gain", "new-collaboration", 2],
      ["bar–school", "harm", null, 2],
      ["police–town", "gain", "deeper-collaboration", 1],
    ]);
    expect(candidates[0]).toMatchObject({ ring: "between", seenOn: "2026-06-30", from: "wave-0", to: "wave-1" });
    expect(new Set(candidates.map(({ key }) => key)).size).toBe(3);
  });

  it("a planned tie that weakens is a harm all the same", async () => {
    const world = await makeNetworkWorld();
    const baseline = await playWave(world, { position: 0, said: saidBy({ "police town": 4 }) });
    await playWave(world, { position: 1, said: saidBy({ "police town": 1 }) });
    await sealTie(world, "police", "town", baseline);
    const candidates = tieCandidates(await readNetwork(world.db, world.initiativeId));
    expect(candidates.map(({ kind, organisations }) => [kind, organisations.join("–")])).toEqual([
      ["harm", "police–town"],
    ]);
  });

  it("nobody who was not asked, did not answer or does not know has lost or won a tie", async () => {
    const world = await makeNetworkWorld();
    const strong = { "police town": 4, "town police": 4, "bar police": 3, "police bar": 3, "school town": 4 };
    await playWave(world, { position: 0, said: saidBy(strong) });
    const quiet: Said[] = [
      { by: "police", ties: { police: "own", town: "dk" } },
      { by: "town", ties: { town: "own" } },
    ];
    await playWave(world, {
      position: 1,
      said: quiet,
      roster: ["police", "town", "bar"],
      invited: ["police", "town", "bar"],
    });
    const network = await readNetwork(world.db, world.initiativeId);
    expect(tieCandidates(network)).toEqual([]);
    expect(new Set(network.changes[0]?.pairs.map(({ state }) => state))).toEqual(new Set(["cannot-tell"]));
    expect(pairOf(network, "police", "town").aSays.after.state).toBe("dont-know");
    expect(pairOf(network, "police", "town").bSays.after.state).toBe("no-answer");
    expect(pairOf(network, "school", "town").aSays.after.state).toBe("not-asked");
    expect(network.waves[1]?.measures).toMatchObject({ reports: 0, density: null, reciprocity: null });
  });

  it("organisations that joined or left stand apart from ties that changed", async () => {
    const world = await makeNetworkWorld({ bar: { joinedOn: "2026-05-01" }, school: { leftOn: "2026-04-30" } });
    const roster = { 0: ["police", "town", "school"], 1: ["police", "town", "bar"] };
    const all = (names: string[]) =>
      names.map((by) => ({ by, ties: Object.fromEntries(names.map((to) => [to, to === by ? ("own" as const) : 4])) }));
    await playWave(world, { position: 0, said: all(roster[0]), roster: roster[0] });
    await playWave(world, { position: 1, said: all(roster[1]), roster: roster[1] });
    const network = await readNetwork(world.db, world.initiativeId);
    expect(pairOf(network, "police", "bar").state).toBe("joined");
    expect(pairOf(network, "police", "school").state).toBe("left");
    expect(pairOf(network, "bar", "school").state).toBe("absent");
    expect(tieCandidates(network)).toEqual([]);
    expect(network.waves[1]?.organisations).toContainEqual({ organisation: "school", state: "not-taking-part" });
  });

  it("what grows after somebody has joined is a candidate, from the first wave in which both took part", async () => {
    const world = await makeNetworkWorld({ bar: { joinedOn: "2026-05-01" } });
    const roster = [
      ["police", "town"],
      ["police", "town", "bar"],
      ["police", "town", "bar"],
    ];
    for (const [position, names] of roster.entries()) {
      const level = position === 2 ? 3 : 1;
      const levelOf = (by: string, to: string) => ([by, to].includes("bar") ? level : 3);
      const said = names.map((by) => ({
        by,
        ties: Object.fromEntries(names.map((to) => [to, to === by ? ("own" as const) : levelOf(by, to)])),
      }));
      await playWave(world, { position, said, roster: names });
    }
    const candidates = tieCandidates(await readNetwork(world.db, world.initiativeId));
    expect(candidates.map(({ organisations, from, to }) => [organisations.join("–"), from, to])).toEqual([
      ["bar–police", "wave-1", "wave-2"],
      ["bar–town", "wave-1", "wave-2"],
    ]);
  });

  it("compares each wave with each later one", async () => {
    const world = await makeNetworkWorld();
    for (const position of [0, 1, 2])
      await playWave(world, { position, said: saidBy({ "police town": position + 1 }) });
    const { changes } = await readNetwork(world.db, world.initiativeId);
    expect(changes.map(({ fromPosition, toPosition }) => `${fromPosition}${toPosition}`)).toEqual(["01", "02", "12"]);
  });
});

describe("what is kept of the network", () => {
  it("is given anew after every change of what it is made of", async () => {
    const world = await makeNetworkWorld();
    const { db, initiativeId } = world;
    const baseline = await playWave(world, { position: 0, said: saidBy({ "police town": 3 }) });
    await playWave(world, { position: 1, said: saidBy({ "police town": 3 }), invited: everybody });
    const changes: Array<() => Promise<unknown>> = [
      () =>
        db
          .deleteFrom("response")
          .where("organisation_id", "=", "bar")
          .execute()
          .then(() => rebuildTallies(db, initiativeId)),
      () =>
        db.updateTable("membership").set({ left_on: "2026-04-30" }).where("organisation_id", "=", "school").execute(),
      () => db.updateTable("organisation").set({ name: "Rådhuset" }).where("id", "=", "town").execute(),
      () => sealTie(world, "police", "town", baseline),
      () => mergeOrganisations(db, { ...world.deed, organisationId: "bar", sameAs: "police" }),
      () => db.updateTable("wave").set({ state: "open" }).where("id", "=", "wave-1").execute(),
    ];
    let before = await readNetwork(db, initiativeId);
    for (const [number, change] of changes.entries()) {
      expect(await readNetwork(db, initiativeId), "kept").toBe(before);
      await change();
      const after = await readNetwork(db, initiativeId);
      expect(after, `change ${number}`).not.toEqual(before);
      before = after;
    }
  });
});

describe("merged organisations", () => {
  async function renamed(): Promise<NetworkWorld> {
    const world = await makeNetworkWorld({ school: { joinedOn: "2026-05-01" }, bar: { leftOn: "2026-04-30" } });
    const names = (last: string) => ["police", "town", last];
    for (const [position, last] of ["bar", "school"].entries()) {
      const said = names(last).map((by) => ({
        by,
        ties: Object.fromEntries(names(last).map((to) => [to, to === by ? ("own" as const) : 1 + 3 * position])),
      }));
      await playWave(world, { position, said, roster: names(last) });
    }
    return world;
  }

  it("compare across their names, and part again when it is undone", async () => {
    const world = await renamed();
    const apart = await readNetwork(world.db, world.initiativeId);
    expect(pairOf(apart, "police", "school").state).toBe("joined");
    expect(await mergeOrganisations(world.db, { ...world.deed, organisationId: "bar", sameAs: "school" })).toBeNull();
    const merged = await readNetwork(world.db, world.initiativeId);
    expect(merged.organisations.map(({ id, otherNames }) => [id, ...otherNames])).toEqual([
      ["police"],
      ["school", "bar"],
      ["town"],
    ]);
    expect(pairOf(merged, "police", "school")).toMatchObject({ state: "new", voices: ["police", "school"] });
    expect(await undoMerge(world.db, { ...world.deed, organisationId: "bar" })).toBeNull();
    expect(await readNetwork(world.db, world.initiativeId)).toEqual(apart);
    const audit = await world.db.selectFrom("audit").select("action").execute();
    expect(audit.map(({ action }) => action)).toEqual(["organisation.merged", "organisation.unmerged"]);
  });

  it("carry what the plan expected of either name", async () => {
    const world = await renamed();
    await sealTie(world, "bar", "police", "wave-0");
    await mergeOrganisations(world.db, { ...world.deed, organisationId: "bar", sameAs: "school" });
    const network = await readNetwork(world.db, world.initiativeId);
    expect(pairOf(network, "police", "school").expected).toBe(true);
    expect(tieCandidates(network).map(({ organisations }) => organisations.join("–"))).not.toContain("police–school");
  });
});
