import type { BiasResult, Concern, WordingChange, WordingFact } from "#surveys/impact/bias/bias.ts";
import type { Results } from "#surveys/impact/results.ts";
import type { BiasTopic } from "./bias-words.ts";
import type { Reader } from "./number-format.ts";

/** The gravest of the changed questions that are compared; a question that only one wave asked is compared with nothing. */
export function wordingConcern(bias: BiasResult, topic?: BiasTopic): Concern {
  const compared = comparedFacts(bias, topic);
  return (["large", "small"] as const).find((concern) => compared.some((fact) => fact.concern === concern)) ?? "none";
}

/** Which questions were not asked alike, those that goals speak of first. */
export function wordingSentences(results: Results, bias: BiasResult, reader: Reader, topic?: BiasTopic): string[] {
  const { say } = reader;
  const compared = comparedFacts(bias, topic);
  if (topic)
    return compared.length > 0 ? compared.map((fact) => factSentence(fact, reader)) : [say("bias:wording.same-one")];
  const ofGoals = new Set(results.goals.filter(({ audience }) => audience === bias.audience).map(goalItem));
  const isGoal = ({ itemKey }: WordingFact) => ofGoals.has(itemKey);
  const onlyOnce = Object.values(bias.wording).length - compared.length;
  return [
    compared.length === 0
      ? say("bias:wording.same")
      : say("bias:wording.changed", { count: compared.length, goals: compared.filter(isGoal).length }),
    ...[...compared.filter(isGoal), ...compared.filter((fact) => !isGoal(fact))].map((fact) =>
      factSentence(fact, reader),
    ),
    ...(onlyOnce > 0 ? [say("bias:wording.once", { count: onlyOnce })] : []),
  ];
}

function goalItem({ indicator }: { indicator: string }): string {
  return indicator.split("/").slice(1, -1).join("/");
}

function comparedFacts({ wording }: BiasResult, topic?: BiasTopic): WordingFact[] {
  const facts = Object.values(wording).filter(({ changes }) => !changes.some(isOnce));
  return topic ? facts.filter(({ itemKey }) => itemKey === topic.itemKey) : facts;
}

function isOnce(change: WordingChange): boolean {
  return change === "not-asked-before" || change === "not-asked-after";
}

function factSentence({ itemKey, changes, fromLabel, toLabel }: WordingFact, { say, language }: Reader): string {
  const [from, to] = [fromLabel?.[language] ?? itemKey, toLabel?.[language] ?? itemKey];
  const told = changes.map((change) => {
    // Changed in the other language alone: the two wordings would look the same.
    if (change === "label" && from === to) return say("bias:wording.change.label-elsewhere");
    return say(`bias:wording.change.${change}`, { from, to });
  });
  return say("bias:wording.of-one", { label: to, changes: told.join("; ") });
}
