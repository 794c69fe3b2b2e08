import type { Random } from "#db/demo/random.ts";
import { matchSelfCodes, type SelfCode, selfCodeElements } from "#surveys/answering/self-code.ts";
import { elementHashes } from "#surveys/answering/self-code-hashes.ts";

/** Shares of first letters of given names and towns, roughly as in Denmark; what is common is what makes people alike. */
const nameLetters = letters("MAKJLSCEIHNBTPDGRVFOWUYZ", [
  ...[11, 10, 8, 8, 8, 7, 6, 5, 5, 5, 4, 4, 4, 4, 3, 2, 2, 2, 2, 1, 1, 1, 1, 1],
]);
const townLetters = letters("HARSKVOBFGNETLMISDJP", [14, 11, 8, 8, 8, 7, 7, 6, 5, 5, 4, 3, 3, 2, 2, 2, 2, 1, 1, 1]);
const siblingShares = { "0": 42, "1": 33, "2": 15, "3": 7, "4": 3 };

interface Setting {
  /** Who answer the first wave. */
  people: number;
  /** The share of them who answer the second; as many strangers come as stayed away. */
  returning: number;
  /** The chance that an element is typed otherwise the second time. */
  errorRate: number;
}

/**
 * Matches simulated people between two waves.
 * @returns the share of those who came back that were found rightly, the share of all matches that join two different people, and the share of
 *   the second wave that was ambiguous.
 */
export function simulateMatching(random: Random, setting: Setting, rounds: number) {
  let [came, right, matches, ambiguous, all] = [0, 0, 0, 0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const first = Array.from({ length: setting.people }, () => personCode(random));
    const back = first.map((code, index) => ({ index, code })).filter(() => random.chance(setting.returning));
    const strangers = Array.from({ length: setting.people - back.length }, () => ({
      index: -1,
      code: personCode(random),
    }));
    const second = [...back.map(({ index, code }) => ({ index, code: retyped(random, code, setting) })), ...strangers];
    const hashed = (code: SelfCode) => elementHashes("key", "resident", code);
    const outcomes = matchSelfCodes(
      second.map(({ code }) => hashed(code)),
      first.map(hashed),
    );
    came += back.length;
    all += second.length;
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.kind === "ambiguous") ambiguous += 1;
      if (outcome.kind !== "matched") continue;
      matches += 1;
      if (outcome.with === second[index]?.index) right += 1;
    }
  }
  return { found: right / came, wrong: (matches - right) / matches, ambiguous: ambiguous / all };
}

function personCode(random: Random): SelfCode {
  return {
    mother: random.pickWeighted(nameLetters),
    "first-name": random.pickWeighted(nameLetters),
    day: String(1 + Math.floor(random.next() * 31)),
    month: String(1 + Math.floor(random.next() * 12)),
    town: random.pickWeighted(townLetters),
    siblings: random.pickWeighted(siblingShares),
  };
}

function retyped(random: Random, code: SelfCode, { errorRate }: Setting): SelfCode {
  const other = personCode(random);
  const typed = selfCodeElements.map((element) => [element, random.chance(errorRate) ? other[element] : code[element]]);
  return Object.fromEntries(typed) as SelfCode;
}

function letters(signs: string, shares: number[]): Record<string, number> {
  return Object.fromEntries([...signs].map((sign, index) => [sign, shares[index] ?? 1]));
}
