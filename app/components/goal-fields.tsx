import { indicatorWords } from "#app/texts/indicator-words.ts";
import { segmentWords } from "#app/texts/segment-words.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import { indicatorKey } from "#surveys/definition/reading.ts";
import { audiences } from "#surveys/initiative/audience.ts";
import type { GoalSetting } from "#surveys/initiative/goal-setting.server.ts";
import type { Problem } from "#surveys/problem.ts";
import { RadioField, SelectField, TextField } from "./form-field.tsx";

export const goalFields = [
  ...["title", "indicator", "segment", "targetKind", "targetValue", "smallestWorthwhile", "duePosition"],
] as const;

interface GoalFieldsProps {
  setting: GoalSetting;
  values: Partial<Record<string, string>>;
  problem?: Problem | null;
}

/** What a goal says: the same fields for a new one and for changing one. */
export function GoalFields({ setting, values, problem }: GoalFieldsProps) {
  const say = useSay();
  const language = useLanguage();
  const field = (name: string) => ({ name, label: say(`setup:goal.${name}`), value: values[name], problem });
  const indicators = audiences.map((audience) => ({
    name: say(`setup:audience.${audience}`),
    choices: setting.indicators
      .filter((indicator) => indicator.audience === audience)
      .map((indicator) => ({
        value: indicatorKey(indicator),
        label: `${indicatorWords(say, language, indicator)}${indicator.better === "fall" ? ` ${say("setup:goal.lower-better")}` : ""}`,
      })),
  }));
  const kinds = ["level", "change"].map((kind) => ({ value: kind, label: say(`setup:goal.kind-${kind}`) }));
  const waves = setting.dueWaves.map(({ position, name }) => ({
    value: String(position),
    label: name ?? say("setup:goal.follow-up", { position }),
  }));
  return (
    <>
      <TextField {...field("title")} hint={say("setup:goal.title-hint")} required />
      <SelectField
        {...field("indicator")}
        hint={say("setup:goal.indicator-hint")}
        none={say("setup:choose")}
        groups={indicators.filter((group) => group.choices.length > 0)}
        required
      />
      <SegmentField {...field("segment")} known={setting.segments} />
      <RadioField {...field("targetKind")} value={values.targetKind ?? "level"} choices={kinds} />
      <div className="field-row">
        <TextField {...field("targetValue")} hint={say("setup:goal.targetValue-hint")} inputMode="decimal" required />
        <TextField
          {...field("smallestWorthwhile")}
          hint={say("setup:goal.smallestWorthwhile-hint")}
          inputMode="decimal"
        />
      </div>
      <SelectField {...field("duePosition")} groups={[{ choices: waves }]} />
    </>
  );
}

/** Groups that are known are picked; before there are participants, a group is written as it will stand in their list. */
function SegmentField(field: {
  name: string;
  label: string;
  value?: string;
  problem?: Problem | null;
  known: string[];
}) {
  const say = useSay();
  const { known, ...rest } = field;
  if (known.length === 0) return <TextField {...rest} hint={say("setup:goal.segment-hint-typed")} />;
  const listed = rest.value && !known.includes(rest.value) ? [rest.value, ...known] : known;
  const choices = listed.map((segment) => ({ value: segment, label: segmentWords(segment, say) }));
  return (
    <SelectField
      {...rest}
      hint={say("setup:goal.segment-hint")}
      none={say("setup:goal.everyone")}
      groups={[{ choices }]}
    />
  );
}
