import { useSay } from "#app/texts/use-texts.ts";

interface WordsFieldProps {
  name: string;
  label: string;
  hint?: string;
  value: string;
  /** The same words in another language, for whoever translates. */
  other?: string;
  language: string;
  direction: "ltr" | "rtl";
  rows?: number;
}

/** A text of the survey in one language; what it says in the language beside it stands above, to translate from. */
export function WordsField({ name, label, hint, value, other = "", language, direction, rows = 2 }: WordsFieldProps) {
  const say = useSay();
  const hints = [hint ? `${name}-hint` : "", other ? `${name}-other` : ""].filter(Boolean).join(" ");
  return (
    <div className="field field--wide">
      <label htmlFor={name}>{label}</label>
      {hint ? (
        <span className="field__hint" id={`${name}-hint`}>
          {hint}
        </span>
      ) : null}
      {other && !value ? (
        <span className="field__hint words-other" id={`${name}-other`}>
          {say("editor:words.other", { words: other })}
        </span>
      ) : null}
      <textarea
        id={name}
        name={name}
        rows={rows}
        defaultValue={value}
        lang={language}
        dir={direction}
        aria-describedby={hints || undefined}
      />
    </div>
  );
}
