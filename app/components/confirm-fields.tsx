import { useSay } from "#app/texts/use-texts.ts";
import { agreementAnswers, contributionSeen, intendedAnswers } from "#surveys/initiative/confirmation.ts";
import type { Problem } from "#surveys/problem.ts";
import { RadioField, TextAreaField } from "./form-field.tsx";

export const confirmChoices = {
  agreement: agreementAnswers,
  intended: intendedAnswers,
  contribution: contributionSeen,
};
export type ConfirmChoice = keyof typeof confirmChoices;
export const confirmFields = [...(Object.keys(confirmChoices) as ConfirmChoice[]), "words"] as const;

interface ConfirmFieldsProps {
  values: Partial<Record<string, string>>;
  problem?: Problem | null;
}

/** The confirmer's short form on the pages of those who sign in. */
export function ConfirmFields({ values, problem }: ConfirmFieldsProps) {
  const say = useSay();
  const tied = (name: string) => ({ name, label: say(`partner:confirm.${name}`), value: values[name], problem });
  return (
    <>
      {(Object.keys(confirmChoices) as ConfirmChoice[]).map((name) => (
        <RadioField
          key={name}
          {...tied(name)}
          choices={confirmChoices[name].map((value) => ({ value, label: say(`partner:${name}.${value}`) }))}
        />
      ))}
      <TextAreaField {...tied("words")} hint={say("partner:confirm.words-hint")} />
    </>
  );
}
