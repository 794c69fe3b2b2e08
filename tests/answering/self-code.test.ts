import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Random, randomFrom } from "#db/demo/random.ts";
import {
  matchSelfCodes,
  readSelfCode,
  type SelfCode,
  type SelfCodeElement,
  selfCodeElements,
} from "#surveys/answering/self-code.ts";
import { elementHashes } from "#surveys/answering/self-code-hashes.ts";
import { simulateMatching } from "./self-code-simulation.ts";

const anna: SelfCode = { mother: "K", "first-name": "A", day: "7", month: "11", town: "H", siblings: "0" };
const hashed = (code: SelfCode, key = "key") => elementHashes(key, "resident", code);
const differing = (...elements: SelfCodeElement[]) =>
  hashed({ ...anna, ...Object.fromEntries(elements.map((element) => [element, "Q"])) });

describe("a typed code", () => {
  it("is the same however it is written", () => {
    const typed = { mother: "é", "first-name": " a ", day: "07", month: "1", town: "åb", siblings: "0" };
    const again = { mother: "E", "first-name": "A", day: "7", month: "01", town: "A", siblings: "00" };
    expect(readSelfCode(typed)).toEqual(readSelfCode(again));
    expect(readSelfCode(typed).code).toEqual({
      ...{ mother: "E", "first-name": "A", day: "7", month: "1", town: "A", siblings: "0" },
    });
  });

  it("is none when too little of it is there, and says what cannot be", () => {
    const empty = Object.fromEntries(selfCodeElements.map((element) => [element, ""])) as Record<
      SelfCodeElement,
      string
    >;
    expect(readSelfCode(empty)).toEqual({ code: null, wrong: [] });
    expect(readSelfCode({ ...empty, mother: "K", day: "7", month: "2" }).code).toBeNull();
    expect(readSelfCode({ ...empty, mother: "K", day: "7", month: "2", town: "H" }).code).not.toBeNull();
    expect(readSelfCode({ ...empty, day: "32", month: "0", siblings: "x", mother: "7" }).wrong).toEqual([
      ...["mother", "day", "month", "siblings"],
    ]);
  });

  it("is kept as hashes that differ by element, audience and key, so that none can be compared across", () => {
    const same = { mother: "A", "first-name": "A", day: "1", month: "1", town: "A", siblings: "1" };
    expect(new Set(hashed(same)).size).toBe(6);
    expect(hashed(anna)).not.toEqual(hashed(anna, "another key"));
    expect(elementHashes("key", "actor", anna)).not.toEqual(hashed(anna));
    expect(hashed({ ...anna, town: null })[4]).toBeNull();
  });
});

describe("matching", () => {
  it("finds a person with none, one or two elements that differ, and not with three", () => {
    for (const elements of [[], ["town"], ["town", "mother"]] as SelfCodeElement[][]) {
      expect(matchSelfCodes([hashed(anna)], [differing(...elements)])).toEqual([
        { kind: "matched", with: 0, mismatches: elements.length },
      ]);
    }
    expect(matchSelfCodes([hashed(anna)], [differing("town", "mother", "day")])).toEqual([{ kind: "unmatched" }]);
  });

  it("takes an empty element as one that differs, on both sides too", () => {
    const without = hashed({ ...anna, town: null });
    expect(matchSelfCodes([without], [without])).toEqual([{ kind: "matched", with: 0, mismatches: 1 }]);
  });

  it("leaves twins apart: as near to two is ambiguous, and nobody is matched twice", () => {
    expect(matchSelfCodes([hashed(anna)], [differing("town"), differing("day")])).toEqual([{ kind: "ambiguous" }]);
    expect(matchSelfCodes([differing("town"), differing("day")], [hashed(anna)])).toEqual([
      { kind: "ambiguous" },
      { kind: "ambiguous" },
    ]);
    expect(matchSelfCodes([hashed(anna), differing("day")], [hashed(anna)])).toEqual([
      { kind: "matched", with: 0, mismatches: 0 },
      { kind: "ambiguous" },
    ]);
  });

  it("is symmetric and one to one, in any order", () => {
    const element = fc.option(fc.constantFrom("a", "b"), { nil: null });
    const code = fc.array(element, { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(code, { maxLength: 12 }), fc.array(code, { maxLength: 12 }), (codes, others) => {
        const there = pairsOf(codes, others);
        const back = pairsOf(others, codes).map(([from, to]) => [to, from]);
        expect(new Set(there.map(String))).toEqual(new Set(back.map(String)));
        expect(new Set(there.map(([, to]) => to)).size).toBe(there.length);
        const reversed = pairsOf([...codes].reverse(), others).map(([from = 0, to]) => [codes.length - 1 - from, to]);
        expect(new Set(reversed.map(String))).toEqual(new Set(there.map(String)));
      }),
    );
  });
});

describe("matching of simulated people", () => {
  it("finds nearly everybody who types alike, and few wrongly while groups are small", () => {
    const random: Random = randomFrom(20261130, "self codes");
    const clean = simulateMatching(random, { people: 100, returning: 1, errorRate: 0 }, 20);
    expect(clean.found).toBeGreaterThan(0.95);
    expect(clean.wrong).toBeLessThan(0.01);
    const usual = simulateMatching(random, { people: 100, returning: 0.6, errorRate: 0.05 }, 20);
    expect(usual.found).toBeGreaterThan(0.85);
    expect(usual.wrong).toBeLessThan(0.06);
    const many = simulateMatching(random, { people: 1000, returning: 0.6, errorRate: 0.05 }, 3);
    expect(many.wrong).toBeGreaterThan(usual.wrong);
  });
});

function pairsOf(codes: Array<Array<string | null>>, others: Array<Array<string | null>>): number[][] {
  return matchSelfCodes(codes, others).flatMap((outcome, index) =>
    outcome.kind === "matched" ? [[index, outcome.with]] : [],
  );
}
