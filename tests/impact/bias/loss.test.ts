import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codebookOf, randomNumbers, scaleItem, yesNoItem } from "#tests/impact/hand-made.ts";
import { lossOf, panel } from "./hand-made-bias.ts";

const codebook = codebookOf([scaleItem("dark")]);

describe("who answered again", () => {
  test("is counted of the baseline and of the follow-up", () => {
    const loss = lossOf(
      panel({ people: 200, again: 124, newcomers: 76, score: (person) => 1 + (person % 7) }),
      codebook,
    );
    expect(loss).toMatchObject({ n0: 200, n1: 200, pairs: 124, matchedFrom: 0.62, matchedTo: 0.62, refused: null });
  });

  test("those who did not had felt less safe: the difference is negative and large", () => {
    const score = (person: number) => (person < 120 ? 5 + (person % 3) : 2 + (person % 3));
    const loss = lossOf(panel({ people: 200, again: 120, score }), codebook);
    const mean = loss.differences.find(({ indicator }) => indicator === "resident/dark/mean");
    expect(loss.concern).toBe("large");
    expect(mean).toMatchObject({ concern: "large", nMatched: 120, nLost: 80 });
    expect(mean?.difference).toBeLessThan(-2);
    expect(mean?.high).toBeLessThan(0);
    expect(loss.differences[0]).toMatchObject({ indicator: null, concern: "large" });
  });

  test("of an item where less is better, those who reported more were worse off", () => {
    const burgled = codebookOf([yesNoItem("burgled")]);
    const answers = [0, 1].flatMap((wave) =>
      Array.from({ length: wave === 0 ? 400 : 200 }, (_, person) => ({
        ...{ wave, person: `person-${person}` },
        values: { burgled: (person < 200 ? person % 10 : person % 4) === 0 ? 1 : 0 },
      })),
    );
    const [, share] = lossOf(answers, burgled).differences;
    expect(share).toMatchObject({ indicator: "resident/burgled/share", concern: "large" });
    expect(share?.difference).toBeCloseTo(-(0.25 - 0.1) / Math.sqrt(((0.1875 + 0.09) / 2) * (200 / 199)), 10);
  });

  test("nobody and too few look alike, and so do everybody and nearly everybody", () => {
    const score = (person: number) => 1 + (person % 7);
    const lossWith = (again: number) => lossOf(panel({ people: 60, again, newcomers: 20, score }), codebook);
    expect(lossWith(4)).toEqual(lossWith(0));
    expect(lossWith(0).refused).toBe("few-matched");
    expect(lossWith(56)).toEqual(lossWith(60));
    expect(lossWith(60).refused).toBe("few-lost");
    expect(lossWith(55).refused).toBeNull();
  });

  test("whatever the answers, no group below the floor is told or left when one is taken from the other", () => {
    let told = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 80 }), (seed, people) => {
        const random = randomNumbers(seed);
        const again = Math.floor(random() * (people + 1));
        const newcomers = Math.floor(random() * 12);
        const scores = Array.from({ length: people + newcomers }, () => 1 + Math.floor(random() * 7));
        const loss = lossOf(panel({ people, again, newcomers, score: (person) => scores[person] ?? 1 }), codebook);
        const { n0, n1, pairs } = loss;
        for (const count of [n0, n1, pairs]) if (count !== null) expect(count).toBeGreaterThanOrEqual(5);
        if (n0 !== null && pairs !== null) expect(n0 - pairs).toBeGreaterThanOrEqual(5);
        if (n1 !== null && pairs !== null) expect(n1 - pairs).toBeGreaterThanOrEqual(5);
        expect(loss.matchedTo === null).toBe(n1 === null);
        for (const { difference, low, high, nMatched, nLost } of loss.differences) {
          if (difference === null) {
            expect([low, high, nMatched, nLost]).toEqual([null, null, null, null]);
          } else {
            told++;
            expect(Math.min(nMatched ?? 0, nLost ?? 0)).toBeGreaterThanOrEqual(5);
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(told).toBeGreaterThan(100);
  });

  test("a share's difference is withheld where the two groups' answers could be counted from it", () => {
    const burgled = codebookOf([yesNoItem("burgled")]);
    const answersWith = (lostWhoWere: number) =>
      [0, 1].flatMap((wave) =>
        Array.from({ length: wave === 0 ? 44 : 24 }, (_, person) => ({
          ...{ wave, person: `person-${person}` },
          values: { burgled: (person < 24 ? person % 2 : Number(person - 24 < lostWhoWere)) as number },
        })),
      );
    expect(lossOf(answersWith(3), burgled).differences[1]?.difference).toBeNull();
    expect(lossOf(answersWith(8), burgled).differences[1]?.difference).not.toBeNull();
  });
});
