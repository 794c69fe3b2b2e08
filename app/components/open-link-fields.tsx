import { useSay } from "#app/texts/use-texts.ts";
import type { Audience } from "#db/schema.ts";
import type { Problem } from "#surveys/problem.ts";
import { RadioField, TextField } from "./form-field.tsx";

interface OpenLinkFieldsProps {
  audiences: Audience[];
  typed: Partial<Record<string, string>>;
  problem: Problem | null;
}

/** What a coordinator says of a new open link. */
export function OpenLinkFields({ audiences, typed, problem }: OpenLinkFieldsProps) {
  const say = useSay();
  return (
    <>
      <RadioField
        name="audience"
        label={say("way:link.audience")}
        value={typed.audience ?? audiences[0]}
        choices={audiences.map((value) => ({ value, label: say(`setup:audience.${value}`) }))}
      />
      <TextField
        {...{ name: "name", label: say("way:link.name"), hint: say("way:link.name-hint"), value: typed.name, problem }}
        required
      />
      <TextField
        {...{ name: "mostAnswers", label: say("way:link.most"), hint: say("way:link.most-hint"), problem }}
        value={typed.mostAnswers}
        inputMode="decimal"
        required
      />
      <RadioField
        name="asksSelfCode"
        label={say("way:link.self-code")}
        hint={say("way:link.self-code-hint")}
        value={typed.asksSelfCode ?? "no"}
        choices={["no", "yes"].map((value) => ({ value, label: say(`way:link.self-code-${value}`) }))}
      />
    </>
  );
}
