import { describe, expect, it } from "vitest";
import { reportCandidates } from "#surveys/impact/reports/report-candidates.ts";
import { type ConfirmationResult, type ReportResult, reportedChanges } from "#surveys/impact/reports/reports.ts";
import { selectChanges, standingsOf } from "#surveys/reporting/report-selection.ts";

const coding = { kind: "workflow", depth: "transactional", ring: "between" } as const;

function report(id: string, organisation: string, changes: Partial<ReportResult> = {}): ReportResult {
  return {
    ...{ id, organisation: { id: organisation, name: organisation }, what: id, whoChanged: "", place: "" },
    ...{ happenedOn: `2026-03-0${id.length}`, better: "better", expected: "no", contribution: "partly", how: "" },
    ...{ evidence: "", reportedOn: `2026-04-0${id.length}`, own: coding, analyst: null, coded: coding, sameAs: null },
    confirmations: [],
    ...changes,
  };
}

function says(organisation: string | null, agreement: ConfirmationResult["agreement"]): ConfirmationResult {
  const name = organisation ?? "Klubben";
  return {
    ...{ organisation: { id: organisation, name }, agreement, intended: "no", contribution: "partly" },
    ...{ words: "", answeredOn: "2026-05-01", amendedOn: null },
  };
}

const sameAs = (id: string) => ({ id, saidBy: "reporter" as const });

describe("reports of the same change", () => {
  it("are one change, however they point at each other, and told by two it is corroborated", () => {
    const reports = [report("a", "bars"), report("bb", "police", { sameAs: sameAs("a") }), report("ccc", "school")];
    const circle = [...reports, report("dddd", "taxi", { sameAs: sameAs("bb") })];
    const changes = reportedChanges([...circle].reverse());
    expect(changes.map(({ reports }) => reports.map(({ id }) => id))).toEqual([["a", "bb", "dddd"], ["ccc"]]);
    expect(changes[0]).toMatchObject({ id: "a", corroborated: true, disputed: false });
    const ringed = reportedChanges([
      report("a", "bars", { sameAs: sameAs("bb") }),
      report("bb", "police", { sameAs: sameAs("a") }),
    ]);
    expect(ringed).toHaveLength(1);
  });

  it("of one organisation twice, or coded differently, corroborate nothing", () => {
    expect(reportedChanges([report("a", "bars"), report("bb", "bars", { sameAs: sameAs("a") })])[0]?.corroborated).toBe(
      false,
    );
    const elsewhere = { ...coding, ring: "community" as const };
    const other = report("bb", "police", { sameAs: sameAs("a"), coded: elsewhere });
    expect(reportedChanges([report("a", "bars"), other])[0]?.corroborated).toBe(false);
    const unknown = { ...coding, ring: null };
    const both = [
      report("a", "bars", { coded: unknown }),
      report("bb", "police", { sameAs: sameAs("a"), coded: unknown }),
    ];
    expect(reportedChanges(both)[0]?.corroborated).toBe(false);
  });

  it("of the same day keep the name of the one that the others point at", () => {
    const day = { reportedOn: "2026-04-01" };
    const told = report("m", "bars", day);
    expect(reportedChanges([told])[0]?.id).toBe("m");
    const joined = [report("a", "police", { ...day, sameAs: sameAs("m") }), told, report("z", "taxi", day)];
    expect(reportedChanges(joined).map(({ id }) => id)).toEqual(["m", "z"]);
  });

  it("of two who do not mean the same by it are one voice in the inbox", () => {
    const elsewhere = { ...coding, ring: "community" as const };
    const other = report("bb", "police", { sameAs: sameAs("a"), coded: elsewhere });
    expect(reportCandidates([report("a", "bars"), other]).map(({ voices }) => voices)).toEqual([["bars"]]);
    const alike = [report("a", "bars"), report("bb", "police", { sameAs: sameAs("a") })];
    expect(reportCandidates(alike).map(({ voices }) => voices)).toEqual([["bars", "police"]]);
  });

  it("that point at a report which is not there stand alone", () => {
    expect(reportedChanges([report("a", "bars", { sameAs: sameAs("gone") })])).toHaveLength(1);
  });
});

describe("what others say", () => {
  it("corroborates when they agree, never when it is the reporter itself", () => {
    const change = (...confirmations: ConfirmationResult[]) =>
      reportedChanges([report("a", "bars", { confirmations })])[0];
    expect(change(says("police", "agree"))).toMatchObject({
      corroborated: true,
      voices: [{ id: "bars" }, { id: "police" }],
    });
    expect(change(says(null, "agree"))).toMatchObject({ corroborated: true, voices: [{ id: "bars" }, { id: null }] });
    expect(change(says("bars", "agree"))).toMatchObject({ corroborated: false, voices: [{ id: "bars" }] });
    for (const agreement of ["partly", "cannot-say"] as const)
      expect(change(says("police", agreement))).toMatchObject({ corroborated: false, disputed: false });
  });

  it("shows a disagreement beside an agreement", () => {
    const confirmations = [says("police", "agree"), says("school", "disagree")];
    const [change] = reportedChanges([report("a", "bars", { confirmations })]);
    expect(change && standingsOf(change)).toEqual(["disputed", "corroborated"]);
    expect(
      change && selectChanges([change], { kind: "", depth: "", ring: "", better: "", standing: "disputed" }),
    ).toHaveLength(1);
    expect(
      change && selectChanges([change], { kind: "policy", depth: "", ring: "", better: "", standing: "" }),
    ).toEqual([]);
  });
});

describe("candidates", () => {
  it("are the changes that somebody did not expect, gains and harms alike", () => {
    const reports = [
      report("a", "bars", { expected: "yes" }),
      report("bb", "bars", { expected: "partly", better: "worse" }),
      report("ccc", "bars", { better: "mixed" }),
    ];
    expect(reportCandidates(reports).map(({ key, kind }) => [key, kind])).toEqual([
      ["report:ccc", "mixed"],
      ["report:bb", "harm"],
    ]);
  });

  it("carry the analyst's coding, the first day, and everybody who says so", () => {
    const analyst = { kind: "policy", depth: "transformational", ring: "community" } as const;
    const [candidate] = reportCandidates([
      report("a", "bars", { confirmations: [says(null, "agree"), says("school", "disagree")] }),
      report("bb", "police", { sameAs: sameAs("a"), analyst, coded: analyst, better: "worse" }),
    ]);
    expect(candidate).toMatchObject({
      ...{ key: "report:a", kind: "mixed", type: "policy", depth: "transformational", ring: "community" },
      ...{ seenOn: "2026-03-01", organisations: ["bars", "police"], voices: ["bars", "police", "outside:Klubben"] },
    });
  });
});
