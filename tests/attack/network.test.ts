import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { Database } from "#db/schema.ts";
import { assembleNetwork } from "#surveys/impact/network/assemble-network.ts";
import { readNetwork } from "#surveys/impact/network/network.server.ts";
import type { Network } from "#surveys/impact/network/network.ts";
import type { NetworkInput, ReportCount } from "#surveys/impact/network/network-input.ts";
import { makeNetworkWorld, playWave, type Said } from "#tests/impact/network/network-world.ts";

/*
 * Small organisations are the rule: two or three people each. Where these were not told that they answer on behalf of their organisation,
 * nothing they said of another may be told from the network, in any way of merging organisations or of choosing waves.
 */

const names = ["police", "town", "bar", "school"];
const values = ["0", "1", "2", "3", "4", "5", "~dont-know", "~skipped", "~prefer-not", "~not-asked"];

/** What people said in a wave: for each organisation and each other, how many gave each answer. */
function reportsOf(most: number): fc.Arbitrary<ReportCount[]> {
  const pairs = names.flatMap((by) => names.filter((about) => about !== by).map((about) => ({ by, about })));
  const counts = fc.array(fc.constantFrom(...values), { minLength: 0, maxLength: most });
  return fc.tuple(...pairs.map(() => counts)).map((given) =>
    given.flatMap((answers, place) =>
      [...Map.groupBy(answers, (answer) => answer)].map(([value, alike]) => ({
        ...(pairs[place] as { by: string; about: string }),
        value,
        count: alike.length,
      })),
    ),
  );
}

function inputOf(
  waves: ReportCount[][],
  more: { onBehalf?: boolean[]; aliases?: Array<[string, string]> } = {},
): NetworkInput {
  return {
    organisations: names.map((id) => ({ id, name: id })),
    memberships: names.map((organisationId) => ({ organisationId, joinedOn: "2026-01-01", leftOn: null })),
    aliases: new Map(more.aliases ?? []),
    expected: [],
    floor: 5,
    waves: waves.map((reports, position) => ({
      ...{ id: `w${position}`, position, name: `w${position}`, opensOn: "2026-02-01", closesOn: "2026-02-28" },
      roster: new Map(names.map((name) => [name, { onBehalf: more.onBehalf?.[position] ?? false }])),
      asked: new Set(names),
      reports,
    })),
  };
}

const merges = fc.constantFrom<Array<Array<[string, string]>>>(
  [],
  [["bar", "school"]],
  [
    ["bar", "school"],
    ["town", "school"],
  ],
  [
    ["bar", "police"],
    ["town", "police"],
    ["school", "police"],
  ],
);

describe("a survey that does not say that people answer for their organisation", () => {
  it("tells nothing of organisations of four or fewer: the network is the one of a wave that nobody answered", () => {
    fc.assert(
      fc.property(reportsOf(4), reportsOf(4), merges, (first, second, aliases) => {
        const shown = assembleNetwork(inputOf([first, second], { aliases }));
        expect(shown).toEqual(assembleNetwork(inputOf([[], []], { aliases })));
      }),
      { numRuns: 200 },
    );
  });

  it("tells the same whatever the people of one small name said, merged with large ones or not", () => {
    fc.assert(
      fc.property(reportsOf(9), reportsOf(4), merges, (large, small, aliases) => {
        const ofBar = ({ by }: ReportCount) => by === "bar";
        const others = large.filter((report) => !ofBar(report));
        const shown = assembleNetwork(inputOf([[...others, ...small.filter(ofBar)]], { aliases }));
        expect(shown).toEqual(assembleNetwork(inputOf([others], { aliases })));
      }),
      { numRuns: 200 },
    );
  });

  it("is not opened by a later one that does: each wave goes by the words that stood in it", () => {
    fc.assert(
      fc.property(reportsOf(4), reportsOf(4), (before, after) => {
        const shown = assembleNetwork(inputOf([before, after], { onBehalf: [false, true] }));
        const withoutFirst = assembleNetwork(inputOf([[], after], { onBehalf: [false, true] }));
        expect(shown).toEqual(withoutFirst);
        expect(shown.changes.flatMap(({ pairs }) => pairs).every(({ voices }) => voices.length === 0)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it("leaks nothing from the database either, whoever of a few answers", async () => {
    const said: Said[] = names.flatMap((by) =>
      [0, 1].map((person) => ({
        by,
        ties: Object.fromEntries(names.map((to) => [to, to === by ? ("own" as const) : 2 + person])),
        hours: 30,
      })),
    );
    const [told, silent] = [await makeNetworkWorld(), await makeNetworkWorld()];
    await playWave(told, { position: 0, said, onBehalf: false, invited: names });
    await playWave(silent, { position: 0, said: [], onBehalf: false, invited: names });
    expect(await readNetwork(told.db, "norreby")).toEqual(await readNetwork(silent.db, "norreby"));
    const open = await makeNetworkWorld();
    await playWave(open, { position: 0, said, onBehalf: true, invited: names });
    expect(levelsIn(await readNetwork(open.db, "norreby")).length).toBe(12);
  });
});

describe("whoever holds the database", () => {
  it("finds beside a person and beside an answer the organisation, and nothing else than before", async () => {
    const { db } = await makeNetworkWorld().then(async (world) => {
      const said = names.map((by) => ({
        by,
        ties: Object.fromEntries(names.map((to) => [to, to === by ? "own" : 3])),
      }));
      await playWave(world, { position: 0, said: said as Said[] });
      return world;
    });
    const shared: string[] = [];
    for (const answers of ["response", "organisation_tally"]) {
      for (const people of ["participant", "invitation"]) {
        for (const [column, values] of await textsIn(db, people)) {
          for (const [other, others] of await textsIn(db, answers)) {
            if ([...values].some((value) => others.has(value)))
              shared.push(`${people}.${column} = ${answers}.${other}`);
          }
        }
      }
    }
    expect(shared.sort()).toEqual([
      "invitation.wave_id = organisation_tally.wave_id",
      "invitation.wave_id = response.wave_id",
      "participant.audience = response.audience",
      "participant.organisation_id = organisation_tally.organisation_id",
      "participant.organisation_id = response.organisation_id",
      "participant.segments = response.segments",
    ]);
  });
});

/** Every text in a table, by column. */
async function textsIn(db: Database, table: string): Promise<Map<string, Set<unknown>>> {
  const { rows } = await sql.raw<Record<string, unknown>>(`select * from "${table}"`).execute(db);
  const texts = new Map<string, Set<unknown>>();
  for (const [column, value] of rows.flatMap((row) => Object.entries(row))) {
    if (typeof value === "string" && value !== "") texts.set(column, (texts.get(column) ?? new Set()).add(value));
  }
  return texts;
}

describe("people who answer for their organisation", () => {
  it("cannot be counted: more of them who say the same change nothing", () => {
    fc.assert(
      fc.property(reportsOf(4), fc.integer({ min: 2, max: 40 }), (reports, times) => {
        const more = reports.map((report) => ({ ...report, count: report.count * times }));
        const onBehalf = { onBehalf: [true] };
        expect(assembleNetwork(inputOf([more], onBehalf))).toEqual(assembleNetwork(inputOf([reports], onBehalf)));
      }),
      { numRuns: 100 },
    );
  });
});

describe("a public page", () => {
  it("says nothing of named organisations", async () => {
    const world = await makeNetworkWorld();
    await playWave(world, { position: 0, said: [{ by: "police", ties: { town: 3 } }] });
    const nothing = { organisations: [], waves: [], changes: [] };
    expect(await readNetwork(world.db, "norreby", { floor: 10 })).toEqual(nothing);
    expect(levelsIn(await readNetwork(world.db, "norreby")).length).toBe(1);
  });

  it("cannot lower the floor", async () => {
    const world = await makeNetworkWorld();
    await expect(readNetwork(world.db, "norreby", { floor: 4 })).rejects.toThrow(RangeError);
    await expect(readNetwork(world.db, "norreby", { floor: Number.NaN })).rejects.toThrow(RangeError);
  });
});

function levelsIn({ waves }: Network): number[] {
  const reports = waves.flatMap(({ ties }) => ties.flatMap(({ aSays, bSays }) => [aSays.level, bSays.level]));
  return reports.filter((level) => level !== null);
}
