import { connect } from "#db/connect.ts";
import { demoTruth, type InitiativeTruth, plantedChange, plantedTide } from "#db/demo/truth.ts";
import { migrate } from "#db/migrate.ts";
import type { Audience, Database } from "#db/schema.ts";
import { type SeedOptions, seedDemo } from "#db/seed.ts";
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
  tides: Array<{ audience: Audience; to: number; planted: number; estimate: number; covered: boolean }>;
}

export const demoNow = new Date("2026-11-23T12:00:00Z");

export const demoOptions: SeedOptions = {
  now: demoNow,
  secret: "a secret that only the tests know, long enough",
  baseUrl: "http://localhost:3000",
};

/** Plays the demo of a seed (left out: the one that ships) into a new database in memory. */
export async function playDemo(seed?: number): Promise<Database> {
  const db = connect(":memory:");
  await migrate(db);
  await seedDemo(db, { ...demoOptions, seed });
  return db;
}

export async function resultsOf(db: Database, slug: string): Promise<Results> {
  const initiative = await db.selectFrom("initiative").select("id").where("slug", "=", slug).executeTakeFirstOrThrow();
  return readResults(db, initiative.id);
}

export async function recoveries(db: Database): Promise<Recovery[]> {
  const found: Recovery[] = [];
  for (const truth of demoTruth) found.push(recoveryOf(truth, await resultsOf(db, truth.slug)));
  return found;
}

function recoveryOf(truth: InitiativeTruth, results: Results): Recovery {
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
