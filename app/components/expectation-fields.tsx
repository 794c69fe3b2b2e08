import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import { audiences } from "#surveys/initiative/audience.ts";
import type { ExpectationSetting } from "#surveys/initiative/expectation.server.ts";
import type { Problem } from "#surveys/problem.ts";
import { RadioField, SelectField, TextAreaField } from "./form-field.tsx";

export const expectationFields = ["statement", "about", "indicator", "organisationA", "organisationB"] as const;

interface ExpectationFieldsProps {
  setting: ExpectationSetting;
  values: Partial<Record<string, string>>;
  problem?: Problem | null;
}

/** What is expected, and what it is about; the lists that the choice above does not need are simply not read. */
export function ExpectationFields({ setting, values, problem }: ExpectationFieldsProps) {
  const say = useSay();
  const language = useLanguage();
  const field = (name: string) => ({ name, label: say(`setup:expectation.${name}`), value: values[name], problem });
  const abouts = ["nothing", "indicator", "tie"].map((kind) => ({
    value: kind,
    label: say(`setup:expectation.about-${kind}`),
  }));
  const indicators = audiences.map((audience) => ({
    name: say(`setup:audience.${audience}`),
    choices: setting.items
      .filter((item) => item.audience === audience)
      .map((item) => ({ value: `${audience}/${item.itemKey}`, label: item.label[language] })),
  }));
  const actors = [{ choices: setting.actors.map(({ id, name }) => ({ value: id, label: name })) }];
  return (
    <>
      <TextAreaField {...field("statement")} hint={say("setup:expectation.statement-hint")} required />
      <RadioField {...field("about")} value={values.about ?? "nothing"} choices={abouts} />
      <SelectField
        {...field("indicator")}
        none={say("setup:choose")}
        groups={indicators.filter((group) => group.choices.length > 0)}
      />
      <div className="field-row">
        <SelectField {...field("organisationA")} none={say("setup:choose")} groups={actors} />
        <SelectField {...field("organisationB")} none={say("setup:choose")} groups={actors} />
      </div>
    </>
  );
}
