import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  coreRadius,
  middle,
  outerRadius,
  type PlacedMark,
  placeMarks,
  reachOf,
  sectorsOf,
  size,
} from "#app/components/ring-drawing.ts";
import { rippleRings, rippleTypes } from "#surveys/impact/ripples/candidate.ts";
import type { RingMark, RingPicture } from "#surveys/reporting/ring-picture.ts";

/** From two marks to a crowd in one cell: any ring and any type, some with no ring. */
const crowds = fc
  .array(
    fc.record({
      type: fc.constantFrom(...rippleTypes, "none" as const),
      ring: fc.constantFrom(...rippleRings, null),
      kind: fc.constantFrom("gain" as const, "harm" as const, "mixed" as const, "unjudged" as const),
      many: fc.integer({ min: 1, max: 12 }),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((cells) => pictureOf(cells.flatMap(({ many, ...cell }) => Array.from({ length: many }, () => cell))));

function pictureOf(cells: Array<Pick<RingMark, "type" | "ring" | "kind">>): RingPicture {
  const marks = cells.map((cell, index): RingMark => {
    const number = index + 1;
    return { ...cell, number, address: `a${number}`, title: `Ripple ${number}`, state: "candidate", since: 0 };
  });
  const ofType = Map.groupBy(marks, ({ type }) => type);
  const sectors = [...rippleTypes, "none" as const].flatMap((type) => {
    const ripples = ofType.get(type)?.length ?? 0;
    return ripples > 0 ? [{ type, ripples }] : [];
  });
  return { steps: [{ wave: "Opfølgning", day: "2026-03-01" }], chosen: 0, sectors, marks };
}

const placedIn = (picture: RingPicture) => placeMarks(picture.marks, sectorsOf(picture));
const distanceOf = ({ x, y }: PlacedMark) => Math.hypot(x - middle, y - middle);
const innerRadius = { inside: coreRadius, between: outerRadius.inside, community: outerRadius.between };

/** Angle clockwise from the top, 0 to 2π. */
function angleOf({ x, y }: PlacedMark): number {
  return (Math.atan2(x - middle, middle - y) + 2 * Math.PI) % (2 * Math.PI);
}

describe("in the picture of the rings", () => {
  test("every mark with a ring is drawn once, and none without", () => {
    fc.assert(
      fc.property(crowds, (picture) => {
        const drawn = placedIn(picture).map(({ mark }) => mark.number);
        const withRing = picture.marks.filter(({ ring }) => ring !== null).map(({ number }) => number);
        expect(drawn.toSorted((a, b) => a - b)).toEqual(withRing);
      }),
    );
  });

  test("a mark lies wholly inside its ring and its type's part of the circle", () => {
    fc.assert(
      fc.property(crowds, (picture) => {
        const sectors = new Map(sectorsOf(picture).map((sector) => [sector.type, sector]));
        for (const placed of placedIn(picture)) {
          const { mark, radius } = placed;
          const own = reachOf(radius);
          const distance = distanceOf(placed);
          const ring = mark.ring as keyof typeof outerRadius;
          expect(distance - own).toBeGreaterThanOrEqual(innerRadius[ring]);
          expect(distance + own).toBeLessThanOrEqual(outerRadius[ring]);
          const sector = sectors.get(mark.type);
          if (!sector || sectors.size === 1) continue;
          const half = Math.asin(own / distance);
          expect(angleOf(placed) - half).toBeGreaterThanOrEqual(sector.from - 1e-3);
          expect(angleOf(placed) + half).toBeLessThanOrEqual(sector.to + 1e-3);
        }
      }),
    );
  });

  test("no two marks touch, not in a crowd either", () => {
    fc.assert(
      fc.property(crowds, (picture) => {
        const placed = placedIn(picture);
        for (const [index, one] of placed.entries()) {
          for (const other of placed.slice(index + 1)) {
            const apart = Math.hypot(one.x - other.x, one.y - other.y);
            expect(apart).toBeGreaterThanOrEqual(reachOf(one.radius) + reachOf(other.radius));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test("the parts go once round, each as wide as it has more to show", () => {
    fc.assert(
      fc.property(crowds, (picture) => {
        const sectors = sectorsOf(picture);
        expect(sectors[0]?.from).toBe(0);
        expect(sectors.at(-1)?.to).toBeCloseTo(2 * Math.PI, 9);
        for (const [index, { from, to }] of sectors.entries()) {
          expect(to).toBeGreaterThan(from);
          if (index > 0) expect(from).toBe(sectors[index - 1]?.to);
        }
      }),
    );
  });

  test("marks are large enough to read where there are as many as in the demo", () => {
    const cell = { type: "none", ring: "community", kind: "gain" } as const;
    const other = { type: "new-collaboration", ring: "between", kind: "gain" } as const;
    const picture = pictureOf([...Array(10).fill(cell), ...Array(8).fill(other)]);
    for (const { radius } of placedIn(picture)) expect(radius).toBeGreaterThanOrEqual(10);
    expect(outerRadius.community).toBeLessThan(size / 2);
  });
});
