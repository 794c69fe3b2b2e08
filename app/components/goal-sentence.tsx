import { formatGiven } from "#app/texts/given-number.ts";
import { figureWords } from "#app/texts/indicator-words.ts";
import { segmentWords } from "#app/texts/segment-words.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import type { GoalTable } from "#db/schema.ts";
import type { IndicatorChoice } from "#surveys/initiative/indicator-choice.ts";

type StatedGoal = Pick<
  GoalTable,
  | ("item_key" | "audience" | "segment" | "direction")
  | ("target_kind" | "target_value" | "smallest_worthwhile" | "due_position")
> & { indicator?: IndicatorChoice };

/** A goal in one sentence: what should become how, among whom, by when, and what would be too little to count. */
export function GoalSentence({ goal }: { goal: StatedGoal }) {
  const say = useSay();
  const language = useLanguage();
  const { indicator } = goal;
  const unit = { unit: indicator?.unitLabel?.[language] ?? "" };
  const levelUnit = say(`setup:unit.${indicator?.unit ?? "points"}`, unit);
  const changeUnit = say(`setup:unit.change-${indicator?.unit ?? "points"}`, unit);
  const audience = say(`setup:audience.${goal.audience}`);
  return (
    <>
      <p>
        {say(`setup:goal.sentence.${goal.direction}-${goal.target_kind}`, {
          question: indicator?.label[language] ?? goal.item_key,
          figure: indicator ? figureWords(say, indicator) : say("setup:figure.points"),
          target: `${formatGiven(goal.target_value, language)} ${goal.target_kind === "level" ? levelUnit : changeUnit}`,
        })}
      </p>
      <p className="quiet">
        {say("setup:goal.sentence.frame", {
          who: goal.segment === "" ? audience : `${audience}, ${segmentWords(goal.segment, say)}`,
          position: goal.due_position,
          smallest: `${formatGiven(goal.smallest_worthwhile, language)} ${changeUnit}`,
        })}
      </p>
    </>
  );
}
