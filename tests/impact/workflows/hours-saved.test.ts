import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { momentsOf } from "#surveys/impact/statistics/moments.ts";
import { sumOfMeans } from "#surveys/impact/statistics/sum-of-means.ts";
import { hoursSaved, type ProcessAnswer } from "#surveys/impact/workflows/hours-saved.ts";

const reference = JSON.parse(readFileSync("tests/reference/sum-of-means.json", "utf8"));

interface Row {
  organisation: string;
  before: number;
  now: number;
  cases: number;
  weight: number;
  saved: number;
}
const people = reference.people as Row[];

const answersOf = (rows: Row[], weighted = false): ProcessAnswer[] =>
  rows.map((row) => ({
    ...{ organisationId: row.organisation, hoursBefore: row.before, hoursNow: row.now, casesNow: row.cases },
    weight: weighted ? row.weight : 1,
  }));

const open = { floor: 5, forOrganisation: true, rest: [] };

function momentsBy(organisations: string[]) {
  return organisations.map((name) =>
    momentsOf(people.filter((row) => row.organisation === name).map(({ saved }) => ({ value: saved, count: 1 }))),
  );
}

describe("the sum of groups' means", () => {
  it("agrees with R's stratified total", () => {
    const sum = sumOfMeans(momentsBy(["police", "municipality", "bars", "school"]));
    if ("refused" in sum) throw new Error(sum.refused);
    expect(sum.estimate).toBeCloseTo(reference.total.estimate, 9);
    expect(sum.se).toBeCloseTo(reference.total.se, 9);
  });

  it("has Welch's degrees of freedom for two, and a group without spread adds none", () => {
    const two = momentsBy(reference.two.organisations);
    const sum = sumOfMeans(two);
    if ("refused" in sum) throw new Error(sum.refused);
    expect(sum.se).toBeCloseTo(reference.two.se, 9);
    expect(sum.df).toBeCloseTo(reference.two.df, 9);
    expect(sumOfMeans([...two, { n: 7, mean: 4, variance: 0 }])).toEqual({ ...sum, estimate: sum.estimate + 4 });
  });

  it("refuses what it cannot know, as a value", () => {
    expect(sumOfMeans([])).toEqual({ refused: "too-few" });
    expect(sumOfMeans([momentsOf([{ value: 3, count: 1 }])])).toEqual({ refused: "too-few" });
    expect(sumOfMeans([momentsOf([{ value: 3, count: 2 }])])).toEqual({ refused: "no-variation", estimate: 3 });
  });
});

describe("hours saved a month", () => {
  it("are the person's own product, with the interval of R's t.test", () => {
    const saved = hoursSaved(answersOf(people), open);
    expect(saved?.people).toBe(20);
    expect(saved?.perOrganisation.estimate).toBeCloseTo(reference.mean.estimate, 9);
    expect(saved?.perOrganisation.low).toBeCloseTo(reference.mean.low, 9);
    expect(saved?.perOrganisation.high).toBeCloseTo(reference.mean.high, 9);
    expect(saved?.inAll?.estimate).toBeCloseTo(reference.total.estimate, 9);
    expect(saved?.inAll?.organisations).toBe(4);
  });

  it("carry weights as R's svymean does", () => {
    const saved = hoursSaved(answersOf(people, true), open)?.perOrganisation;
    expect(saved?.estimate).toBeCloseTo(reference.weighted.estimate, 9);
    expect(saved && ((saved.high ?? 0) - (saved.low ?? 0)) / 2 / reference.weighted.se).toBeGreaterThan(1.96);
  });

  it("of two organisations have Welch's interval", () => {
    const two = people.filter(({ organisation }) => reference.two.organisations.includes(organisation));
    const sum = hoursSaved(answersOf(two), open)?.inAll;
    expect(sum?.low).toBeCloseTo(reference.two.low, 9);
    expect(sum?.high).toBeCloseTo(reference.two.high, 9);
  });

  it("are not made of fewer cases: the same time for each saves nothing", () => {
    const same = answersOf(people).map((answer, n) => ({ ...answer, hoursNow: answer.hoursBefore, casesNow: n }));
    expect(hoursSaved(same, open)).toBeNull();
    const slower = same.map((answer, n) =>
      n < 5 ? { ...answer, hoursNow: answer.hoursBefore + 1, casesNow: n } : answer,
    );
    expect(hoursSaved(slower, open)?.perOrganisation.estimate).toBeCloseTo(-(0 + 1 + 2 + 3 + 4) / 20, 9);
  });

  it("count an organisation once, however many answer for it, and those known by one person not at all", () => {
    const answer = (organisationId: string | null, casesNow: number): ProcessAnswer => ({
      ...{ organisationId, hoursBefore: 2, hoursNow: 1, casesNow, weight: 1 },
    });
    const many = [1, 3, 1, 3, 1, 3].map((cases) => answer("big", cases));
    const few = [answer("small", 99), answer("small", 101), answer("alone", 1000), answer(null, 1000)];
    expect(hoursSaved([...many, ...few], open)?.inAll).toMatchObject({ estimate: 102, organisations: 2 });
  });
});

describe("disclosure", () => {
  it("says nothing of fewer than the floor, nor where all saved the same", () => {
    expect(hoursSaved(answersOf(people.slice(0, 4)), open)).toBeNull();
    expect(hoursSaved(answersOf(people.slice(0, 9)), { ...open, floor: 10 })).toBeNull();
    expect(hoursSaved(Array.from({ length: 30 }, () => answersOf(people.slice(0, 1))).flat(), open)).toBeNull();
    expect(hoursSaved([], open)).toBeNull();
  });

  it("makes no sum of fewer than the floor, though the average may be shown", () => {
    const alone = answersOf(people).map((answer, n) => ({
      ...answer,
      organisationId: n < 4 ? "police" : `alone ${n}`,
    }));
    expect(hoursSaved(alone, open)).toMatchObject({ people: 20, inAll: null });
  });

  it("of people who answer for themselves, says nothing when a few answered one wave alone", () => {
    const own = { ...open, forOrganisation: false };
    expect(hoursSaved(answersOf(people), { ...own, rest: [0, 4] })).toBeNull();
    expect(hoursSaved(answersOf(people), { ...own, rest: [0, 5] })?.people).toBe(20);
    expect(hoursSaved(answersOf(people), { ...open, rest: [0, 4] })?.people).toBe(20);
  });
});
