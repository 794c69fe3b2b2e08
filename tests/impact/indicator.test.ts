import { describe, expect, test } from "vitest";
import { indicatorsOf } from "#surveys/impact/indicator.ts";
import { codebookOf, numberItem, scaleItem, yesNoItem } from "./hand-made.ts";

const keysOf = (surveys: Parameters<typeof indicatorsOf>[1]) => indicatorsOf("resident", surveys).map(({ key }) => key);

describe("indicators of the waves' codebooks", () => {
  test("a scale has a mean and a share, yes-no a share, a number and an index a mean; words and ties none", () => {
    const codebook = codebookOf(
      [
        scaleItem("dark"),
        scaleItem("belonging", { goodEnd: undefined }),
        yesNoItem("burgled"),
        numberItem("hours"),
        scaleItem("story", { kind: "text", good: null }),
        scaleItem("roster:police", { kind: "tie" }),
      ],
      [{ key: "efficacy", label: { da: "Fællesskab", en: "Efficacy" }, theme: "safety", items: ["dark", "belonging"] }],
    );
    expect(keysOf([{ waveId: "wave-0", codebook }])).toEqual([
      "resident/efficacy/mean",
      "resident/dark/mean",
      "resident/dark/share",
      "resident/belonging/mean",
      "resident/burgled/share",
      "resident/hours/mean",
    ]);
  });

  test("wording is the newest wave's, and each wave is read by its own codes", () => {
    const old = scaleItem("dark", {
      label: { da: "Før", en: "Before" },
      scale: { min: 1, max: 5 },
      good: "low",
      goodEnd: [1, 2],
    });
    const [mean, share] = indicatorsOf("resident", [
      { waveId: "wave-0", codebook: codebookOf([old]) },
      { waveId: "wave-1", codebook: codebookOf([scaleItem("dark")]) },
    ]);
    expect(mean?.label.da).toBe("Om dark");
    expect(mean?.reads.get("wave-0")?.(1)).toBe(100);
    expect(mean?.reads.get("wave-0")?.(5)).toBe(0);
    expect(mean?.reads.get("wave-1")?.(7)).toBe(100);
    expect(share?.reads.get("wave-0")?.(2)).toBe(100);
    expect(share?.reads.get("wave-1")?.(2)).toBe(0);
  });

  test("a wave that did not ask, or in which the key was another kind of item, is left out", () => {
    const [indicator] = indicatorsOf("resident", [
      { waveId: "wave-0", codebook: codebookOf([numberItem("dark")]) },
      { waveId: "wave-1", codebook: codebookOf([scaleItem("dark")]) },
      { waveId: "wave-2", codebook: codebookOf([]) },
    ]);
    expect([...(indicator?.reads.keys() ?? [])]).toEqual(["wave-1"]);
  });

  test("more is better for points and shares whatever the coding; an amount keeps its way; the unjudged has none", () => {
    const betterOf = (item: ReturnType<typeof scaleItem>) =>
      indicatorsOf("resident", [{ waveId: "wave-0", codebook: codebookOf([item]) }])[0]?.better;
    expect(betterOf(scaleItem("worry", { good: "low" }))).toBe("up");
    expect(betterOf(yesNoItem("burgled"))).toBe("up");
    expect(betterOf(numberItem("hours"))).toBe("down");
    expect(betterOf(numberItem("contacts", { good: "high" }))).toBe("up");
    expect(betterOf(scaleItem("kind", { good: null }))).toBeNull();
  });

  test("a share says which codes it counts; an unjudged yes-no counts yes", () => {
    const shareOf = (item: ReturnType<typeof scaleItem>) =>
      indicatorsOf("resident", [{ waveId: "wave-0", codebook: codebookOf([item]) }]).at(-1);
    expect(shareOf(yesNoItem("burgled"))?.counted).toEqual([{ value: 0, label: null }]);
    const unjudged = shareOf(yesNoItem("moved", { good: null, goodEnd: undefined }));
    expect(unjudged?.counted).toEqual([{ value: 1, label: null }]);
    expect(unjudged?.reads.get("wave-0")?.(1)).toBe(100);
  });
});
