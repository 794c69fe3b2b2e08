import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fewestShownAs, shownCount } from "#surveys/disclosure-floor.ts";
import { type Cell, mayShow, withheldSegments } from "#surveys/impact/disclosure.ts";

const FLOOR = 5;

function withheld(everyone: Cell, groups: Record<string, Cell>): string[] {
  return [...withheldSegments(new Map([["", everyone], ...Object.entries(groups)]), FLOOR)].sort();
}

const people = (n: number): Cell => ({ n, parts: [] });
const ofWhom = (n: number, yes: number): Cell => ({ n, parts: [yes, n - yes] });

describe("one figure", () => {
  test("about fewer than five people is withheld, and about nobody too", () => {
    expect([0, 1, 4, 5].map((n) => mayShow(people(n), FLOOR))).toEqual([false, false, false, true]);
  });

  test("that tells counts needs five of each on a small base, 0 included; from fifty people on any count", () => {
    expect(mayShow(ofWhom(12, 2), FLOOR)).toBe(false);
    expect(mayShow(ofWhom(12, 12), FLOOR)).toBe(false);
    expect(mayShow(ofWhom(12, 6), FLOOR)).toBe(true);
    expect(mayShow(ofWhom(49, 2), FLOOR)).toBe(false);
    expect(mayShow(ofWhom(300, 2), FLOOR)).toBe(true);
    expect(mayShow(ofWhom(60, 0), FLOOR)).toBe(true);
  });
});

describe("a number of people on a public page", () => {
  test("follows from the number that is told inside, and is never of fewer than it says", () => {
    for (let people = 10; people < 500; people++) {
      const told = shownCount(people, 10) ?? 0;
      expect(told).toBe(shownCount(shownCount(people) ?? 0, 10));
      expect(told % 20).toBe(0);
      expect(fewestShownAs(told, 10)).toBeLessThanOrEqual(people);
    }
    expect(shownCount(9, 10)).toBeNull();
  });
});

describe("groups of one dimension", () => {
  test("a lone small group takes the next smallest with it", () => {
    expect(withheld(people(100), { "area=Nord": people(3), "area=Syd": people(40), "area=Vest": people(57) })).toEqual([
      "area=Nord",
      "area=Syd",
    ]);
  });

  test("small groups that are five together stand alone", () => {
    expect(withheld(people(100), { "area=Nord": people(3), "area=Syd": people(2), "area=Vest": people(95) })).toEqual([
      "area=Nord",
      "area=Syd",
    ]);
  });

  test("a few people in no group at all are protected like a small group", () => {
    expect(withheld(people(100), { "area=Nord": people(38), "area=Syd": people(60) })).toEqual(["area=Nord"]);
    expect(withheld(people(100), { "area=Nord": people(30), "area=Syd": people(60) })).toEqual([]);
  });

  test("each dimension is protected by itself", () => {
    const groups = { "area=Nord": people(50), "area=Syd": people(50), "sex=m": people(97), "sex=k": people(3) };
    expect(withheld(people(100), groups)).toEqual(["sex=k", "sex=m"]);
  });

  test("a share withheld for its counts cannot be had by subtraction either", () => {
    expect(withheld(ofWhom(100, 30), { "area=Nord": ofWhom(20, 2), "area=Syd": ofWhom(80, 28) })).toEqual([
      "area=Nord",
      "area=Syd",
    ]);
  });

  test("nothing is shown where everyone is too few", () => {
    expect(withheld(people(4), { "area=Nord": people(4) })).toEqual(["", "area=Nord"]);
  });
});

/**
 * The attacker knows everyone's figure and the shown groups', adds and subtracts them in every way that gives a set of people, and looks
 * for one that may not be shown.
 */
function findWithheldSet(cells: Map<string, Cell>, shown: Set<string>, dimension: string): Cell | null {
  const groups = [...cells].filter(([segment]) => segment.startsWith(`${dimension}=`) && shown.has(segment));
  for (let choice = 0; choice < 2 ** groups.length; choice++) {
    const chosen = groups.filter((_, index) => (choice >> index) % 2 === 1).map(([, cell]) => cell);
    const sum = chosen.reduce(add, { n: 0, parts: [0, 0] });
    const everyone = cells.get("");
    const rest = everyone && shown.has("") ? add(everyone, { n: -sum.n, parts: sum.parts.map((part) => -part) }) : null;
    for (const found of [sum, rest]) if (found && found.n > 0 && !mayShow(found, FLOOR)) return found;
  }
  return null;
}

function add(one: Cell, other: Cell): Cell {
  return { n: one.n + other.n, parts: [0, 1].map((index) => (one.parts[index] ?? 0) + (other.parts[index] ?? 0)) };
}

describe("an attacker who adds and subtracts", () => {
  const count = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 80 }));
  const group = fc.tuple(count, count);
  const dimension = fc.array(group, { minLength: 1, maxLength: 6 });

  test("finds no group below the floor and no withheld share", () => {
    let withheldByComplement = 0;
    fc.assert(
      fc.property(dimension, group, (groups, outside) => {
        const cells = new Map<string, Cell>();
        for (const [index, [no, yes]] of groups.entries())
          cells.set(`area=${index}`, { n: no + yes, parts: [yes, no] });
        const everyone = [...cells.values()].reduce(add, {
          n: outside[0] + outside[1],
          parts: [outside[1], outside[0]],
        });
        cells.set("", everyone);
        const hidden = withheldSegments(cells, FLOOR);
        const shown = new Set([...cells.keys()].filter((segment) => !hidden.has(segment)));
        for (const segment of shown) expect(mayShow(cells.get(segment) as Cell, FLOOR)).toBe(true);
        expect(findWithheldSet(cells, shown, "area")).toBeNull();
        if ([...hidden].some((segment) => mayShow(cells.get(segment) as Cell, FLOOR))) withheldByComplement++;
      }),
      { numRuns: 3000 },
    );
    expect(withheldByComplement).toBeGreaterThan(50);
  });

  test("would find one, were small groups alone withheld", () => {
    const cells = new Map([
      ["", ofWhom(100, 40)],
      ["area=0", ofWhom(3, 1)],
      ["area=1", ofWhom(97, 39)],
    ]);
    expect(findWithheldSet(cells, new Set(["", "area=1"]), "area")?.n).toBe(3);
  });
});
