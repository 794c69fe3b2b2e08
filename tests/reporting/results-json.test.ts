import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { assembleNetwork } from "#surveys/impact/network/assemble-network.ts";
import { type ConfirmationResult, type ReportResult, reportedChanges } from "#surveys/impact/reports/reports.ts";
import type { WorkflowResult } from "#surveys/impact/workflows/workflow-ledger.ts";
import { type ExportedResults, resultsJson } from "#surveys/reporting/results-json.ts";
import { change, indicator, indicatorWith, results, resultsWith } from "./sample.ts";

const word = {
  key: "tryg",
  word: "tryg",
  negated: false,
  people0: 5,
  people1: 9,
  trend: "grew",
  adjustedP: 0.01,
} as const;

const twoWaves = assembleNetwork({
  organisations: ["a", "b"].map((id) => ({ id, name: id })),
  memberships: ["a", "b"].map((organisationId) => ({ organisationId, joinedOn: "2026-01-01", leftOn: null })),
  ...{ aliases: new Map(), expected: [], floor: 5 },
  waves: [0, 1].map((position) => ({
    ...{ id: `w${position}`, position, name: `Wave ${position}`, opensOn: "2026-02-01", closesOn: "2026-02-28" },
    roster: new Map(["a", "b"].map((id) => [id, { onBehalf: true }])),
    asked: new Set(["a", "b"]),
    reports: [{ by: "a", about: "b", value: String(1 + 2 * position), count: 1 }],
  })),
});

const organisation = { id: "a", name: "Bryghuset" };
const coding = { kind: "workflow", depth: "transitional", ring: "between" } as const;
const said: ConfirmationResult = {
  ...{ organisation: { id: null, name: "Klubben" }, agreement: "agree", intended: "no", contribution: "partly" },
  ...{ words: "", answeredOn: "2026-03-03", amendedOn: null },
};
const report: ReportResult = {
  ...{ id: "r1", organisation, what: "x", whoChanged: "x", happenedOn: "2026-03-01", place: "", better: "better" },
  ...{ expected: "no", contribution: "partly", how: "", evidence: "", reportedOn: "2026-03-02", own: coding },
  ...{ analyst: coding, coded: coding, sameAs: { id: "r0", saidBy: "reporter" }, confirmations: [said] },
};
const hours = { estimate: 12, low: 3, high: 21 };
const workflow: WorkflowResult = {
  ...{ process: "tip-off", label: { da: "Tip", en: "Tip-offs" }, from: "w0", to: "w1", foreseen: "goal" },
  measures: [{ measure: "hours", indicator: "x", unitLabel: null, points: indicator.points, change }],
  saved: { people: 20, perOrganisation: hours, inAll: { ...hours, organisations: 4 } },
  confirmations: [said],
};

/** What the sources beside the indicators give, every field filled. */
const sources: Omit<ExportedResults, keyof typeof results> = {
  network: twoWaves,
  workflows: [workflow],
  workflowTotal: { known: ["tip-off"], unknown: [], saved: hours },
  reports: reportedChanges([report]),
  themes: [
    {
      ...{
        audience: "resident",
        itemKey: "own-words",
        label: { da: "Hvad?", en: "What?" },
        good: null,
        from: "w0",
        to: "w1",
      },
      ...{ writers0: 50, writers1: 60, subjects: [{ key: "tryg", trend: "grew", words: [word] }], common: [word] },
    },
  ],
  candidates: [
    {
      ...{ key: "indicator:resident/dark/mean:gain", source: "indicator", kind: "gain" },
      ...{ title: { da: "Tryghed", en: "Safety" }, seenOn: "2026-01-20", from: "w0", to: "w1" },
      ...{ type: "knowledge", depth: "transitional", ring: "community", state: "accepted" },
      ...{ proposed: { type: null, depth: null, ring: "community" }, evidence: ["resident-answers"], voices: 0 },
      linked: [],
      decision: { reason: "Ja.", decidedAt: "2026-02-01T08:00:00.000Z", figuresChanged: false, figuresFound: true },
    },
  ],
};

describe("results as JSON", () => {
  test("read again they are the results", () => {
    const exported = { ...results, ...sources };
    expect(JSON.parse(resultsJson(exported))).toEqual(exported);
  });

  test("the same results give the same text, in whatever order indicators and changes come", () => {
    const other = indicatorWith({ segment: "area=Nord" });
    const later = { ...change, to: "w2", toPosition: 2 };
    const one = resultsWith({ indicators: [indicator, other], changes: [change, later] });
    const turned = resultsWith({ indicators: [other, indicator], changes: [later, change] });
    expect(resultsJson({ ...turned, ...sources })).toBe(resultsJson({ ...one, ...sources }));
  });

  test("every field is named in docs/results-format.md", () => {
    const documented = new Set(
      [...readFileSync("docs/results-format.md", "utf8").matchAll(/`([\w-]+)`/g)].map((m) => m[1]),
    );
    const counted = [{ value: 5, label: { da: "Tryg", en: "Safe" } }];
    const whole = resultsWith({ indicators: [indicatorWith({ counted, unitLabel: { da: "timer", en: "hours" } })] });
    const fields = fieldsOf(JSON.parse(resultsJson({ ...whole, ...sources })));
    expect(fields.size).toBeGreaterThan(60);
    expect([...fields].filter((field) => !documented.has(field))).toEqual([]);
  });
});

function fieldsOf(value: unknown): Set<string> {
  if (typeof value !== "object" || value === null) return new Set();
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return new Set([...own, ...Object.values(value).flatMap((inner) => [...fieldsOf(inner)])]);
}
