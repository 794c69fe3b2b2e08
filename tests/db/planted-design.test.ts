import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { casts } from "#db/demo/cast.ts";
import { demoTruth, type InitiativeTruth, plantedChange, plantedElsewhere, populationShares } from "#db/demo/truth.ts";
import type { Database } from "#db/schema.ts";
import { readNetwork } from "#surveys/impact/network/network.server.ts";
import type { Results, RippleResult } from "#surveys/impact/results.ts";
import { readRipples } from "#surveys/impact/ripples/ripples.server.ts";
import { weightsInUse } from "#surveys/impact/weighting/weighting.server.ts";
import { undoMerge } from "#surveys/initiative/organisation-alias.server.ts";
import { goalCaution } from "#surveys/reporting/goal-caution.ts";
import { rippleChecklist } from "#surveys/reporting/ripple-checklist.ts";
import { danish } from "#tests/reporting/sample.ts";
import { demoNow, playDemo, resultsOf } from "./recovery.ts";

/** What was planted around the answers: how people were drawn, who left, what happened elsewhere, and who bears another name. */
let db: Database;
const played = new Map<string, { id: string; truth: InitiativeTruth; results: Results }>();

beforeAll(async () => {
  db = await playDemo();
  for (const truth of demoTruth) {
    const row = db.selectFrom("initiative").select("id").where("slug", "=", truth.slug);
    const { id } = await row.executeTakeFirstOrThrow();
    played.set(truth.slug, { id, truth, results: await resultsOf(db, truth.slug) });
  }
});
afterAll(() => db.destroy());

function of(slug: string) {
  const found = played.get(slug);
  if (!found) throw new Error(`no ${slug}`);
  return found;
}
const night = () => of("trygt-natteliv");
const housing = () => of("tryg-hverdag-i-laerkevang");
const fraud = () => of("sammen-mod-netsvindel");

describe("weights", () => {
  it("bring every closed wave of the nightlife to the true ages, which the answers alone miss", async () => {
    const { id, truth, results } = night();
    const closed = results.waves.filter(({ state }) => state === "closed");
    expect(closed).toHaveLength(3);
    for (const { id: waveId } of closed) {
      const used = await weightsInUse(db, { initiativeId: id, waveId, audience: "resident" });
      const [ages] = used?.shown?.summary.margins ?? [];
      const shares = populationShares(truth).map(({ share }) => share);
      expect(ages?.groups).toHaveLength(truth.weightedBy?.groups.length ?? 0);
      for (const [place, group] of (ages?.groups ?? []).entries()) {
        expect(group.target).toBeCloseTo(shares[place] ?? Number.NaN, 6);
        expect(Math.abs(group.after - group.target)).toBeLessThan(0.01);
      }
      expect(ages?.groups[0]?.before).toBeLessThan((shares[0] ?? 0) - 0.03);
      expect(used?.shown?.summary.designEffect).toBeGreaterThan(1.01);
    }
  });

  it("are in the figures of that initiative's residents and in no others", () => {
    for (const { truth, results } of played.values()) {
      const told = results.changes.filter(({ estimate }) => estimate !== null);
      const weighted = told.filter((change) => change.weighted);
      if (truth.weightedBy) expect(weighted.length).toBeGreaterThan(100);
      else expect(weighted).toEqual([]);
      expect(weighted.filter(({ indicator }) => indicator.startsWith("actor/"))).toEqual([]);
    }
  });
});

it("households and areas are in the errors of the housing area, and cost what people of a household share", () => {
  for (const { truth, results } of played.values()) {
    const everyone = results.indicators.filter(({ audience, segment }) => audience === "resident" && segment === "");
    const points = everyone.flatMap((indicator) => indicator.points).filter(({ estimate }) => estimate !== null);
    expect(points.some(({ clustered }) => clustered)).toBe(truth.households !== undefined);
    if (!truth.households) continue;
    const means = everyone.filter(({ reading }) => reading === "mean").flatMap((indicator) => indicator.points);
    const effects = means.flatMap(({ designEffect }) => designEffect ?? []);
    // Two of three answer: 1 + (1.9 − 1) × 0.25 × 0.8 is 1.18, less what the areas explain.
    const average = effects.reduce((sum, effect) => sum + effect, 0) / effects.length;
    expect(average).toBeGreaterThan(1.03);
    expect(average).toBeLessThan(1.35);
  }
});

describe("the place without the initiative", () => {
  const compared = (): Array<Pick<RippleResult, "indicator" | "difference"> & { to: string }> => {
    const { results } = fraud();
    const ripples = results.ripples.filter(({ segment, audience }) => segment === "" && audience === "resident");
    const goals = results.goals.filter(({ segment, audience }) => segment === "" && audience === "resident");
    return [...ripples, ...goals.map((goal) => ({ ...goal, to: goal.change?.to ?? "" }))];
  };

  it("is sealed, counts in nobody's own figures, and gives every goal and ripple of everyone a difference", () => {
    const { results, truth } = fraud();
    expect(results.comparison).toMatchObject({ standing: "sealed", segment: `område=${truth.neighbours?.area}` });
    expect(compared().length).toBeGreaterThan(5);
    for (const { difference } of compared()) expect(difference?.estimate).not.toBeNull();
    for (const { results: other, truth: without } of played.values()) {
      if (!without.neighbours) expect(other.comparison).toBeNull();
    }
  });

  // Nine figures or so: the largest of as many standard normal errors is below 4 in 999 of 1,000 demos.
  it("moves as it was planted: each difference lies within four standard errors of the true one", () => {
    const { results, truth } = fraud();
    for (const { indicator, difference, to } of compared()) {
      const itemKey = indicator.split("/")[1] ?? "";
      const position = results.waves.find(({ id }) => id === to)?.position ?? 0;
      const planted = plantedChange(truth, "resident", itemKey, position) - plantedElsewhere(truth, itemKey, position);
      const { own, estimate, se } = difference ?? {};
      const perDeviation = Math.abs((own?.estimate ?? 0) / (own?.standardised?.estimate ?? Number.NaN));
      if (!Number.isFinite(perDeviation)) continue;
      expect(Math.abs((estimate ?? 0) - planted * perDeviation), indicator).toBeLessThan(4 * (se ?? 0));
    }
  });

  it("shows that what was on television rose there too: flagged, and its checklist says so; its analyst dismissed it", async () => {
    const { ripples, results } = await readRipples(db, fraud().id);
    const checked = (key: string) => {
      const ripple = ripples.find((one) => one.key === key);
      if (!ripple?.candidate) throw new Error(`no ${key}`);
      const points = rippleChecklist(results, ripple.candidate, danish);
      const point = points.find(({ check }) => check === "comparison-area");
      return { state: ripple.state, concern: point?.concern, says: point?.sentences.join(" ") };
    };
    const talked = checked("indicator:resident/it-talked/share:gain");
    expect(talked).toMatchObject({ state: "dismissed", concern: "large" });
    expect(talked.says).toContain("kan være tilfældig");
    expect(checked("indicator:resident/neighbours-help/mean:gain")).toMatchObject({ concern: "none" });
  });
});

describe("the bias report", () => {
  const biasOf = ({ results }: { results: Results }, from: number, to: number) => {
    const found = results.bias.find(
      (one) => one.audience === "resident" && one.fromPosition === from && one.toPosition === to,
    );
    if (!found) throw new Error("no report");
    return found;
  };

  it("names the telephone where the wave was asked by it, and nothing where the way was the same", () => {
    for (const { truth, results } of played.values()) {
      for (const [from, to] of [
        [0, 1],
        [0, 2],
        [1, 2],
      ] as const) {
        const otherwise = truth.modes[from] !== truth.modes[to];
        expect(biasOf({ results }, from, to).mode.concern).toBe(otherwise ? "large" : "none");
      }
    }
  });

  it("names the season by how far the waves lie from each other in the year", () => {
    for (const { truth, results } of played.values()) {
      const [baseline = 0, ...followUps] = casts.find(({ slug }) => slug === truth.slug)?.wavesOpenDaysAgo ?? [];
      for (const [place, daysAgo] of followUps.slice(0, 2).entries()) {
        const inYear = (baseline - daysAgo) % 365.2425;
        const apart = Math.min(inYear, 365.2425 - inYear);
        const expected = apart >= 92 ? "large" : apart >= 46 ? "small" : "none";
        expect(biasOf({ results }, 0, place + 1).season.concern, truth.slug).toBe(expected);
      }
    }
  });

  it("names those who left because they had no say, and no large loss where nobody left for a reason", () => {
    const left = biasOf(housing(), 0, 1).loss.differences.find(
      ({ indicator }) => indicator === "resident/housing-influence/mean",
    );
    expect(left).toMatchObject({ concern: "large" });
    expect(left?.difference).toBeLessThan(-0.2);
    for (const other of [night(), fraud()]) expect(biasOf(other, 0, 1).loss.concern).not.toBe("large");
  });

  it("stands beside the goal that it flatters", () => {
    const { results } = housing();
    const goal = results.goals.find(({ indicator }) => indicator === "resident/housing-influence/mean");
    if (!goal) throw new Error("no goal");
    expect(goalCaution(results, goal, danish)).not.toBeNull();
  });
});

describe("the organisation with another name", () => {
  it("is one in the network, and its new tie is found only because the two were merged", async () => {
    const { id } = fraud();
    const tie = async () => {
      const network = await readNetwork(db, id);
      const ids = new Map(network.organisations.map((one) => [one.name, one.id]));
      const sides = ["Fjordens Andelsbank", "Nordhandel Online"].map((name) => ids.get(name));
      const change = network.changes.find(({ fromPosition, toPosition }) => fromPosition === 0 && toPosition === 2);
      const pair = change?.pairs.find(({ a, b }) => sides.includes(a) && sides.includes(b));
      return { names: [...ids.keys()], state: pair?.state };
    };
    const merged = await tie();
    expect(merged.state).toBe("new");
    expect(merged.names).not.toContain("Netbutikken Nordhandel");
    const alias = db.selectFrom("organisation_alias").selectAll().where("initiative_id", "=", id);
    const { organisation_id: organisationId } = await alias.executeTakeFirstOrThrow();
    const account = await db.selectFrom("account").select("id").executeTakeFirstOrThrow();
    await undoMerge(db, { initiativeId: id, accountId: account.id, now: demoNow, organisationId });
    const apart = await tie();
    expect(apart.names).toContain("Netbutikken Nordhandel");
    expect(apart.state).toBe("joined");
  });
});

it("the workflow that the municipality confirmed is corroborated by its word beside the answers", async () => {
  const { ripples } = await readRipples(db, night().id);
  expect(ripples.find(({ key }) => key === "process:tip-off:gain")).toMatchObject({
    state: "corroborated",
    corroboration: { evidence: ["actor-answers", "confirmations"] },
  });
});
