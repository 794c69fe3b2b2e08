import { type ReactNode, useEffect, useRef } from "react";
import { useSay } from "#app/texts/use-texts.ts";
import { allProblems, type Problem } from "#surveys/problem.ts";
import type { Say } from "#surveys/texts.ts";

interface FieldProps {
  name: string;
  label: string;
  hint?: string;
  /** The refusal the form came back with; the part about this field is told beside it. */
  problem?: Problem | null;
}

/** How a field is filled in. */
type Control = "text" | "choice" | "file";

/** Label, hint and problem around any one control; the control is handed what ties it to them. */
function Field({
  name,
  label,
  hint,
  problem = null,
  control = "text",
  children,
}: FieldProps & { control?: Control; children: (ties: ControlTies) => ReactNode }) {
  const say = useSay();
  const told = problemsAt(problem, name);
  const bad = told.length > 0;
  const describedBy = [hint ? `${name}-hint` : "", bad ? `${name}-problem` : ""].filter(Boolean).join(" ");
  return (
    <div className={bad ? "field field--bad" : "field"}>
      <label htmlFor={name}>{label}</label>
      {hint ? (
        <span className="field__hint" id={`${name}-hint`}>
          {hint}
        </span>
      ) : null}
      {bad ? (
        <span className="field__problem" id={`${name}-problem`}>
          {told.map((one) => problemWords(say, one, control)).join(" ")}
        </span>
      ) : null}
      {children({
        id: name,
        name,
        "aria-invalid": bad ? true : undefined,
        "aria-describedby": describedBy === "" ? undefined : describedBy,
      })}
    </div>
  );
}

interface ControlTies {
  id: string;
  name: string;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
}

interface TextFieldProps extends FieldProps {
  value?: string;
  type?: "text" | "email" | "date" | "time" | "number";
  required?: boolean;
  /** Last day of a date field. */
  max?: string;
  autoComplete?: string;
  /** "decimal" for a number that may have a comma: a field of the type "number" refuses it in some browsers. */
  inputMode?: "decimal";
  /** Words to pick from while typing; others may be typed all the same. */
  suggestions?: readonly string[];
}

export function TextField({
  value,
  type = "text",
  suggestions = [],
  name,
  label,
  hint,
  problem,
  ...input
}: TextFieldProps) {
  const list = suggestions.length > 0 ? `${name}-suggestions` : undefined;
  return (
    <Field {...{ name, label, hint, problem }}>
      {(ties) => (
        <>
          <input {...ties} {...input} type={type} defaultValue={value} list={list} />
          {list ? (
            <datalist id={list}>
              {suggestions.map((suggestion) => (
                <option key={suggestion} value={suggestion} />
              ))}
            </datalist>
          ) : null}
        </>
      )}
    </Field>
  );
}

export function TextAreaField({ value, required, ...field }: FieldProps & { value?: string; required?: boolean }) {
  return <Field {...field}>{(ties) => <textarea {...ties} defaultValue={value} required={required} />}</Field>;
}

interface ChoiceFieldProps extends FieldProps {
  value?: string;
  choices: ReadonlyArray<{ value: string; label: string }>;
}

/** A file from the reader's machine; the browser forgets it when a form is refused. */
export function FileField({
  accept,
  required,
  multiple,
  ...field
}: FieldProps & { accept: string; required?: boolean; multiple?: boolean }) {
  return (
    <Field {...field} control="file">
      {(ties) => <input {...ties} {...{ accept, required, multiple }} type="file" />}
    </Field>
  );
}

interface SelectFieldProps extends FieldProps {
  value?: string;
  required?: boolean;
  /** The words of the empty choice; left out where one must always be chosen. */
  none?: string;
  /** A group with a name stands under it; one without stands above them. */
  groups: ReadonlyArray<{ name?: string; choices: ReadonlyArray<{ value: string; label: string }> }>;
}

/** One of many, in a list that opens. */
export function SelectField({ value, required, none, groups, ...field }: SelectFieldProps) {
  return (
    <Field {...field} control="choice">
      {(ties) => (
        <select {...ties} defaultValue={value} required={required}>
          {none === undefined ? null : <option value="">{none}</option>}
          {groups.map((group) => {
            const options = group.choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ));
            return group.name ? (
              <optgroup key={group.name} label={group.name}>
                {options}
              </optgroup>
            ) : (
              options
            );
          })}
        </select>
      )}
    </Field>
  );
}

/** One of several, all of them in sight. */
export function RadioField({ name, label, hint, problem = null, value, choices }: ChoiceFieldProps) {
  const say = useSay();
  const told = problemsAt(problem, name);
  const bad = told.length > 0;
  return (
    <fieldset className={bad ? "field--bad" : undefined} id={name} tabIndex={-1}>
      <legend>{label}</legend>
      {hint ? <span className="field__hint">{hint}</span> : null}
      {bad ? (
        <span className="field__problem">{told.map((one) => problemWords(say, one, "choice")).join(" ")}</span>
      ) : null}
      {choices.map((choice) => (
        <label className="choice" key={choice.value}>
          <input type="radio" name={name} value={choice.value} defaultChecked={value === choice.value} />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface ProblemSummaryProps {
  problem?: Problem | null;
  labels: Record<string, string>;
  /** The fields that are chosen rather than written in; their words say so. */
  controls?: Partial<Record<string, Control>>;
}

/** Above a form that came back: the things to correct, each a link to its field. */
export function ProblemSummary({ problem, labels, controls = {} }: ProblemSummaryProps) {
  const say = useSay();
  const summary = useRef<HTMLDivElement>(null);
  // A page that came back starts at its top for those who hear it or use the keyboard alone; whoever is already writing is left in peace.
  useEffect(() => {
    if (problem && !document.activeElement?.matches("input, textarea, select")) summary.current?.focus();
  }, [problem]);
  if (!problem) return null;
  return (
    <div className="problem-summary" role="alert" tabIndex={-1} ref={summary}>
      <h2>{say("common:form.mend")}</h2>
      <ul>
        {allProblems(problem).map((one) => {
          const words = problemWords(say, one, controls[one.field ?? ""]);
          const label = labels[one.field ?? ""];
          return (
            <li key={`${one.field} ${words}`}>
              {label ? <a href={`#${one.field}`}>{labelled(label, words)}</a> : words}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** "Fill in the field." is no help where there is a choice to make or a file to pick. */
function problemWords(say: Say, { problem, values }: Problem, control: Control = "text"): string {
  if (problem === "field.missing" && control !== "text") return say(`common:form.missing-${control}`);
  return say(`problem:${problem}`, values);
}

/** "Name: Fill in the field." A label that asks or breaks off has its mark already. */
function labelled(label: string, words: string): string {
  return /[?…]$/.test(label) ? `${label} ${words}` : `${label}: ${words}`;
}

function problemsAt(problem: Problem | null, field: string): Problem[] {
  return problem ? allProblems(problem).filter((one) => one.field === field) : [];
}
