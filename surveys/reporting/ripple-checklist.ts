import type { Concern } from "#surveys/impact/bias/bias.ts";
import type { Results, RippleResult } from "#surveys/impact/results.ts";
import type { RippleCandidate } from "#surveys/impact/ripples/candidate.ts";
import { type BiasPoint, type BiasTopic, biasPoints, gravest } from "./bias-words.ts";
import { differenceSentence } from "./difference-words.ts";
import type { Reader } from "./number-format.ts";
import { rippleIndicator } from "./ripple-words.ts";

/** What to ask of every candidate before believing it (METHODS §4); keys of `inbox:check`. */
const rippleChecks = ["season", "mode", "wording", "panel-loss", "comparison-area"] as const;

/** One question with what the waves themselves answer to it. */
export interface CheckPoint {
  check: (typeof rippleChecks)[number];
  concern: Concern;
  sentences: string[];
}

/** The bias report's points that answer a question. */
const answeredBy: Record<CheckPoint["check"], ReadonlyArray<BiasPoint["code"]>> = {
  season: ["season"],
  mode: ["mode"],
  wording: ["wording"],
  "panel-loss": ["loss", "response", "way"],
  "comparison-area": [],
};

/**
 * The checklist of a candidate, answered from what is known of the two waves it compares. Empty for what was not measured by comparing two
 * waves: what somebody reports is neither asked in a wording nor answered by a panel.
 */
export function rippleChecklist(results: Results, candidate: RippleCandidate, reader: Reader): CheckPoint[] {
  const { from, to, subject } = candidate;
  const topic = topicOf(candidate);
  // A tie is made of what the actors answer, to one question for each organisation: the points about everything they were asked are told.
  const audience = subject.source === "tie" ? "actor" : topic?.audience;
  const bias = results.bias.find((one) => one.audience === audience && one.from === from && one.to === to);
  if (!bias) return [];
  const points = biasPoints(results, bias, reader, topic);
  return rippleChecks.map((check) => {
    if (check === "comparison-area") return comparisonPoint(results, candidate, reader);
    const told = points.filter(({ code }) => answeredBy[check].includes(code));
    return {
      check,
      concern: gravest(told.map(({ concern }) => concern)),
      sentences: told.flatMap(({ sentences }) => sentences),
    };
  });
}

type Topic = BiasTopic & { audience: RippleResult["audience"] };

function topicOf({ subject }: RippleCandidate): Topic | undefined {
  if (subject.source === "theme") {
    const { audience, itemKey } = subject.theme;
    return { audience, itemKey, indicator: `${audience}/${itemKey}` };
  }
  if (!("ripple" in subject)) return undefined;
  const { audience, indicator } = subject.ripple;
  return { audience, indicator, itemKey: indicator.split("/").slice(1, -1).join("/") };
}

/** Only an indicator has a change there too; where the interval holds zero, the same may have happened without the initiative. */
function comparisonPoint(results: Results, { subject }: RippleCandidate, reader: Reader): CheckPoint {
  const check = "comparison-area" as const;
  const ripple = "ripple" in subject ? subject.ripple : null;
  const indicator = ripple ? rippleIndicator(results, ripple) : undefined;
  if (!results.comparison) return { check, concern: "unknown", sentences: [reader.say("inbox:check.no-comparison")] };
  if (!ripple || !indicator)
    return { check, concern: "unknown", sentences: [reader.say("inbox:check.no-change-there")] };
  return {
    check,
    concern: comparisonConcern(ripple),
    sentences: [differenceSentence(results, ripple, indicator, reader)],
  };
}

function comparisonConcern({ difference, change }: RippleResult): Concern {
  const { low = null, high = null, estimate = null } = difference ?? {};
  if (low === null || high === null || estimate === null || change.estimate === null) return "unknown";
  const isSure = low > 0 || high < 0;
  return isSure && Math.sign(estimate) === Math.sign(change.estimate) ? "none" : "large";
}
