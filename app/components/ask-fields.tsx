import { useSay } from "#app/texts/use-texts.ts";
import type { Problem } from "#surveys/problem.ts";
import { SelectField, TextField } from "./form-field.tsx";

export const askFields = ["confirmer", "confirmerName", "confirmerEmail"] as const;

interface AskFieldsProps {
  organisations: Array<{ id: string; name: string }>;
  values: Partial<Record<string, string>>;
  problem?: Problem | null;
  /** The words for nobody. */
  none: string;
  /** Only organisations of the initiative can be asked. */
  insideOnly?: boolean;
}

/** Who can confirm: an organisation of the initiative, or one outside with its address. */
export function AskFields({ organisations, values, problem, none, insideOnly = false }: AskFieldsProps) {
  const say = useSay();
  const field = (name: (typeof askFields)[number]) => ({
    ...{ name, label: say(`partner:report.${name}`), value: values[name], problem },
  });
  const inside = {
    name: say("partner:report.confirmer-inside"),
    choices: organisations.map(({ id, name }) => ({ value: id, label: name })),
  };
  const elsewhere = { choices: [{ value: "outside", label: say("partner:report.confirmer-outside") }] };
  return (
    <>
      <SelectField {...field("confirmer")} none={none} groups={insideOnly ? [inside] : [inside, elsewhere]} />
      {insideOnly ? null : <TextField {...field("confirmerName")} autoComplete="off" />}
      <TextField
        {...field("confirmerEmail")}
        hint={say("partner:report.confirmerEmail-hint")}
        type="email"
        autoComplete="off"
      />
    </>
  );
}
