import { describe, expect, test } from "vitest";
import { countFromFloor } from "#surveys/disclosure-floor.ts";
import type { ResponseFact } from "#surveys/impact/bias/bias.ts";
import type { SelfMadeCode, WaysRead } from "#surveys/impact/bias/read-ways.server.ts";
import { visitorsOf, wayFact } from "#surveys/impact/bias/ways.ts";

const pair = { audience: "resident", from: "w0", to: "w1" } as const;

interface Came {
  invited: number;
  visited?: number;
  atScreen?: number;
}

function rates(from: number | null, to: number | null): ResponseFact {
  const wave = { imported: false, invited: 500, undelivered: null, rate: 0.5 };
  return {
    ...{ code: "response", concern: "none" },
    from: { waveId: "w0", ...wave, answered: from },
    to: { waveId: "w1", ...wave, answered: to },
  };
}

function read(from: Came, to: Came, codes: SelfMadeCode[] = []): WaysRead {
  const visit = (waveId: string, came: Came) => ({
    ...{ waveId, audience: "resident" as const },
    ...{ answered: came.visited ?? 0, atScreen: came.atScreen ?? 0 },
  });
  return { visits: [visit("w0", from), visit("w1", to)], codes };
}

function factOf(from: Came, to: Came) {
  return wayFact(visitorsOf(pair, read(from, to), 5), rates(from.invited, to.invited), 5);
}

/** `again` codes that both waves have, `unclear` that could have been two people's, `alone` that are nobody's else; five more before. */
function codes({ again, unclear, alone }: { again: number; unclear: number; alone: number }): SelfMadeCode[] {
  const made = (waveId: string, kind: string, people: number, outcome: SelfMadeCode["outcome"]) =>
    Array.from({ length: people }, (_, index) => ({
      ...{ waveId, audience: "resident" as const, outcome, person: `${kind}-${index}` },
    }));
  return [
    ...[...made("w0", "again", again, "unmatched"), ...made("w0", "before", 5, "unmatched")],
    ...[...made("w1", "again", again, "matched"), ...made("w1", "unclear", unclear, "ambiguous")],
    ...made("w1", "alone", alone, "unmatched"),
  ];
}

const codesOf = (made: Parameters<typeof codes>[0]) =>
  visitorsOf(pair, read({ invited: 0 }, { invited: 0 }, codes(made)), 5).selfCodes;

describe("ways in", () => {
  test("are told as numbers of people to the nearest ten, and an imported wave's not at all", () => {
    const fact = factOf({ invited: 120 }, { invited: 110, visited: 34, atScreen: 4 });
    expect(fact.from).toEqual({ waveId: "w0", imported: false, invited: 120, visited: null, atScreen: null });
    expect(fact.to).toEqual({ waveId: "w1", imported: false, invited: 110, visited: 30, atScreen: null });
    const unknown = { ...rates(200, 100), from: { ...rates(200, 100).from, imported: true } };
    const imported = wayFact(visitorsOf(pair, read({ invited: 0 }, { invited: 0 }), 5), unknown, 5);
    expect(imported).toMatchObject({ concern: "unknown", from: { imported: true, invited: null } });
  });

  test("are a concern from ten points on that came another way, a large one from twenty", () => {
    const concern = (visited: number, atScreen = 0) =>
      factOf({ invited: 200, visited: 200 }, { invited: 200, visited, atScreen }).concern;
    expect([concern(200), concern(150), concern(100), concern(50), concern(200, 100)]).toEqual([
      ...["none", "none", "small", "large", "large"],
    ]);
    expect(factOf({ invited: 0 }, { invited: 200 }).concern).toBe("unknown");
  });

  test("say how many self-made codes were found again, were ambiguous and were not found", () => {
    expect(codesOf({ again: 32, unclear: 8, alone: 20 })).toEqual({
      ...{ made: 60, matched: 30, ambiguous: 10, unmatched: 20, rate: 0.5, mostMismatches: 2 },
    });
    expect(codesOf({ again: 4, unclear: 0, alone: 20 })).toMatchObject({ matched: null, rate: null });
    expect(codesOf({ again: 2, unclear: 1, alone: 1 })).toBeNull();
    const other = read({ invited: 0 }, { invited: 0 }, codes({ again: 9, unclear: 0, alone: 9 }));
    expect(visitorsOf({ ...pair, audience: "actor" }, other, 5).selfCodes).toBeNull();
  });
});

describe("whoever reads the ways in, and as a coordinator how many sent exactly", () => {
  const isFew = (people: number) => people > 0 && people < 5;
  /** For everything that can be told: whether each group of people must then be one of one to four. */
  function telling(worlds: Iterable<[told: unknown, groups: number[]]>): string[] {
    const open = new Map<string, boolean[]>();
    for (const [told, groups] of worlds) {
      const key = JSON.stringify(told);
      const known = open.get(key) ?? groups.map(() => false);
      open.set(
        key,
        known.map((isOpen, index) => isOpen || !isFew(groups[index] ?? 0)),
      );
    }
    return [...open].filter(([, known]) => known.includes(false)).map(([key]) => key);
  }

  test("never concludes that one to four came one way", () => {
    function* worlds(): Generator<[unknown, number[]]> {
      for (let invited = 0; invited <= 16; invited += 4)
        for (let visited = 0; visited <= 60; visited++)
          for (let atScreen = 0; atScreen <= visited; atScreen++) {
            const fact = factOf({ invited: 50 }, { invited, visited, atScreen });
            yield [
              [fact.to, fact.concern, countFromFloor(visited)],
              [visited - atScreen, atScreen, visited],
            ];
          }
    }
    expect(telling(worlds())).toEqual([]);
  });

  test("never concludes that one to four codes were found again, ambiguous or not found", () => {
    function* worlds(): Generator<[unknown, number[]]> {
      for (let again = 0; again < 25; again++)
        for (let unclear = 0; unclear < 25; unclear++)
          for (let alone = 0; alone < 25; alone++)
            yield [codesOf({ again, unclear, alone }), [again, unclear, alone, unclear + alone, again + unclear]];
    }
    expect(telling(worlds())).toEqual([]);
  });
});
