import { expect, it } from "vitest";
import { changeReportsOf, reportChange } from "#surveys/initiative/change-report.server.ts";
import { allProblems, isProblem } from "#surveys/problem.ts";
import { joinBar, openSetting } from "./setting.ts";

const report = {
  ...{
    what: "Politiet ringer nu direkte til dørmændene.",
    whoChanged: "Politiet og barerne",
    happenedOn: "2026-03-01",
  },
  ...{ place: "Jomfrugade", kind: "new-collaboration", expected: "no", better: "better", contribution: "mainly" },
  evidence: "Fælles telefonliste",
  ...{ depth: "transactional", ring: "between", how: "De mødte hinanden på et møde.", sameAs: "" },
};

it("keeps what an actor saw, and shows each organisation its own", async () => {
  const setting = await openSetting();
  const { db, deed, initiative } = setting;
  const bar = await joinBar(setting);
  const kept = await reportChange(db, { ...deed, organisationId: bar.organisationId, report });
  expect(kept).toMatchObject({ reported_on: "2026-03-02", kind: "new-collaboration" });
  expect(await changeReportsOf(db, initiative.id)).toMatchObject([{ organisation: "Bryghuset", what: report.what }]);
  expect(await changeReportsOf(db, initiative.id, "another")).toEqual([]);
});

it("refuses strangers, the future and what is not among the answers", async () => {
  const { db, deed } = await openSetting();
  expect(await reportChange(db, { ...deed, organisationId: "another", report })).toEqual({
    problem: "organisation.not-found",
  });
  const wrong = { ...report, what: "", happenedOn: "2026-03-03", expected: "maybe" };
  const refused = await reportChange(db, { ...deed, organisationId: "another", report: wrong });
  expect(isProblem(refused) && allProblems(refused).map((found) => found.problem)).toEqual([
    ...["field.missing", "change-report.date-in-future", "field.not-a-choice"],
  ]);
});
