import { useSay } from "#app/texts/use-texts.ts";
import type { Problem } from "#surveys/problem.ts";
import { RadioField, TextField } from "./form-field.tsx";

interface LetterFieldsProps {
  typed: { sender: string; contact: string; choice: string };
  problem: Problem | null;
}

/** Who gets a letter, who writes it, and whom to ask. */
export function LetterFields({ typed, problem }: LetterFieldsProps) {
  const say = useSay();
  const choices = ["without-mail", "all", "unanswered"] as const;
  return (
    <>
      <RadioField
        name="choice"
        label={say("letter:page.choice")}
        value={typed.choice || "without-mail"}
        choices={choices.map((value) => ({ value, label: say(`letter:page.choice-${value}`) }))}
      />
      <TextField
        name="sender"
        label={say("letter:page.sender")}
        hint={say("letter:page.sender-hint")}
        value={typed.sender}
        problem={problem}
        required
      />
      <TextField
        name="contact"
        label={say("letter:page.contact")}
        hint={say("letter:page.contact-hint")}
        value={typed.contact}
        problem={problem}
        required
      />
    </>
  );
}
