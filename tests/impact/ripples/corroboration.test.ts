import { describe, expect, test } from "vitest";
import type { RippleResult } from "#surveys/impact/results.ts";
import type { RippleCandidate } from "#surveys/impact/ripples/candidate.ts";
import { corroborationOf } from "#surveys/impact/ripples/corroboration.ts";
import { mayBeLinked } from "#surveys/impact/ripples/ripple-life.ts";
import { results } from "#tests/reporting/sample.ts";

const [ripple] = results.ripples as [RippleResult];

function candidateOf(more: Partial<RippleCandidate>, audience: "resident" | "actor" = "resident"): RippleCandidate {
  return {
    ...{ key: "one", subject: { source: "indicator", ripple: { ...ripple, audience }, further: [] }, kind: "gain" },
    ...{ type: null, depth: null, ring: null, seenOn: "2026-01-20", from: "w0", to: "w1" },
    ...{ organisations: [], voices: [] },
    ...more,
  };
}

describe("corroborated is", () => {
  test("not what one source says alone", () => {
    expect(corroborationOf([candidateOf({})])).toEqual({
      ...{ evidence: ["resident-answers"], voices: [], corroborated: false },
    });
  });

  test("what two organisations say, each for itself; the same one twice is one voice", () => {
    expect(corroborationOf([candidateOf({ voices: ["police"] })]).corroborated).toBe(false);
    expect(corroborationOf([candidateOf({ voices: ["police", "police"] })]).corroborated).toBe(false);
    expect(corroborationOf([candidateOf({ voices: ["police", "school"] })]).corroborated).toBe(true);
    const both = [candidateOf({ voices: ["police"] }), candidateOf({ key: "two", voices: ["school"] })];
    expect(corroborationOf(both)).toMatchObject({ voices: ["police", "school"], corroborated: true });
  });

  test("what is linked with other evidence, not with more of the same people's answers", () => {
    const spillOver = candidateOf({ key: "two", subject: { source: "spill-over", ripple, further: [] } });
    expect(corroborationOf([candidateOf({}), spillOver]).corroborated).toBe(false);
    expect(corroborationOf([candidateOf({}), candidateOf({ key: "two" }, "actor")])).toMatchObject({
      ...{ evidence: ["actor-answers", "resident-answers"], corroborated: true },
    });
  });
});

test("a workflow that an organisation confirms stands on figures and on its word; an indicator has no such word", () => {
  const workflow = { process: "tip-off", label: { da: "Tip", en: "Tip-offs" }, saved: null };
  const actors = { ...ripple, audience: "actor" as const };
  const subject = { source: "workflow" as const, ripple: actors, further: [], workflow, indicators: [] };
  expect(corroborationOf([candidateOf({ subject })])).toMatchObject({
    ...{ evidence: ["actor-answers"], corroborated: false },
  });
  expect(corroborationOf([candidateOf({ subject, voices: ["town"] })])).toMatchObject({
    ...{ evidence: ["actor-answers", "confirmations"], corroborated: true },
  });
});

test("a gain and a harm are never linked, not through what is both either", () => {
  expect(mayBeLinked([{ kind: "gain" }, { kind: "mixed" }])).toBe(true);
  expect(mayBeLinked([{ kind: "harm" }, { kind: "harm" }])).toBe(true);
  expect(mayBeLinked([{ kind: "gain" }, { kind: "harm" }])).toBe(false);
  expect(mayBeLinked([{ kind: "gain" }, { kind: "mixed" }, { kind: "harm" }])).toBe(false);
});
