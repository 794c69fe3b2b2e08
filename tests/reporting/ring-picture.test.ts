import { expect, test } from "vitest";
import type { RippleResult } from "#surveys/impact/results.ts";
import type { RippleCandidate } from "#surveys/impact/ripples/candidate.ts";
import type { RippleStep } from "#surveys/impact/ripples/ripple-life.ts";
import { standingRipples, stoodOnBy } from "#surveys/impact/ripples/ripple-standing.server.ts";
import type { RippleInbox } from "#surveys/impact/ripples/ripples.server.ts";
import { ringPictures } from "#surveys/reporting/ring-picture.ts";
import { danish, results, resultsWith } from "./sample.ts";

const [ripple] = results.ripples as [RippleResult];

function candidate(key: string, more: Partial<RippleCandidate> = {}): RippleCandidate {
  return {
    ...{ key, subject: { source: "indicator", ripple, further: [] }, kind: "gain" },
    ...{ type: null, depth: null, ring: "community", seenOn: "2026-02-20", from: "w0", to: "w1" },
    ...{ organisations: [], voices: [] },
    ...more,
  };
}

const waves = [0, 1, 2].map((position) => ({
  ...{ id: `w${position}`, position, name: `Måling ${position}`, opensOn: `2026-0${position + 1}-01` },
  ...{ closesOn: `2026-0${position + 1}-20`, state: "closed" as const, source: "ringvirk" as const, audiences: [] },
}));

function inboxOf(candidates: RippleCandidate[], steps: Array<[string, Partial<RippleStep>]> = []): RippleInbox {
  const kept = steps.map(([key, step], index): [string, RippleStep[]] => [
    key,
    [
      {
        ...{ number: index + 1, deed: "linked", reason: "Fordi.", coding: { type: null, depth: null, ring: null } },
        ...{ otherKey: null, stoodOn: null, by: "Alice", at: "2026-05-01T08:00:00Z", ...step },
      },
    ],
  ]);
  return {
    results: resultsWith({ waves }),
    organisations: new Map(),
    ripples: standingRipples(candidates, new Map(kept)),
  };
}

const late = candidate("late", { seenOn: "2026-03-20", kind: "harm", type: "workflow", ring: "inside" });
const early = candidate("early", { seenOn: "2026-02-20" });

test("each moment holds what was seen by then, numbered as first seen, in parts that never move", () => {
  const pictures = ringPictures(inboxOf([late, early]), danish);
  expect(pictures.map(({ steps, chosen }) => steps[chosen]?.wave)).toEqual(["Måling 1", "Måling 2"]);
  expect(pictures.map(({ marks }) => marks.map(({ number, since }) => [number, since]))).toEqual([
    [[1, 0]],
    [
      [1, 0],
      [2, 1],
    ],
  ]);
  const parts = [
    { type: "workflow", ripples: 1 },
    { type: "none", ripples: 1 },
  ];
  expect(pictures.map(({ sectors }) => sectors)).toEqual([parts, parts]);
  expect(pictures[1]?.marks.map(({ kind, ring, type }) => [kind, ring, type])).toEqual([
    ["gain", "community", "none"],
    ["harm", "inside", "workflow"],
  ]);
});

test("what is reported after the last wave has a moment of its own", () => {
  const after = candidate("after", { seenOn: "2026-06-09" });
  const pictures = ringPictures(inboxOf([early, after]), danish);
  expect(pictures.map(({ steps, chosen, marks }) => [steps[chosen], marks.length])).toEqual([
    [{ wave: "Måling 1", day: "2026-02-20" }, 1],
    [{ wave: "Måling 2", day: "2026-03-20" }, 1],
    [{ wave: null, day: "2026-06-09" }, 2],
  ]);
});

test("those that are linked are one mark, a dismissed harm is one too, and one without a ring is told of", () => {
  const same = candidate("same");
  const loose = candidate("loose", { ring: null });
  const candidates = [early, same, late, loose];
  const [, , harm] = standingRipples(candidates, new Map());
  if (!harm?.candidate) throw new Error("it is found");
  const stoodOn = stoodOnBy({ ...harm, candidate: harm.candidate }, { da: "Skaden", en: "The harm" });
  const inbox = inboxOf(candidates, [
    ["early", { otherKey: "same" }],
    ["same", { otherKey: "early" }],
    ["late", { deed: "dismissed", stoodOn }],
  ]);
  const marks = ringPictures(inbox, danish).at(-1)?.marks ?? [];
  expect(marks.map(({ kind, state, ring }) => [kind, state, ring])).toEqual([
    ["gain", "candidate", "community"],
    ["gain", "candidate", null],
    ["harm", "dismissed", "inside"],
  ]);
  expect(marks.map(({ number }) => number)).toEqual([1, 2, 3]);
});

test("there is no picture of nothing", () => {
  expect(ringPictures(inboxOf([]), danish)).toEqual([]);
});
