import { describe, expect, test } from "vitest";
import { knownFigures } from "#surveys/impact/planner/known-figures.ts";
import { makePlan } from "#surveys/impact/planner/make-plan.ts";
import type { KnownFigures, PlannerInput } from "#surveys/impact/planner/planner.ts";
import { readPlan } from "#surveys/impact/planner/read-plan.ts";
import { momentsOf, pairMomentsOf } from "#surveys/impact/statistics/moments.ts";
import { isProblem } from "#surveys/problem.ts";
import { assembled, assembledExactly } from "#tests/impact/assembled.ts";
import { type Answered, codebookOf, normalNumbers, scaleItem } from "#tests/impact/hand-made.ts";

const nothing: KnownFigures = {
  wave: null,
  sd: null,
  level: null,
  responseRate: null,
  overlap: null,
  correlation: null,
};

const input: PlannerInput = {
  ...{ kind: "mean", change: 5, sd: 25, level: 0.5, responseRate: 0.25, overlap: 0.5, correlation: 0.5 },
  ...{ designEffect: 1, groups: 1, goals: 1, invited: null },
};

describe("a plan", () => {
  test("invites enough at baseline, and at the follow-up those who answered and enough others", () => {
    const plan = makePlan(input);
    // R: power.t.test(delta = 5, sd = 25)$n is 393.4; a quarter of the variance is saved by the half that answers again.
    expect(plan.answers).toBe(296);
    expect(plan.inviteFirst).toBe(296 * 4);
    expect(plan).toMatchObject({ inviteAgain: 296, inviteOthers: 148 * 4 });
  });

  test("with new people each time nobody is invited again; with a full panel nobody else is", () => {
    expect(makePlan({ ...input, overlap: 0 })).toMatchObject({ answers: 394, inviteAgain: 0, inviteOthers: 394 * 4 });
    expect(makePlan({ ...input, overlap: 1 }).inviteOthers).toBe(0);
  });

  test("a share reckons with the way that needs more, and with its own floor", () => {
    const share: PlannerInput = { ...input, kind: "share", level: 0.2, change: 0.1, overlap: 0 };
    // R: power.prop.test(p1 = 0.2, p2 = 0.3)$n is 293.2, down to 0.1 it is 199.0.
    expect(makePlan(share).answers).toBe(294);
    expect(makePlan({ ...share, change: 0.6 }).answers).toBe(50);
  });

  test("more goals and a comparison area ask for more", () => {
    const { answers } = makePlan(input);
    expect(makePlan({ ...input, goals: 4 }).answers).toBeGreaterThan(answers ?? 0);
    expect(makePlan({ ...input, groups: 2 }).answers).toBeGreaterThan(1.9 * (answers ?? 0));
  });

  test("the table says enough from the number on that is needed, and has the coordinator's own number", () => {
    const { inviteFirst } = makePlan(input);
    const table = makePlan({ ...input, invited: inviteFirst }).table;
    expect(table.find(({ own }) => own)).toMatchObject({ invited: inviteFirst, enough: true, answers: 296 });
    for (const { invited, enough } of table) expect(enough).toBe(invited >= (inviteFirst ?? 0));
    const changes = table.flatMap(({ change }) => change ?? []);
    expect(changes).toEqual([...changes].sort((a, b) => b - a));
  });

  test("too few answers for anything to be shown show nothing", () => {
    const table = makePlan({ ...input, responseRate: 0.03 }).table;
    expect(table[0]).toMatchObject({ invited: 100, answers: 3, change: null, enough: false });
  });
});

describe("a plan as it is typed", () => {
  test("empty fields are what earlier waves know, else the usual", () => {
    const known = { ...nothing, sd: 21.5, responseRate: 42 };
    expect(readPlan({ overlap: "60" }, "points", known)).toMatchObject({
      ...{
        kind: "mean",
        change: 5,
        sd: 21.5,
        responseRate: 0.42,
        overlap: 0.6,
        correlation: 0.5,
        goals: 1,
        invited: null,
      },
    });
  });

  test("percent become fractions, commas are read, and a share's change too", () => {
    expect(readPlan({ change: "7,5", level: "12,5", groups: "2" }, "percent", nothing)).toMatchObject({
      ...{ kind: "share", change: 0.075, level: 0.125, groups: 2 },
    });
  });

  test.each([
    [{ responseRate: "0" }, "responseRate", "field.out-of-range"],
    [{ overlap: "101" }, "overlap", "field.out-of-range"],
    [{ correlation: "1" }, "correlation", "field.out-of-range"],
    [{ sd: "-3" }, "sd", "field.out-of-range"],
    [{ change: "0" }, "change", "field.out-of-range"],
    [{ change: "mange" }, "change", "field.not-a-number"],
    [{ invited: "1e99" }, "invited", "field.out-of-range"],
    [{ goals: "NaN" }, "goals", "field.not-a-number"],
  ])("refuses %o", (typed, field, problem) => {
    expect(readPlan(typed, "points", nothing)).toMatchObject({ problem, field });
  });

  test("a share cannot change by more than there is room for on one side", () => {
    expect(isProblem(readPlan({ level: "20", change: "80" }, "percent", nothing))).toBe(false);
    expect(readPlan({ level: "20", change: "81" }, "percent", nothing)).toMatchObject({ field: "change" });
  });

  test("whatever is typed, a plan has no figure that is none", () => {
    for (const change of ["0,1", "1", "40", "100"])
      for (const overlap of ["0", "1", "100"])
        for (const unit of ["points", "percent"] as const) {
          const read = readPlan(
            { change, overlap, correlation: "0,95", goals: "50", designEffect: "10" },
            unit,
            nothing,
          );
          if (isProblem(read)) continue;
          const { table, ...plan } = makePlan(read);
          for (const value of Object.values(plan)) expect(value === null || Number.isFinite(value)).toBe(true);
          for (const row of table) expect(row.change === null || row.change > 0).toBe(true);
        }
  });
});

describe("what earlier waves know", () => {
  const dark = codebookOf([scaleItem("dark")]);
  const normal = normalNumbers(7);
  const person = Array.from({ length: 120 }, () => normal());
  const code = (score: number) => Math.min(7, Math.max(1, Math.round(4 + 1.5 * score)));
  const answers: Answered[] = [0, 1].flatMap((wave) =>
    person.slice(wave * 30).map((lasting, index) => ({
      ...{ wave, person: `person-${index + wave * 30}` },
      values: { dark: code(0.8 * lasting + 0.6 * normal()) },
    })),
  );
  const of = (wave: number) =>
    new Map(
      answers.filter((answer) => answer.wave === wave).map(({ person, values }) => [person, Number(values.dark)]),
    );

  const both = (of: Answered[]) => ({ told: assembled(of, dark), exact: assembledExactly(of, dark) });

  test("spread and correlation come back, on grids of their own", () => {
    const known = knownFigures(both(answers), "resident", "resident/dark/mean");
    const after = [...of(1).values()].map((value) => ({ value: ((value - 1) / 6) * 100, count: 1 }));
    expect(known.sd).toBeCloseTo(Math.sqrt(momentsOf(after).variance ?? 0), -0.4);
    const pairs = [...of(1)].flatMap(([who, to]) => {
      const from = of(0).get(who);
      return from === undefined ? [] : [{ from, to, count: 1 }];
    });
    expect(known.correlation).toBeCloseTo(pairMomentsOf(pairs).correlation ?? 0, 1);
    expect(known.wave).toBe("Måling 1");
  });

  test("what is withheld is not known", () => {
    const few = answers.filter(({ person }) => ["person-30", "person-31", "person-32"].includes(person));
    expect(knownFigures(both(few), "resident", "resident/dark/mean")).toEqual(nothing);
  });

  test("the newest response rate and the newest share that answered again, as percent", () => {
    const told = assembled(answers, dark, { invited: 400, answered: 120 });
    const known = knownFigures({ ...both(answers), told }, "resident", null);
    expect(known).toMatchObject({ sd: null, correlation: null, responseRate: 30 });
    expect(known.overlap).toBe(75);
  });
});
