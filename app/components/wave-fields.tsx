import { useSay } from "#app/texts/use-texts.ts";
import type { Audience } from "#db/schema.ts";
import { audiences } from "#surveys/initiative/audience.ts";
import type { Problem } from "#surveys/problem.ts";
import { SelectField, TextField } from "./form-field.tsx";

interface SurveyToSend {
  audience: Audience;
  title: string;
  versionId: string;
  number: number;
}

interface WaveFieldsProps {
  surveys: SurveyToSend[];
  values: Partial<Record<string, string>>;
  problem?: Problem | null;
}

/** When a wave is sent and what: the same fields for a new one and for changing a planned one. */
export function WaveFields({ surveys, values, problem }: WaveFieldsProps) {
  const say = useSay();
  const field = (name: string) => ({ name, label: say(`setup:wave.${name}`), value: values[name], problem });
  return (
    <>
      <TextField {...field("name")} hint={say("setup:wave.name-hint")} required />
      <div className="field-row">
        <TextField {...field("opensOn")} type="date" required />
        <TextField {...field("opensAt")} hint={say("setup:wave.opensAt-hint")} type="time" />
      </div>
      <div className="field-row">
        <TextField {...field("closesOn")} type="date" required />
        <TextField {...field("closesAt")} hint={say("setup:wave.closesAt-hint")} type="time" />
      </div>
      <fieldset id="surveys" tabIndex={-1}>
        <legend>{say("setup:wave.surveys")}</legend>
        {audiences.map((audience) => (
          <SelectField
            key={audience}
            {...field(`survey-${audience}`)}
            none={say("setup:wave.not-asked")}
            groups={[
              {
                choices: surveys
                  .filter((survey) => survey.audience === audience)
                  .map(({ versionId, title, number }) => ({
                    value: versionId,
                    label: `${title} (${say("setup:survey.version", { number })})`,
                  })),
              },
            ]}
          />
        ))}
      </fieldset>
    </>
  );
}

/** The names of the fields, for the list of problems. */
export const waveFields = ["name", "opensOn", "opensAt", "closesOn", "closesAt", "surveys"] as const;
