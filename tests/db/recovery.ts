import { demoTruth, type InitiativeTruth, plantedChange, plantedElsewhere, plantedTide } from "#db/demo/truth.ts";
import { openDatabase } from "#db/open.ts";
import type { Audience, Database } from "#db/schema.ts";
import { type SeedOptions, seedDemo } from "#db/seed.ts";
import { readNetwork } from "#surveys/impact/network/network.server.ts";
import { tieCandidates } from "#surveys/impact/network/network-candidates.ts";
import { readResults } from "#surveys/impact/results.server.ts";
import type { Results, RippleResult } from "#surveys/impact/results.ts";

/** What the findings say of one initiative of the demo, beside what was planted. */
export interface Recovery {
  slug: string;
  goals: Array<{ title: string; outcome: string; verdict: string; recovered: boolean }>;
  /** Planted ripples and harms: flagged over everybody, from the baseline to the second follow-up, with the planted sign? */
  planted: Array<{ audience: Audience; itemKey: string; kind: "ripple" | "harm"; found: boolean }>;
  /** Flags where nothing was planted. */
  falseFlags: string[];
  /** Flags over everybody, true and false. */
  flags: number;
  /** Changed ties in the inbox by who says so, and whether the pair was planted to change. */
  ties: Array<{ backing: "both" | "one" | "opposite"; planted: boolean }>;
  /** Difference from the place without the initiative, for everyone's goals and ripples: does its 95 % interval hold the planted one? */
  differences: Array<{ indicator: string; covered: boolean }>;
  tides: Array<{ audience: Audience; to: number; planted: number; estimate: number; covered: boolean }>;
}

export const demoNow = new Date("2026-11-23T12:00:00Z");

export const demoOptions: SeedOptions = {
  now: demoNow,
  secret: "a secret that only the tests know, long enough",
  baseUrl: "http://localhost:3000",
};

/** Plays the demo of a seed (left out: the one that ships) into a new database, in memory where none is given. */
export async function playDemo({ seed, into }: { seed?: number; into?: Database } = {}): Promise<Database> {
  const db = into ?? (await openDatabase(":memory:"));
  await seedDemo(db, { ...demoOptions, seed });
  return db;
}

export async function resultsOf(db: Database, slug: string): Promise<Results> {
  const initiative = await db.selectFrom("initiative").select("id").where("slug", "=", slug).executeTakeFirstOrThrow();
  return readResults(db, initiative.id);
}

export async function recoveries(db: Database): Promise<Recovery[]> {
  const found: Recovery[] = [];
  for (const truth of demoTruth) {
    const ties = await recoveredTies(db, truth);
    found.push({ ...recoveryOf(truth, await resultsOf(db, truth.slug)), ties });
  }
  return found;
}

async function recoveredTies(db: Database, truth: InitiativeTruth): Promise<Recovery["ties"]> {
  const initiative = db.selectFrom("initiative").select("id").where("slug", "=", truth.slug);
  const network = await readNetwork(db, (await initiative.executeTakeFirstOrThrow()).id);
  const nameOf = (id: string) => network.organisations.find((one) => one.id === id)?.name ?? "";
  const grown = truth.ties.filter(({ expected }) => !expected).map(({ between }) => [...between].sort().join());
  return tieCandidates(network).map(({ organisations, kind, voices }) => ({
    backing: kind === "mixed" ? "opposite" : voices.length === 2 ? "both" : "one",
    planted: kind === "gain" && grown.includes(organisations.map(nameOf).sort().join()),
  }));
}

function recoveryOf(truth: InitiativeTruth, results: Results): Omit<Recovery, "ties"> {
  const positions = new Map(results.waves.map((wave) => [wave.id, wave.position]));
  const positionOf = (waveId: string) => positions.get(waveId) ?? Number.NaN;
  const flagged = results.ripples.filter((ripple) => !ripple.withTide);
  const isTrue = (ripple: RippleResult) => {
    const planted = plantedChange(truth, ripple.audience, itemKeyOf(ripple), positionOf(ripple.to));
    return ripple.kind === "gain" ? planted > 0 : planted < 0;
  };
  return {
    slug: truth.slug,
    goals: truth.goals.map(({ title, outcome, verdicts }) => {
      const verdict = results.goals.find((goal) => goal.title === title)?.verdict ?? "missing";
      return { title, outcome, verdict, recovered: verdicts.includes(verdict) };
    }),
    planted: truth.changes.flatMap(({ audience, itemKey, kind }) => {
      if (kind !== "ripple" && kind !== "harm") return [];
      const overall = flagged.filter((r) => r.audience === audience && itemKeyOf(r) === itemKey && r.segment === "");
      const found = overall.some(
        (ripple) => positionOf(ripple.to) === 2 && ripple.kind === (kind === "harm" ? "harm" : "gain"),
      );
      return [{ audience, itemKey, kind, found }];
    }),
    flags: flagged.filter(({ segment }) => segment === "").length,
    falseFlags: flagged
      .filter((ripple) => !isTrue(ripple))
      .map((ripple) => `${ripple.indicator} [${ripple.segment}] to ${positionOf(ripple.to)}`),
    differences: recoveredDifferences(truth, results, positionOf),
    tides: results.tides.flatMap((tide) => {
      const { audience, estimate, low, high } = tide;
      if (estimate === null || low === null || high === null) return [];
      const to = positionOf(tide.to);
      const planted = plantedTide(truth, audience, to);
      return [{ audience, to, planted, estimate, covered: low <= planted && planted <= high }];
    }),
  };
}

function itemKeyOf({ indicator }: RippleResult): string {
  return indicator.split("/")[1] ?? "";
}

/** What the answers vary by is read from the change itself: its estimate over its standardised size. */
function recoveredDifferences(
  truth: InitiativeTruth,
  results: Results,
  positionOf: (waveId: string) => number,
): Recovery["differences"] {
  return [...results.goals, ...results.ripples].flatMap(({ indicator, audience, segment, difference }) => {
    const { own, low = null, high = null } = difference ?? {};
    if (segment !== "" || !own || low === null || high === null || !own.standardised?.estimate) return [];
    const itemKey = indicator.split("/")[1] ?? "";
    const position = positionOf(own.to);
    const beyond = plantedChange(truth, audience, itemKey, position) - plantedElsewhere(truth, itemKey, position);
    const planted = beyond * Math.abs((own.estimate ?? 0) / own.standardised.estimate);
    return [{ indicator, covered: low <= planted && planted <= high }];
  });
}
