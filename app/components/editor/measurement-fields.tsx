import { TextField } from "#app/components/form-field.tsx";
import { themeWords } from "#app/texts/theme-words.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import type { Audience } from "#db/schema.ts";
import type { QuestionFacts } from "#surveys/definition/editing/question-facts.ts";

interface MeasurementFieldsProps {
  facts: QuestionFacts;
  audience: Audience;
  /** Titles of goals and expectations that are read from it. */
  goals: string[];
}

/** What Ringvirk measures of a question: which trend it is part of, which end is good, what it is about. */
export function MeasurementFields({ facts, audience, goals }: MeasurementFieldsProps) {
  const say = useSay();
  const language = useLanguage();
  const { measurement, items, answers } = facts;
  if (!measurement) return null;
  const codes = (answers?.items ?? []).filter(({ code, missing }) => missing === "" && /^-?\d+$/.test(code));
  const isScale = items.some(({ kind }) => kind === "scale" || kind === "yes-no" || kind === "tie");
  return (
    <details className="editor-part" open={goals.length > 0}>
      <summary>{say("editor:measure.title")}</summary>
      {goals.length > 0 ? (
        <ul className="notice">
          {goals.map((goal) => (
            <li key={goal}>{say("editor:measure.goal", { goal })}</li>
          ))}
        </ul>
      ) : null}
      {items.length > 0 ? (
        <ul className="quiet">
          {items.slice(0, 8).map((item) => (
            <li key={item.key}>
              <code>{item.key}</code>:{" "}
              {item.scale ? say(`setup:survey.kind.${item.kind}`, item.scale) : say(`setup:survey.kind.${item.kind}`)} ·{" "}
              {item.label[language]}
            </li>
          ))}
          {items.length > 8 ? <li>{say("editor:measure.more", { count: items.length - 8 })}</li> : null}
        </ul>
      ) : (
        <p className="quiet">{say("editor:measure.none")}</p>
      )}
      <div className="field">
        <label htmlFor="goodDirection">{say("editor:measure.direction")}</label>
        <span className="field__hint" id="goodDirection-hint">
          {say("editor:measure.direction-hint")}
        </span>
        <select
          id="goodDirection"
          name="goodDirection"
          defaultValue={measurement.goodDirection}
          aria-describedby="goodDirection-hint"
        >
          {(["", "high", "low", "none"] as const).map((direction) => (
            <option key={direction} value={direction}>
              {say(`editor:measure.good.${direction || "unsaid"}`)}
            </option>
          ))}
        </select>
      </div>
      {isScale && codes.length > 2 ? (
        <fieldset>
          <legend>{say("editor:measure.good-end")}</legend>
          <input type="hidden" name="goodEndAsked" value="yes" />
          <span className="field__hint">{say("editor:measure.good-end-hint")}</span>
          <div className="code-row">
            {codes.map(({ code, text }) => (
              <label className="choice" key={code}>
                <input
                  type="checkbox"
                  name="goodEnd"
                  value={code}
                  defaultChecked={measurement.goodEnd.includes(Number(code))}
                />
                <span>{text || code}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ) : null}
      <TextField
        name="theme"
        label={say("editor:measure.theme")}
        hint={say("editor:measure.theme-hint", {
          themes: facts.themes.map((theme) => themeWords(theme, say)).join(", "),
        })}
        value={measurement.theme}
        suggestions={facts.themes}
        autoComplete="off"
      />
      <TextField
        name="itemKey"
        label={say("editor:measure.key")}
        hint={say("editor:measure.key-hint")}
        value={measurement.itemKey}
        autoComplete="off"
      />
      {facts.indexes.length > 0 ? (
        <fieldset>
          <legend>{say("editor:measure.indexes")}</legend>
          {facts.indexes.map(({ key, name, member }) => (
            <label className="choice" key={key}>
              <input type="checkbox" name="indexes" value={key} defaultChecked={member} />
              <span>{name[language]}</span>
            </label>
          ))}
        </fieldset>
      ) : null}
      {audience === "actor" ? (
        <>
          <input type="hidden" name="askedFor" value="yes" />
          <label className="choice">
            <input type="checkbox" name="answersFor" defaultChecked={measurement.forOrganisation} />
            <span>{say("editor:measure.for-organisation")}</span>
          </label>
        </>
      ) : null}
      <div className="field-row">
        <TextField name="source" label={say("editor:measure.source")} value={measurement.source} autoComplete="off" />
        <TextField
          name="licence"
          label={say("editor:measure.licence")}
          value={measurement.licence}
          autoComplete="off"
        />
      </div>
      <TextField
        name="name"
        label={say("editor:measure.name")}
        hint={say("editor:measure.name-hint")}
        value={facts.name}
        autoComplete="off"
      />
    </details>
  );
}
