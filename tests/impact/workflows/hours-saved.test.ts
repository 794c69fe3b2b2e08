import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type GroupedValue, sumOfMeans } from "#surveys/impact/statistics/sum-of-means.ts";
import { hoursSaved, hoursSavedTogether, type ProcessAnswer } from "#surveys/impact/workflows/hours-saved.ts";

const reference = JSON.parse(readFileSync("tests/reference/sum-of-means.json", "utf8"));

interface Row {
  id: number;
  second?: number;
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
    person: String(row.id),
    ...{ organisationId: row.organisation, hoursBefore: row.before, hoursNow: row.now, casesNow: row.cases },
    weight: weighted ? row.weight : 1,
  }));

const open = { floor: 5, forOrganisation: true, rest: [] };

type Measure = "saved" | "second";

function valuesOf(rows: Row[], group: Measure): GroupedValue[] {
  return rows.flatMap((row) => {
    const value = row[group];
    return value === undefined ? [] : [{ stratum: row.organisation, group, person: String(row.id), value }];
  });
}

function known(sum: ReturnType<typeof sumOfMeans>) {
  if ("refused" in sum) throw new Error(sum.refused);
  return sum;
}

describe("the sum of means", () => {
  it("agrees with R's stratified total", () => {
    const sum = known(sumOfMeans(valuesOf(people, "saved")));
    expect(sum.estimate).toBeCloseTo(reference.total.estimate, 9);
    expect(sum.se).toBeCloseTo(reference.total.se, 9);
  });

  it("has Welch's degrees of freedom for two, and a stratum without spread adds none", () => {
    const two = people.filter(({ organisation }) => reference.two.organisations.includes(organisation));
    const sum = known(sumOfMeans(valuesOf(two, "saved")));
    expect(sum.se).toBeCloseTo(reference.two.se, 9);
    expect(sum.df).toBeCloseTo(reference.two.df, 9);
    const alike = ["x", "y", "z"].map((person) => ({ stratum: "alike", group: "saved", person, value: 4 }));
    expect(sumOfMeans([...valuesOf(two, "saved"), ...alike])).toEqual({ ...sum, estimate: sum.estimate + 4 });
  });

  it("knows that two groups share people, as R's ratios with their covariances do", () => {
    const sum = known(sumOfMeans([...valuesOf(people, "saved"), ...valuesOf(people, "second")]));
    expect(sum.estimate).toBeCloseTo(reference.shared.estimate, 9);
    expect(sum.se).toBeCloseTo(reference.shared.se, 9);
  });

  it("refuses what it cannot know, as a value", () => {
    const one = { stratum: "a", group: "g", person: "p", value: 3 };
    expect(sumOfMeans([])).toEqual({ refused: "too-few" });
    expect(sumOfMeans([one])).toEqual({ refused: "too-few" });
    expect(sumOfMeans([one, { ...one, person: "q", group: "h" }])).toEqual({ refused: "too-few" });
    expect(sumOfMeans([one, { ...one, person: "q" }])).toEqual({ refused: "no-variation", estimate: 3 });
    expect(() => sumOfMeans([one, { ...one, person: "q", value: Number.NaN }])).toThrow(RangeError);
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

  it("on two processes together are the sum of both, and twice the same process has twice the interval", () => {
    const one = hoursSaved(answersOf(people), open)?.inAll;
    const twice = hoursSavedTogether([answersOf(people), answersOf(people)]);
    expect(twice?.estimate).toBeCloseTo(2 * (one?.estimate ?? 0), 9);
    expect(twice?.low).toBeCloseTo(2 * (one?.low ?? 0), 9);
    const others = answersOf(people).map((answer) => ({ ...answer, person: `other ${answer.person}` }));
    const apart = hoursSavedTogether([answersOf(people), others]);
    expect(apart?.low ?? 0).toBeGreaterThan(twice?.low ?? 0);
    expect(hoursSavedTogether([])).toBeNull();
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
    const answer = (organisationId: string | null, casesNow: number, n = casesNow): ProcessAnswer => ({
      person: `${organisationId} ${n}`,
      ...{ organisationId, hoursBefore: 2, hoursNow: 1, casesNow, weight: 1 },
    });
    const many = [1, 3, 1, 3, 1, 3].map((cases, n) => answer("big", cases, n));
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
