import { describe, expect, test } from "vitest";
import { publicFloor } from "#surveys/reporting/public-results.ts";
import { attackWave, type Gate, randomWave, tellWave } from "./one-wave-attack.ts";
import { attackWaves, historyOf, type Rules, randomWaves, tellWaves } from "./two-wave-attack.ts";

async function attack(gate: Gate, worlds: number, { oddities = true, floor = 5 } = {}) {
  const all = { found: [] as string[], tried: 0 };
  for (let seed = 1; seed <= worlds; seed++) {
    const wave = randomWave(seed, floor + 3 + ((seed * 7) % 90), oddities, floor);
    const { found, tried } = await attackWave(tellWave(wave, gate, floor));
    all.found.push(...found.map((name) => `${seed}: ${name}`));
    all.tried += tried;
  }
  return all;
}

const long = 300_000;

/** The worlds of one run; more of them, once: `ATTACKED_WORLDS=300 npx vitest run tests/impact/attacked-disclosure.test.ts`. */
const worlds = Number(process.env.ATTACKED_WORLDS ?? 8);

describe("an attacker who solves for whole numbers", () => {
  test("finds out nothing of one to four people from all that one wave tells", { timeout: long * 10 }, async () => {
    const { found, tried } = await attack("whole", worlds);
    expect(found).toEqual([]);
    expect(tried).toBeGreaterThan(3 * worlds);
  });

  test("finds out nothing of one to nine from all that a public page tells", { timeout: long * 10 }, async () => {
    const { found, tried } = await attack("whole", Math.ceil(worlds / 4), { floor: publicFloor });
    expect(found).toEqual([]);
    expect(tried).toBeGreaterThan(2 * Math.ceil(worlds / 4));
  });

  test("finds out nothing of one to four from what is told inside and on a public page", {
    timeout: long,
  }, async () => {
    // Where the two grids crossed, seed 16 gave a group away.
    for (const seed of [16, 1, 2]) {
      const wave = randomWave(seed, 8 + ((seed * 7) % 90));
      const { found } = await attackWave(tellWave(wave, "whole"), tellWave(wave, "whole", publicFloor));
      expect(found).toEqual([]);
    }
  });

  test("would, were the figures not on grids", { timeout: long }, async () => {
    expect((await attack("without grids", 8)).found.length).toBeGreaterThan(3);
  });

  test("would without grids even where nobody skips, were small groups alone withheld", { timeout: long }, async () => {
    expect((await attack("without grids", 12, { oddities: false })).found).toEqual([]);
    const { found } = await attack("without grids and complementary withholding", 12, { oddities: false });
    expect(found.length).toBeGreaterThan(1);
  });
});

/** Stops when that much has been found out. */
async function attackTwo(rules: Rules, worlds: number, enough = Number.POSITIVE_INFINITY) {
  const all = { found: [] as string[], tried: 0 };
  for (let seed = 1; seed <= worlds && all.found.length < enough; seed++) {
    const waves = tellWaves(randomWaves(seed, 12 + ((seed * 11) % 70)), rules);
    // Every second attacker is a coordinator, who knows by the reminders how many answered.
    const beside = { answered: seed % 2 === 0, wholePanel: historyOf(seed) === "whole panel" };
    const { found, tried } = await attackWaves(waves, beside);
    all.found.push(...found.map((name) => `${seed} ${historyOf(seed)}: ${name}`));
    all.tried += tried;
  }
  return all;
}

describe("an attacker who has two waves, their pairs and their change", () => {
  test("finds out nothing of one to four people", { timeout: long * 10 }, async () => {
    const { found, tried } = await attackTwo({ people: true, figures: true }, worlds);
    expect(found).toEqual([]);
    expect(tried).toBeGreaterThan(4 * worlds);
  });

  test.each<[string, Rules]>([
    ["numbers of people told to the person", { people: false, figures: true }],
    ["figures told exactly", { people: true, figures: false }],
    ["both", { people: false, figures: false }],
  ])("would, were %s", { timeout: long }, async (_name, rules) => {
    expect((await attackTwo(rules, 8, 2)).found.length).toBeGreaterThan(1);
  });
});
