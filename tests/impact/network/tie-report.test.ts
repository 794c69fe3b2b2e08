import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TieReport } from "#surveys/impact/network/network.ts";
import { pairState, sideChange } from "#surveys/impact/network/tie-change.ts";
import { tieReport } from "#surveys/impact/network/tie-report.ts";

const floor = 5;

/** What bar's people said of police: value → how many. */
function report(counts: Record<string, number>, more: { onBehalf?: boolean; by?: string[]; asked?: string[] } = {}) {
  const { onBehalf = true, by = ["bar"], asked = ["bar"] } = more;
  const reports = by.flatMap((name) =>
    Object.entries(counts).map(([value, count]) => ({ by: name, about: "police", value, count })),
  );
  const wave = { roster: new Map([["police", { onBehalf }]]), asked: new Set(asked), reports };
  return tieReport(wave, new Set(["bar"]), new Set(["police"]), floor);
}

const level = (value: number): TieReport => ({ state: "level", level: value });
const none = (state: Exclude<TieReport["state"], "level">): TieReport => ({ state, level: null });

describe("what an organisation says of another", () => {
  it("is the median of its people's levels, rounded down, over those who gave one", () => {
    expect(report({ 3: 1 })).toEqual(level(3));
    expect(report({ 2: 1, 3: 1 })).toEqual(level(2));
    expect(report({ 0: 1, 4: 1, 5: 1 })).toEqual(level(4));
    expect(report({ 1: 2, 4: 1, "~dont-know": 5, "~skipped": 3 })).toEqual(level(1));
  });

  it("keeps apart what is no level, and none of it is level 0", () => {
    expect(report({ "~dont-know": 1, "~skipped": 1 })).toEqual(none("dont-know"));
    expect(report({ "~skipped": 2 })).toEqual(none("no-answer"));
    expect(report({ "~prefer-not": 1 })).toEqual(none("no-answer"));
    expect(report({})).toEqual(none("no-answer"));
    expect(report({ "~not-asked": 2 })).toEqual(none("not-asked"));
    expect(report({}, { asked: [] })).toEqual(none("not-asked"));
    expect(report({ 0: 1 })).toEqual(level(0));
  });

  it("is not asked where the other stood in no roster", () => {
    const wave = { roster: new Map(), asked: new Set(["bar"]), reports: [] };
    expect(tieReport(wave, new Set(["bar"]), new Set(["police"]), floor)).toEqual(none("not-asked"));
  });

  it("without the promise of answering on its behalf comes out from five levels on, and else looks like no answer", () => {
    const ownWords = { onBehalf: false };
    expect(report({ 3: 4 }, ownWords)).toEqual(none("no-answer"));
    expect(report({ 3: 4, "~dont-know": 9 }, ownWords)).toEqual(none("no-answer"));
    expect(report({ "~dont-know": 9 }, ownWords)).toEqual(report({}, ownWords));
    expect(report({ 3: 5 }, ownWords)).toEqual(level(3));
  });
});

describe("two names of one organisation", () => {
  const both = new Set(["bar", "bar-new"]);
  const police = new Set(["police"]);
  const wave = (onBehalf: boolean, old: number, now: number) => ({
    roster: new Map([["police", { onBehalf }]]),
    asked: both,
    reports: [
      { by: "bar", about: "police", value: "1", count: old },
      { by: "bar-new", about: "police", value: "4", count: now },
    ],
  });

  it("answer together", () => {
    expect(tieReport(wave(true, 1, 2), both, police, floor)).toEqual(level(4));
    expect(tieReport(wave(true, 2, 1), both, police, floor)).toEqual(level(1));
  });

  it("do not make visible together what neither may show: merging and parting again tells nothing of the smaller", () => {
    expect(tieReport(wave(false, 3, 3), both, police, floor)).toEqual(none("no-answer"));
    expect(tieReport(wave(false, 5, 4), both, police, floor)).toEqual(level(1));
    expect(tieReport(wave(false, 5, 0), both, police, floor)).toEqual(level(1));
  });

  it("in a roster count as the closer of the two", () => {
    const roster = new Map([...both].map((name) => [name, { onBehalf: true }]));
    const reports = [
      { by: "police", about: "bar", value: "1", count: 1 },
      { by: "police", about: "bar-new", value: "3", count: 1 },
    ];
    expect(tieReport({ roster, asked: police, reports }, police, both, floor)).toEqual(level(3));
  });
});

describe("a change of a tie", () => {
  const reports = fc.oneof(
    fc.integer({ min: 0, max: 5 }).map(level),
    fc.constantFrom(none("dont-know"), none("no-answer"), none("not-asked"), none("not-taking-part")),
  );
  const presence = { before: true, after: true };

  it("follows Frey's levels: new from at most 1 to at least 2, deeper by two, and the same downwards", () => {
    const changes = [
      [0, 2, "new"],
      [1, 2, "new"],
      [0, 1, "same"],
      [2, 3, "same"],
      [2, 4, "deeper"],
      [3, 5, "deeper"],
      [2, 1, "lost"],
      [5, 0, "lost"],
      [5, 3, "weaker"],
      [4, 3, "same"],
    ] as const;
    for (const [before, after, change] of changes) expect(sideChange(level(before), level(after))).toBe(change);
  });

  it("is unknown whenever a report is missing: nothing missing is ever a lost or a new tie", () => {
    fc.assert(
      fc.property(reports, reports, (before, after) => {
        const change = sideChange(before, after);
        expect(change === "unknown").toBe(before.level === null || after.level === null);
      }),
    );
  });

  it("says the opposite when time runs backwards", () => {
    const opposite = { new: "lost", lost: "new", deeper: "weaker", weaker: "deeper", same: "same", unknown: "unknown" };
    fc.assert(
      fc.property(reports, reports, (before, after) => {
        expect(sideChange(after, before)).toBe(opposite[sideChange(before, after)]);
      }),
    );
  });

  it("needs one side, hears both, and keeps their disagreement", () => {
    expect(pairState(["new", "unknown"], presence)).toBe("new");
    expect(pairState(["new", "same"], presence)).toBe("new");
    expect(pairState(["new", "deeper"], presence)).toBe("deeper");
    expect(pairState(["lost", "weaker"], presence)).toBe("weaker");
    expect(pairState(["new", "weaker"], presence)).toBe("mixed");
    expect(pairState(["same", "unknown"], presence)).toBe("same");
    expect(pairState(["unknown", "unknown"], presence)).toBe("cannot-tell");
  });

  it("is none where one of the two came or went", () => {
    expect(pairState(["new", "new"], { before: false, after: true })).toBe("joined");
    expect(pairState(["lost", "lost"], { before: true, after: false })).toBe("left");
    expect(pairState(["unknown", "unknown"], { before: false, after: false })).toBe("absent");
  });
});
