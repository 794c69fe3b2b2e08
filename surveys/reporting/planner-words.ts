import { DISCLOSURE_FLOOR } from "#surveys/disclosure-floor.ts";
import type { Plan, PlannerInput } from "#surveys/impact/planner/planner.ts";
import type { IndicatorResult } from "#surveys/impact/results.ts";
import { formatChange, formatCount, type Reader } from "./number-format.ts";

type Unit = Pick<IndicatorResult, "unit" | "unitLabel">;

/** A plan in sentences: how many must answer, how many must be invited each time, and what that is good for. */
export function planSentences(plan: Plan, input: PlannerInput, unit: Unit, reader: Reader): string[] {
  const { say, language } = reader;
  const { answers, inviteFirst, inviteAgain, inviteOthers } = plan;
  if (answers === null || inviteFirst === null || inviteAgain === null || inviteOthers === null) {
    return [say("bias:planner.impossible")];
  }
  const goals = input.goals > 1 ? say("bias:planner.power-goals", { count: input.goals }) : "";
  return [
    say("bias:planner.sentence", {
      change: changeWords(input.change, input, unit, reader),
      answers: formatCount(answers, language),
      first: formatCount(inviteFirst, language),
      perGroup: input.groups === 2 ? say("bias:planner.per-group") : "",
    }),
    followUpSentence(inviteAgain, inviteOthers, reader),
    say("bias:planner.power", { goals }),
    say("bias:planner.fewest", { floor: DISCLOSURE_FLOOR, share: 10 * DISCLOSURE_FLOOR }),
  ];
}

function followUpSentence(again: number, others: number, { say, language }: Reader): string {
  const counts = {
    total: formatCount(again + others, language),
    again: formatCount(again, language),
    others: formatCount(others, language),
  };
  if (again === 0) return say("bias:planner.follow-up-new", counts);
  return say(others === 0 ? "bias:planner.follow-up-again" : "bias:planner.follow-up", counts);
}

/** A change of the plan as people say it: "5,0 point", "5,0 procentpoint", "0,5 dage". */
export function changeWords(change: number, { kind }: PlannerInput, unit: Unit, reader: Reader): string {
  const shown = formatChange(kind === "share" ? change * 100 : change, unit, reader);
  return unit.unit === "points" ? reader.say("results:sentence.points", { number: shown }) : shown;
}
