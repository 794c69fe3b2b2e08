import { useSay } from "#app/texts/use-texts.ts";
import type { Problem } from "#surveys/problem.ts";
import { TextAreaField, TextField } from "./form-field.tsx";

export const initiativeFields = ["name", "challenge", "district", "place", "startsOn", "endsOn"] as const;

interface InitiativeFieldsProps {
  values: Partial<Record<string, string>>;
  problem?: Problem | null;
}

/** What an initiative is: the same fields for a new one and for changing one. */
export function InitiativeFields({ values, problem }: InitiativeFieldsProps) {
  const say = useSay();
  const field = (name: (typeof initiativeFields)[number]) => ({
    ...{ name, label: say(`setup:initiative.${name}`), value: values[name], problem, required: true },
  });
  return (
    <>
      <TextField {...field("name")} hint={say("setup:initiative.name-hint")} />
      <TextAreaField {...field("challenge")} hint={say("setup:initiative.challenge-hint")} />
      <div className="field-row">
        <TextField {...field("district")} />
        <TextField {...field("place")} />
      </div>
      <div className="field-row">
        <TextField {...field("startsOn")} type="date" />
        <TextField {...field("endsOn")} type="date" />
      </div>
    </>
  );
}
