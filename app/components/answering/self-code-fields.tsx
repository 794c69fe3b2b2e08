import { type SelfCodeElement, selfCodeElements } from "#surveys/answering/self-code.ts";
import type { Say } from "#surveys/texts.ts";

interface SelfCodeFieldsProps {
  /** The elements that could not be read. */
  wrong: readonly string[];
  typed: Partial<Record<string, string>>;
  say: Say;
}

/** Six small questions that make a code only the visitor can make again; all of it may be left empty. */
export function SelfCodeFields({ wrong, typed, say }: SelfCodeFieldsProps) {
  return (
    <fieldset className="self-code">
      <legend>{say("way:self-code.title")}</legend>
      <p>{say("way:self-code.what")}</p>
      {selfCodeElements.map((element) => (
        <ElementField key={element} {...{ element, typed, say }} isWrong={wrong.includes(element)} />
      ))}
    </fieldset>
  );
}

function ElementField({
  element,
  isWrong,
  typed,
  say,
}: { element: SelfCodeElement; isWrong: boolean } & Omit<SelfCodeFieldsProps, "wrong">) {
  const name = `code-${element}`;
  const isNumber = element === "day" || element === "month" || element === "siblings";
  return (
    <p className="code-field">
      <label htmlFor={name}>{say(`way:self-code.${element}`)}</label>
      {isWrong ? (
        <span className="problem" id={`${name}-problem`}>
          {say(`way:self-code.wrong-${isNumber ? "number" : "letter"}`)}
        </span>
      ) : null}
      <input
        id={name}
        name={name}
        size={3}
        maxLength={isNumber ? 2 : 1}
        inputMode={isNumber ? "numeric" : undefined}
        defaultValue={typed[name]}
        aria-invalid={isWrong ? true : undefined}
        aria-describedby={isWrong ? `${name}-problem` : undefined}
        autoComplete="off"
        autoCapitalize="characters"
      />
    </p>
  );
}
