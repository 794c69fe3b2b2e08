import { describe, expect, it } from "vitest";
import { sumOfMeans } from "#surveys/impact/statistics/sum-of-means.ts";
import { hoursSaved, hoursSavedTogether, type ProcessAnswer } from "#surveys/impact/workflows/hours-saved.ts";
import { answersOf, open, people, twoOrganisations, valuesOf } from "#tests/reference/comparisons/hours-saved.ts";
import reference from "#tests/reference/sum-of-means.json" with { type: "json" };

function known(sum: ReturnType<typeof sumOfMeans>) {
  if ("refused" in sum) throw new Error(sum.refused);
  return sum;
}

describe("the sum of means", () => {
  it("is not surer for a stratum without spread", () => {
    const two = twoOrganisations;
    const sum = known(sumOfMeans(valuesOf(two, "saved")));
    const alike = ["x", "y", "z"].map((person) => ({ stratum: "alike", group: "saved", person, value: 4 }));
    expect(sumOfMeans([...valuesOf(two, "saved"), ...alike])).toEqual({ ...sum, estimate: sum.estimate + 4 });
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
  it("say of how many people and organisations they are", () => {
    expect(hoursSaved(answersOf(people), open)).toMatchObject({ people: 20, inAll: { organisations: 4 } });
  });

  it("carry weights: the interval is that of R's svymean, a little wider for few people", () => {
    const saved = hoursSaved(answersOf(people, true), open)?.perOrganisation;
    expect(saved && ((saved.high ?? 0) - (saved.low ?? 0)) / 2 / reference.weighted.se).toBeGreaterThan(1.96);
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
