import { describe, expect, it } from "vitest";
import { resources } from "#app/texts/texts.ts";
import { lix, lixOf, sentencesOf } from "./lix.ts";

/** The Danish texts that a citizen meets, one page each. What is filled in stands as a name would. */
const { answer, trust, mail } = resources.da;
const pages = {
  introduction: [answer.intro, answer["for-organisation"]],
  thanks: [answer.thanks],
  withdrawing: [answer.withdraw, answer.stop],
  refusals: [answer.refused],
  privacy: [trust.privacy],
  invitation: [mail.invitation, mail.reminder],
};

describe("LIX", () => {
  // The README of the Python package "readability" gives these figures for Conrad's Lord Jim.
  it("is that of a published example", () => {
    expect(lixOf({ words: 131_668, sentences: 8823, longWords: 21_122 })).toBeCloseTo(30.97, 2);
  });

  // The test suite of the Python package "textstat" expects 25 for this sentence: five words, one of them long.
  it("counts words, sentences and words of more than six letters", () => {
    expect(lix("Cool dogs wear da sunglasses.")).toBe(25);
    expect(lix("Vi gik hjem. Det var mørkt!")).toBe(3);
    expect(lix("")).toBe(0);
  });
});

describe("Danish texts for citizens", () => {
  for (const [page, parts] of Object.entries(pages)) {
    it(`are easy to read: ${page}`, () => {
      const text = parts.flatMap(textsIn).join("\n");
      const hardest = sentencesOf(text)
        .sort((one, other) => lix(other) - lix(one))
        .slice(0, 3);
      expect(lix(text), `hardest: ${hardest.join(" | ")}`).toBeLessThanOrEqual(35);
    });
  }

  it("have no sentence of more than 30 words", () => {
    const sentences = Object.values(pages).flat().flatMap(textsIn).flatMap(sentencesOf);
    expect(sentences.filter((sentence) => sentence.split(/\s+/).length > 30)).toEqual([]);
  });
});

function textsIn(branch: object | string): string[] {
  if (typeof branch === "string") return [branch.replace(/{{[^}]*}}/g, "Nord")];
  return Object.values(branch).flatMap(textsIn);
}
