import { describe, expect, test } from "vitest";
import { assembled, twelve } from "./assembled.ts";
import { codebookOf, scaleItem } from "./hand-made.ts";

const codebook = codebookOf([scaleItem("dark")]);
const answers = twelve(1);

/** What is told of a wave to which so many were invited, all of it in one text. */
function told(invited: number, answered: number): string {
  const [entry] = assembled(answers, codebook, { invited, answered }).waves[0]?.audiences ?? [];
  return JSON.stringify([entry?.invited, entry?.answered, entry?.responseRate]);
}

describe("whoever reads how many were invited and answered", () => {
  test("never concludes that one to four did not answer, or did", () => {
    const known = new Map<string, { silent: Set<boolean>; answering: Set<boolean> }>();
    const isFew = (people: number) => people > 0 && people < 5;
    for (let invited = 1; invited <= 130; invited++) {
      for (let answered = 0; answered <= invited; answered++) {
        const entry = known.get(told(invited, answered)) ?? { silent: new Set(), answering: new Set() };
        known.set(told(invited, answered), entry);
        entry.silent.add(isFew(invited - answered));
        entry.answering.add(isFew(answered));
      }
    }
    const telling = [...known].filter(([, { silent, answering }]) => !silent.has(false) || !answering.has(false));
    expect(telling.map(([text]) => text)).toEqual([]);
  });
});
