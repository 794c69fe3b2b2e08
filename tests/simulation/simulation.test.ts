import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type CoverageDesign, coverageDesigns, watched } from "./coverage-grid.ts";
import { runCoverage } from "./coverage-unit.ts";
import { Journal } from "./journal.ts";
import { Random } from "./random.ts";
import { type Design, settingsOf } from "./screening-grid.ts";
import { rules } from "./screening-replicate.ts";
import { type RuleSums, runScreening, type SettingSums } from "./screening-unit.ts";
import { runSegments } from "./segment-unit.ts";
import { additions, drawSurvey, prepare } from "./survey-draw.ts";
import { unitsOf } from "./work.ts";

/*
 * The small sister of `npm run simulate`: the same code, seeded, on a few cells. It shows that the promises are not lost; what they are worth
 * stands in docs/evidence.
 */
const SEED = 1;
const usual: Design = { people: 200, overlap: 0.5, tide: 0.2, correlation: 0.4, indicators: 30, kind: "even" };

/** Mean over surveys, flags as Ringvirk shows them. */
function meanOf(sums: SettingSums, rule: (typeof rules)[number], of: keyof RuleSums, surveys: number): number {
  return (sums.rules[0]?.[rules.indexOf(rule)]?.[of] ?? Number.NaN) / surveys;
}

describe.each<Design>([
  usual,
  { ...usual, overlap: 0, correlation: 0 },
  { ...usual, people: 50, overlap: 1 },
  { ...usual, tide: 0 },
])("$people people, overlap $overlap, correlation $correlation, tide $tide", (design) => {
  const surveys = 200;
  const { settings } = runScreening(design, { seed: SEED, chunk: 0, repeats: surveys });
  const asked = settingsOf(design).map((setting, index) => ({ setting, sums: settings[index] as SettingSums }));
  const toFind = asked.filter(({ setting }) => setting.share > 0);

  test("of what is flagged 5 % is false at most", () => {
    for (const { sums, setting } of asked) {
      // Three Monte Carlo errors of 5 % in 200 surveys.
      const most = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / surveys);
      expect(meanOf(sums, "ringvirk", "falseShare", surveys), JSON.stringify(setting)).toBeLessThan(most);
    }
    const all = asked.map(({ sums }) => meanOf(sums, "ringvirk", "falseShare", surveys));
    expect(all.reduce((sum, one) => sum + one, 0) / all.length).toBeLessThan(0.04);
  });

  test("it finds what is there: never less than Bonferroni, and nine tenths of what an oracle finds", () => {
    for (const { sums, setting } of toFind) {
      expect(sums.behindBonferroni, JSON.stringify(setting)).toBe(0);
      const [ours, oracle] = (["ringvirk", "oracle"] as const).map((rule) => meanOf(sums, rule, "found", surveys));
      // The Monte Carlo error of the ratio is 2 % in 200 surveys.
      if ((oracle ?? 0) >= 0.5)
        expect((ours ?? 0) / (oracle ?? 1), JSON.stringify(setting)).toBeGreaterThan(0.9 - 0.06);
    }
    const large = toFind.filter(({ setting }) => setting.d === 0.4 && setting.direction === "with");
    expect(large).toHaveLength(2);
    const least = design.people < 200 ? 0.25 : 0.7;
    for (const { sums } of large) expect(meanOf(sums, "ringvirk", "found", surveys)).toBeGreaterThan(least);
  });

  test.runIf(design.tide > 0)("without the tide in the rule most of what is flagged would be false", () => {
    const none = asked.find(({ setting }) => setting.share === 0) as (typeof asked)[number];
    expect(meanOf(none.sums, "bh-zero", "falseShare", surveys)).toBeGreaterThan(0.4);
  });
});

test("inside a flagged indicator 5 % of the flagged segments are false at most, where one stage would give more", () => {
  const surveys = 20;
  const found = runSegments({ people: 4000, rippling: 1 }, { seed: SEED, chunk: 0, repeats: surveys });
  expect(found.falseShare / surveys).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / surveys / 6));
  expect(found.found / surveys).toBeGreaterThan(0.7);
  expect(found.naiveFalseShare).toBeGreaterThan(found.falseShare);
});

describe("95 % intervals", () => {
  const samples = 4000;
  const some = coverageDesigns().filter(({ n, scale, cv, related, persistence, overlap, rise }) => {
    const isUsual = cv === 0 || (cv === 0.5 && related === 0.5) || (cv === 1 && related === 0);
    const isWatched = watched.indexOf(scale) % 2 === 0;
    return [20, 50].includes(n) && isUsual && isWatched && rise === 0 && (overlap === 0 || persistence === 0.5);
  });
  const coverage = (design: CoverageDesign) => {
    const { held, intervals } = runCoverage(design, { seed: SEED, chunk: 0, repeats: samples });
    return { design, held: held / intervals };
  };
  const cells = some.map(coverage);

  test("hold the truth 92 times of 100 at least", () => {
    expect(cells.length).toBeGreaterThan(60);
    const error = Math.sqrt((0.92 * 0.08) / samples);
    expect(cells.filter(({ held }) => held < 0.92 - 3 * error)).toEqual([]);
  });

  test("and not much more than 95 where answers are many enough to tell", () => {
    const means = cells.filter(({ design }) => design.scale.shares.length > 2);
    expect(means.length).toBeGreaterThan(15);
    const mean = means.reduce((sum, { held }) => sum + held, 0) / means.length;
    expect(mean).toBeGreaterThan(0.94);
    expect(mean).toBeLessThan(0.965);
  });
});

describe("the simulator", () => {
  test("gives the same for the same seed, and other people for another", () => {
    const once = runScreening(usual, { seed: 7, chunk: 3, repeats: 4 });
    expect(runScreening(usual, { seed: 7, chunk: 3, repeats: 4 })).toEqual(once);
    expect(runScreening(usual, { seed: 8, chunk: 3, repeats: 4 })).not.toEqual(once);
    expect(runScreening(usual, { seed: 7, chunk: 4, repeats: 4 })).not.toEqual(once);
  });

  test("tallies what its people answered", () => {
    const prepared = prepare({ ...usual, people: 60 });
    const answers: Array<{ wave: number; person: number; question: number; addition: number; code: number }> = [];
    const drawn = drawSurvey(prepared, new Random(SEED), undefined, (wave, person, question, addition, code) => {
      answers.push({ wave, person, question, addition, code });
    });
    const codes = (wave: number, question: number, addition: number) =>
      answers.filter((one) => one.wave === wave && one.question === question && one.addition === addition);
    for (const question of [0, 1, 29]) {
      for (const addition of question < prepared.ripples ? [0, 3, additions.length - 1] : [0]) {
        const tally = drawn.questions[question]?.[addition];
        const people = (rows: readonly { count: number }[] = []) => rows.reduce((sum, { count }) => sum + count, 0);
        expect(people(tally?.from.rows)).toBe(60);
        expect(people(tally?.to.rows)).toBe(60);
        expect(people(tally?.pairs)).toBe(30);
        const answered = codes(1, question, addition);
        const top = Math.max(...answered.map(({ code }) => code));
        const row = tally?.to.rows.reduce((one, other) => (other.value > one.value ? other : one));
        expect(row?.count).toBe(answered.filter(({ code }) => code === top).length);
      }
    }
  });

  test("goes on from what is finished; a line that a kill cut off is done again", () => {
    const path = join(mkdtempSync(join(tmpdir(), "ringvirk-journal-")), "finished.jsonl");
    const [first, second] = unitsOf({ replicates: 10, cells: /^coverage point/ });
    if (!first || !second) throw new Error("no work");
    const journal = new Journal(path);
    for (const unit of [first, second]) journal.add({ ...unit, seed: SEED, result: { samples: 1 } });
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.slice(0, -20));
    const again = new Journal(path);
    expect([again.has(SEED, first), again.has(SEED, second), again.has(SEED + 1, first)]).toEqual([true, false, false]);
    again.add({ ...second, seed: SEED, result: { samples: 2 } });
    expect(new Journal(path).has(SEED, second)).toBe(true);
  });
});
