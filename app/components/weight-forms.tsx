import { amountField } from "#app/amount-field.ts";
import { useSay } from "#app/texts/use-texts.ts";
import type { WaveDimension, weightCaps } from "#surveys/impact/weighting/weight-margins.ts";
import type { Problem } from "#surveys/problem.ts";
import { FileField, TextField } from "./form-field.tsx";
import { PageForm } from "./page-form.tsx";

interface MarginFileFormProps {
  /** Address of the file to fill in. */
  template: string;
  caps: typeof weightCaps;
  problem?: Problem | null;
}

/** The population's shares as a file, with the file to fill in. */
export function MarginFileForm({ template, caps, problem }: MarginFileFormProps) {
  const say = useSay();
  return (
    <section>
      <h2>{say("weight:form.file-title")}</h2>
      <p>{say("weight:form.file-what")}</p>
      <p>
        <a href={`${template}?language=da`} download>
          {say("weight:form.template-da")}
        </a>
        {" · "}
        <a href={`${template}?language=en`} download>
          {say("weight:form.template-en")}
        </a>
      </p>
      <PageForm deed="preview" send={say("weight:form.preview")} withFile>
        <FileField
          name="margins"
          label={say("weight:form.margins")}
          hint={say("weight:form.margins-hint")}
          accept=".csv,text/csv,.xlsx"
          problem={problem}
        />
        <TextField
          name="cap"
          label={say("weight:form.cap")}
          hint={say("weight:form.cap-hint", caps)}
          value={String(caps.usual)}
          inputMode="decimal"
          problem={problem}
        />
      </PageForm>
    </section>
  );
}

interface MarginTypedFormProps {
  dimensions: WaveDimension[];
  caps: typeof weightCaps;
  typed: Record<string, string>;
}

/** The same, typed group by group. */
export function MarginTypedForm({ dimensions, caps, typed }: MarginTypedFormProps) {
  const say = useSay();
  const wasTyped = Object.keys(typed).some((name) => name.startsWith("amount-"));
  return (
    <details open={wasTyped}>
      <summary>{say("weight:form.typed-title")}</summary>
      <p>{say("weight:form.typed-what")}</p>
      <PageForm deed="preview" send={say("weight:form.preview")}>
        {dimensions.map(({ name, groups }, at) => (
          <fieldset key={name}>
            <legend>{name}</legend>
            <div className="field-row">
              {groups.map((group, place) => (
                <TextField
                  key={group}
                  name={amountField(at, place)}
                  label={say("weight:form.percent-of", { group })}
                  value={typed[amountField(at, place)]}
                  inputMode="decimal"
                />
              ))}
            </div>
          </fieldset>
        ))}
        <input type="hidden" name="cap" value={typed.cap ?? caps.usual} />
      </PageForm>
    </details>
  );
}
