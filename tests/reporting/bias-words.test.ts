import { describe, expect, test } from "vitest";
import type { BiasResult, LossDifference } from "#surveys/impact/bias/bias.ts";
import type { Results } from "#surveys/impact/results.ts";
import { type BiasPoint, type BiasTopic, biasFindings, biasPoints } from "#surveys/reporting/bias-words.ts";
import { goalCaution } from "#surveys/reporting/goal-caution.ts";
import type { Reader } from "#surveys/reporting/number-format.ts";
import { danish, english, goal, results, resultsWith } from "./sample.ts";

const sample = results.bias[0] as BiasResult;
const biasWith = (more: Partial<BiasResult>): Results => resultsWith({ bias: [{ ...sample, ...more }] });

function point(of: Results, code: BiasPoint["code"], reader: Reader, topic?: BiasTopic): BiasPoint {
  const found = biasPoints(of, of.bias[0] as BiasResult, reader, topic).find((one) => one.code === code);
  if (!found) throw new Error(code);
  return found;
}

describe("the bias report in sentences", () => {
  test("who answered again, which way those who did not lean, and what that may do", () => {
    expect(point(results, "loss", english).sentences).toEqual([
      "62% of those who answered Før answered again in Efter (124 of 200).",
      "58% of those who answered Efter had also answered Før.",
      "Over all questions, those who did not answer again had answered about like the others (standardised difference 0.05; 95% confidence interval −0.20 to 0.30).",
      "On “Safety after dark”, those who did not answer again had answered clearly worse than the others (standardised difference −0.31; 95% confidence interval −0.60 to −0.02), so the change may look better than it is.",
    ]);
    expect(point(results, "loss", danish).sentences[0]).toBe(
      "62\u00a0% af dem, der svarede ved Før, svarede igen ved Efter (124 af 200).",
    );
  });

  test("a difference that may be chance says so, and one the other way turns the warning", () => {
    const difference: LossDifference = {
      ...{ indicator: null, concern: "small", difference: 0.3, low: -0.1, high: 0.7, nMatched: 20, nLost: 30 },
    };
    const told = point(biasWith({ loss: { ...sample.loss, differences: [difference] } }), "loss", danish).sentences[2];
    expect(told).toBe(
      "Set over alle spørgsmål havde de, der ikke svarede igen, svaret klart bedre end de andre (standardiseret forskel 0,30; 95\u00a0%-sikkerhedsinterval −0,10 til 0,70), så ændringen kan se dårligere ud, end den er. Forskellen kan være tilfældig.",
    );
  });

  test("nobody matched and nearly everybody matched have a sentence without a figure", () => {
    const nothing = { n0: null, n1: null, pairs: null, matchedFrom: null, matchedTo: null };
    const few = biasWith({ loss: { ...sample.loss, ...nothing, refused: "few-matched" } });
    expect(point(few, "loss", english).sentences).toEqual([
      "Nobody, or fewer than 5, is known to have answered both Før and Efter, so it cannot be seen whether they are the same kinds of people.",
    ]);
    const nearly = biasWith({ loss: { ...sample.loss, ...nothing, refused: "few-lost" } });
    expect(point(nearly, "loss", danish).sentences).toEqual([
      "Alle, eller alle på nær færre end 5, der svarede ved Før, svarede igen ved Efter.",
    ]);
  });

  test("winter against summer, with the light", () => {
    expect(point(results, "season", danish)).toEqual({
      code: "season",
      concern: "large",
      sentences: [
        "Før ligger omkring 10. januar og Efter omkring 20. juni: 161 dage fra hinanden på kalenderen, med 7 og 18 timers dagslys. Lys, vejr og ferier kan i sig selv ændre, hvor trygge folk føler sig.",
      ],
    });
  });

  test("a change of mode, and a mode that nobody has told", () => {
    const changed = biasWith({ mode: { code: "mode", concern: "large", fromMode: "phone", toMode: "web" } });
    expect(point(changed, "mode", english).sentences).toEqual([
      "Før was answered by phone, Efter on the web; the way of being asked can by itself change the answers.",
    ]);
    const untold = biasWith({ mode: { code: "mode", concern: "unknown", fromMode: null, toMode: "web" } });
    expect(point(untold, "mode", danish).sentences).toEqual(["Det er ikke oplyst, hvordan Før blev besvaret."]);
  });

  test("response rates with the undelivered; an imported wave has none", () => {
    expect(point(results, "response", danish).sentences).toEqual([
      "Før: 53\u00a0% af de inviterede svarede (212 af 400).",
      "Efter: 53\u00a0% af de inviterede svarede (212 af 400).",
      "De to svarprocenter ligger tæt på hinanden.",
      "Før: 12 inviterede fik aldrig deres mail; de tæller med blandt de spurgte.",
      "Efter: 12 inviterede fik aldrig deres mail; de tæller med blandt de spurgte.",
    ]);
    const { from, to } = sample.responseRates;
    const unknown = { imported: true, invited: null, answered: 200, undelivered: null, rate: null };
    const imported = biasWith({
      responseRates: { code: "response", concern: "unknown", from: { ...from, ...unknown }, to },
    });
    expect(point(imported, "response", english).sentences[0]).toBe(
      "Før was made elsewhere, so nobody knows how many were asked.",
    );
  });

  test("by which ways the answers came, and how many self-made codes were found again", () => {
    expect(point(results, "way", danish).sentences).toEqual([
      "Svar ved Før, talt i hele tiere: 210 på en invitation (personligt link eller kode), 40 gennem et åbent link.",
      "Svar ved Efter, talt i hele tiere: 210 på en invitation (personligt link eller kode), 50 gennem et åbent link, heraf 20 på en skærm ved et møde.",
      "De to målingers svar kom ad de samme veje i omtrent samme forhold.",
      "Af 40 selvlavede koder ved Efter blev 20 fundet igen fra Før (50\u00a0%). Tvetydige: færre end 5. Ikke fundet: 20.",
      "To koder regnes for samme persons, når højst 2 af de seks dele er forskellige, og ingen anden kode ligger lige så tæt på.",
    ]);
    const hidden = { ...sample.way.from, invited: null, visited: null };
    const imported = { ...hidden, imported: true };
    const way = { ...sample.way, concern: "unknown" as const, from: hidden, to: imported, selfCodes: null };
    expect(point(biasWith({ way }), "way", english).sentences).toEqual([
      "Answers in Før: too few to show which way they came.",
      "Efter was made elsewhere, so nobody knows which way the answers came.",
    ]);
  });

  test("changed questions are counted and named; about one question only that one", () => {
    expect(point(results, "wording", english)).toMatchObject({
      concern: "large",
      sentences: [
        "1 question was not asked alike in the two waves (0 of them what a goal is about).",
        "“Safe”: the wording changed from “Safe in the dark” to “Safe”.",
      ],
    });
    const topic = { itemKey: "safety-day", indicator: "resident/safety-day/mean" };
    expect(point(results, "wording", danish, topic)).toMatchObject({
      concern: "none",
      sentences: ["Spørgsmålet blev stillet med samme ord, svarmuligheder og skala begge gange."],
    });
  });

  test("a question that one wave alone asked is no concern, for it is compared with nothing", () => {
    const only = {
      ...sample.wording["safety-dark"],
      changes: ["not-asked-after" as const],
    } as BiasResult["wording"][string];
    expect(point(biasWith({ wording: { "safety-dark": only } }), "wording", english)).toMatchObject({
      concern: "none",
      sentences: [
        "The questions in both waves were asked with the same words, answers, scale and order.",
        "1 question was asked in only one of the two waves and is not compared.",
      ],
    });
  });

  test("baseline pairs come first, the newest before the others", () => {
    const pairs: Array<[number, number]> = [
      [0, 1],
      [0, 2],
      [1, 2],
    ];
    const bias = pairs.map(([fromPosition, toPosition]) => ({ ...sample, fromPosition, toPosition }));
    const order = biasFindings(resultsWith({ bias }), danish).map(({ bias: one }) => [
      one.fromPosition,
      one.toPosition,
    ]);
    expect(order).toEqual([
      [0, 2],
      [0, 1],
      [1, 2],
    ]);
  });

  test("a goal is told what concerns its own question, and nothing that is no concern", () => {
    const caution = goalCaution(results, goal, english);
    expect(caution).toMatchObject({ concern: "large", anchor: "resident-0-1" });
    expect(caution?.points.map(({ code }) => code)).toEqual(["loss", "season"]);
    expect(goalCaution(resultsWith({ bias: [] }), goal, english)).toBeNull();
  });
});
