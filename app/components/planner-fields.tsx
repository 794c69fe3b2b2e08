import { Form } from "@remix-run/react";
import { indicatorWords } from "#app/texts/indicator-words.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import { indicatorKey } from "#surveys/definition/reading.ts";
import type { PlannerField, PlannerTyped } from "#surveys/impact/planner/planner.ts";
import { audiences } from "#surveys/initiative/audience.ts";
import type { IndicatorChoice } from "#surveys/initiative/indicator-choice.ts";
import type { Problem } from "#surveys/problem.ts";
import { RadioField, SelectField, TextField } from "./form-field.tsx";

interface PlannerFieldsProps {
  choices: IndicatorChoice[];
  typed: PlannerTyped;
  /** What an empty field stands for. */
  fillers: Partial<Record<PlannerField, string>>;
  problem: Problem | null;
}

/** What a plan is made of. Changes nothing, so it is sent in the address and can be kept as a bookmark. */
export function PlannerFields({ choices, typed, fillers, problem }: PlannerFieldsProps) {
  const say = useSay();
  const field = (name: PlannerField) => ({
    ...{ name, label: say(`bias:planner.${name}`), value: typed[name], problem },
    hint: say(`bias:planner.${name}-hint`, { value: fillers[name] ?? "" }),
  });
  const number = (name: PlannerField) => <TextField {...field(name)} inputMode="decimal" />;
  return (
    <Form method="get" reloadDocument noValidate>
      <MeasureField field={field("measure")} choices={choices} />
      {number("change")}
      <div className="field-row">
        {number("sd")}
        {number("level")}
      </div>
      <div className="field-row">
        {number("responseRate")}
        {number("overlap")}
      </div>
      <div className="field-row">
        {number("correlation")}
        {number("designEffect")}
      </div>
      <RadioField
        {...field("groups")}
        value={typed.groups === "2" ? "2" : "1"}
        choices={["1", "2"].map((value) => ({ value, label: say(`bias:planner.groups-${value}`) }))}
      />
      <div className="field-row">
        {number("goals")}
        {number("invited")}
      </div>
      <p className="buttons">
        <button type="submit" className="button">
          {say("bias:planner.calculate")}
        </button>
      </p>
    </Form>
  );
}

type Field = { name: string; label: string; hint: string; value: string | undefined; problem: Problem | null };

function MeasureField({ field, choices }: { field: Field; choices: IndicatorChoice[] }) {
  const say = useSay();
  const language = useLanguage();
  const groups = audiences.map((audience) => ({
    name: say(`setup:audience.${audience}`),
    choices: choices
      .filter((choice) => choice.audience === audience)
      .map((choice) => ({ value: indicatorKey(choice), label: indicatorWords(say, language, choice) })),
  }));
  const kinds = ["mean", "share"].map((kind) => ({ value: kind, label: say(`bias:planner.measure-${kind}`) }));
  return (
    <SelectField
      {...field}
      groups={[
        { name: say("bias:planner.measure-any"), choices: kinds },
        ...groups.filter((group) => group.choices.length > 0),
      ]}
    />
  );
}
