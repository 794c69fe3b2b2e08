import { useSay } from "#app/texts/use-texts.ts";
import type { WaveMode } from "#db/schema.ts";
import { waveModes } from "#surveys/fieldwork/wave.ts";
import { SelectField } from "./form-field.tsx";
import { PageForm } from "./page-form.tsx";

/** How a wave was answered; can be said at any time, for the bias report names a change of it. */
export function WaveModeForm({ mode }: { mode: WaveMode | null }) {
  const say = useSay();
  return (
    <PageForm deed="mode" send={say("bias:mode.name.save")}>
      <SelectField
        name="mode"
        label={say("bias:mode.name.label")}
        hint={say("bias:mode.name.hint")}
        value={mode ?? ""}
        none={say("bias:mode.name.none")}
        groups={[{ choices: waveModes.map((value) => ({ value, label: say(`bias:mode.name.${value}`) })) }]}
      />
    </PageForm>
  );
}
