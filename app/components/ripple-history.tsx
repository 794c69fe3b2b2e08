import { formatInstant } from "#app/texts/figure-format.ts";
import { useLanguage, useSay } from "#app/texts/use-texts.ts";
import type { RipplePage } from "#surveys/reporting/ripple-page.ts";
import { useCoding } from "./ripple-coding.tsx";

/** Every step that was taken about a ripple, newest first. */
export function RippleHistory({ history }: Pick<RipplePage, "history">) {
  const say = useSay();
  const language = useLanguage();
  const codingWords = useCoding();
  return (
    <section aria-labelledby="history">
      <h2 id="history">{say("inbox:history.title")}</h2>
      {history.length === 0 ? <p className="quiet">{say("inbox:history.none")}</p> : null}
      <ol className="plain-list">
        {history.map(({ number, deed, reason, by, at, coding, other }) => (
          <li className="deed-line" key={number}>
            <div>
              <p>
                {say(`inbox:history.${deed}`, { by, at: formatInstant(at, language), other })}
                {deed === "recoded" ? ` ${Object.values(codingWords(coding)).join(" · ")}` : ""}
              </p>
              {reason === "" ? null : <p className="typed">“{reason}”</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
