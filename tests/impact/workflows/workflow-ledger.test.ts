import { describe, expect, it } from "vitest";
import { sayIn } from "#app/texts/texts.ts";
import type { ChangeResult, IndicatorResult } from "#surveys/impact/results.ts";
import type { HoursSaved } from "#surveys/impact/workflows/hours-saved.ts";
import { readProcessItem } from "#surveys/impact/workflows/process.ts";
import { ledgerTotal, processClaims, workflowLedger } from "#surveys/impact/workflows/workflow-ledger.ts";
import { ledgerFinding, workflowPage } from "#surveys/reporting/workflow-words.ts";
import { change, indicator, results } from "#tests/reporting/sample.ts";

const danish = { language: "da", say: sayIn("da") } as const;

function measured(itemKey: string, changes: Partial<IndicatorResult> = {}): IndicatorResult {
  const label = { da: "Tip: Hvor mange timer?", en: "Tip-offs: How many hours?" };
  const about = { key: `actor/${itemKey}/mean`, audience: "actor" as const, itemKey, kind: "number" as const, label };
  return { ...indicator, ...about, unit: "own", unitLabel: null, better: "down", ...changes };
}

function changed(itemKey: string, changes: Partial<ChangeResult> = {}): ChangeResult {
  return { ...change, indicator: `actor/${itemKey}/mean`, estimate: -3, low: -5, high: -1, ...changes };
}

const keys = ["hours", "handoffs", "waiting-days", "cases"].map((measure) => `workflow-tip-off-${measure}`);
const [hours = "", handoffs = "", waiting = "", cases = ""] = keys;
const unsealed = { goals: [], expectations: [] };

function ledgerOf(changes: ChangeResult[], more: Partial<Parameters<typeof workflowLedger>[0]> = {}) {
  const indicators = [...keys.map((key) => measured(key)), measured(hours, { segment: "area=Nord" })];
  const withOwn = { ...results, indicators, changes };
  return workflowLedger({ results: withOwn, savings: [], sealed: unsealed, confirmations: [], ...more });
}

describe("the ledger", () => {
  it("knows the items of a process, and no other", () => {
    expect(readProcessItem("workflow-licence-control-waiting-days")).toEqual({
      ...{ process: "licence-control", measure: "waiting-days" },
    });
    for (const other of ["workflow-hours", "hours", "workflow-tip-off", "workflow-tip-off-hours-2"])
      expect(readProcessItem(other)).toBeNull();
  });

  it("has one entry a process, everyone together, named by its panel", () => {
    const [only, ...more] = ledgerOf([changed(hours)]);
    expect(more).toEqual([]);
    expect(only).toMatchObject({
      process: "tip-off",
      label: { da: "Tip", en: "Tip-offs" },
      foreseen: null,
      saved: null,
    });
    expect(only?.measures.map(({ measure }) => measure)).toEqual(["hours", "handoffs", "waiting-days", "cases"]);
  });

  it("takes changes from the baseline to the newest wave of which one can be told, never a withheld one", () => {
    const later = changed(hours, { to: "w2", toPosition: 2, estimate: null, low: null, high: null });
    const between = changed(hours, { from: "w1", fromPosition: 1, to: "w2", toPosition: 2 });
    const [only] = ledgerOf([changed(hours), later, between, changed(hours, { segment: "area=Nord", estimate: 9 })]);
    expect(only?.measures[0]?.change).toMatchObject({ to: "w1", segment: "", estimate: -3 });
  });

  it("says where a sealed goal or expectation speaks of it", () => {
    const goal = { audience: "actor" as const, item_key: waiting } as never;
    const expectation = { audience: "actor" as const, item_key: hours } as never;
    const [byGoal] = ledgerOf([], { sealed: { goals: [goal], expectations: [expectation] } });
    const [expected] = ledgerOf([], { sealed: { goals: [], expectations: [expectation] } });
    expect([byGoal?.foreseen, expected?.foreseen]).toEqual(["goal", "expectation"]);
    const ofResidents = { audience: "resident" as const, item_key: hours } as never;
    expect(ledgerOf([], { sealed: { goals: [ofResidents], expectations: [] } })[0]?.foreseen).toBeNull();
  });

  it("claims only what the interval makes sure, and never the number of cases", () => {
    const rose = { estimate: 3, low: 1, high: 5 };
    const unsure = { estimate: -1, low: -3, high: 1 };
    const [only] = ledgerOf([changed(hours), changed(handoffs, unsure), changed(waiting, rose), changed(cases)]);
    expect(processClaims(only?.measures ?? [])).toEqual([
      { measure: "hours", way: "fell" },
      { measure: "waiting-days", way: "rose" },
    ]);
  });
});

describe("the total", () => {
  const savedBy = (estimate: number, low: number | null, high: number | null): HoursSaved => ({
    ...{ people: 20, perOrganisation: { estimate, low, high }, inAll: { estimate, low, high, organisations: 5 } },
  });
  const workflow = (process: string, saved: HoursSaved | null) => {
    const [one] = ledgerOf([]);
    return { ...(one as NonNullable<typeof one>), process, saved };
  };

  it("keeps the unknown apart, in the order of the ledger", () => {
    const all = [workflow("a", savedBy(10, 4, 16)), workflow("b", null), workflow("c", savedBy(1, 0, 2))];
    const saved = { estimate: 11, low: 5, high: 17 };
    expect(ledgerTotal(all, { known: ["c", "a"], saved })).toEqual({ known: ["a", "c"], unknown: ["b"], saved });
    const { total } = ledgerFinding(
      results,
      { workflows: all, total: ledgerTotal(all, { known: ["a", "c"], saved }) },
      danish,
    );
    expect(total.sentences.join(" ")).toMatch(/sparet 11 arbejdstimer.*Talt med: tip og tip.*ikke talt med: tip/);
  });

  it("is never said to be saved or spent when its interval holds zero", () => {
    const sentenceOf = (saved: HoursSaved) => workflowPage(results, workflow("a", saved), danish).workflow.saved[0];
    expect(sentenceOf(savedBy(10, 4, 16))).toContain("sparer organisationerne tilsammen 10 arbejdstimer");
    expect(sentenceOf(savedBy(-10, -16, -4))).toContain("bruger organisationerne tilsammen 10 arbejdstimer mere");
    expect(sentenceOf(savedBy(-10, -16, -4))).toContain("4 til 16");
    expect(sentenceOf(savedBy(5, -1, 11))).toContain("kan ikke afgøres");
    expect(sentenceOf(savedBy(5, null, null))).toContain("Svarene giver ikke grundlag");
  });
});
